/**
 * One import from files to cache: sources are read into rows, properties and placed shapes, then the pieces are put into
 * the compound's frame, cut into chunks and written.
 */
import { success, type Result } from '#shared/protocol/result.ts';
import type { ImportPhase, ModelManifest } from '#shared/protocol/model.ts';
import { MODEL_FORMAT_VERSION } from '#shared/protocol/model.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { assemble, boxesOfRows, type AssembledModel, type SourceGeometry } from './assembleModel.ts';
import { contentKey, IMPORTER_VERSION, isCached, storeModel } from './cacheWriter.ts';
import { centreOf, groupPieces, sizeOf } from './chunking.ts';
import type { KernelPool } from './kernelPool.ts';
import { createDrafts, type Draft } from './drafts.ts';
import { ifcRows } from './ifcRows.ts';
import { encodeProperties } from './propertyStore.ts';
import { beginIfc, finishIfc, lookAhead } from './readIfc.ts';
import { modelHealth, otherHealth } from './modelHealth.ts';
import type { Box } from './shapes.ts';
import type { Layers } from './pictureLayers.ts';
import type { Picture } from './skins.ts';
import { readOthers, sortSources } from './readOthers.ts';
import { readSources, type ImportFile, type ImportSource } from './sources.ts';
import { openStep, type StepFile } from './step/stepFile.ts';
import { createClouds, type Clouds } from './points/clouds.ts';
import { sortStoreys, type SpatialTree } from './spatialTree.ts';
import { streamedOf, tiledBy, tileFiles } from './tiledModel.ts';
import { whyNothingCame } from './nothingCame.ts';

export interface ImportRequest {
  readonly files: readonly ImportFile[];
  readonly target: CompoundOrigin | null;
  readonly hand: HandPlacement | null;
  /** A position that its system cannot mean is read as it was probably meant. */
  readonly asMeant: boolean;
  readonly modelsDir: string;
}

export interface ImportedModel {
  readonly contentKey: string;
  readonly sources: readonly ImportSource[];
}

export type Tell = (phase: ImportPhase, fraction: number, file: string | null) => void;

/** Shares of the whole that the phases take, for the bar of progress. */
const READ = 0.1;
const TRIANGULATED = 0.8;
const ENCODED = 0.97;

/** Indexed while another thread reads their checksums. */
const OPEN_EARLY_BYTES = 40 * 2 ** 20;
const isStep = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 64)).includes('ISO-10303-21');

export async function importModel(
  request: ImportRequest,
  kernels: KernelPool,
  tell: Tell,
  tellDraft: ((draft: Draft) => void) | null = null,
): Promise<Result<ImportedModel>> {
  const clouds = createClouds(request.modelsDir);
  try {
    return await convert(request, kernels, clouds, tell, tellDraft);
  } finally {
    clouds.dispose();
  }
}

async function convert(
  request: ImportRequest,
  kernels: KernelPool,
  clouds: Clouds,
  tell: Tell,
  tellDraft: ((draft: Draft) => void) | null,
): Promise<Result<ImportedModel>> {
  const startedMs = performance.now();
  tell('reading', 0, null);
  // Loads the codecs while the kernel works.
  const encoder = import('./encodeChunk.ts');
  const opened = new Map<Uint8Array, ReturnType<typeof openStep>>();
  const sources = await readSources(request.files, request.modelsDir, (read) => {
    // Small ones are perhaps in the cache, and then need not be opened at all.
    for (const { bytes, name } of read)
      if (bytes.byteLength > OPEN_EARLY_BYTES && isStep(bytes)) opened.set(bytes, openStep(bytes, name));
  });
  if (!sources.ok) return sources;
  const key = contentKey(
    // Files that are found by their names, pictures and buffers, are others under another name.
    sources.value.map(({ sha256, bytes, path }) =>
      sources.value.length === 1 || isStep(bytes) ? sha256 : `${sha256} ${path.replace(/^\.\//, '')}`,
    ),
    request.target,
    request.hand,
    request.asMeant,
  );
  const done = success({ contentKey: key, sources: sources.value });
  if (await isCached(request.modelsDir, key)) return done;

  const sorted = sortSources(sources.value);
  if (!sorted.ok) return sorted;
  const { ifc } = sorted.value;
  const fractions = ifc.map(() => 0);
  const steps: StepFile[] = [];
  for (const { bytes, name } of ifc) {
    const step = opened.get(bytes) ?? openStep(bytes, name);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  tell('properties', READ, null);
  const rows = ifcRows({
    asMeant: request.asMeant,
    files: steps.map(({ bytes, schema, index }, i) => ({
      name: ifc[i]?.name ?? '',
      bytes,
      schema,
      index,
    })),
  });
  const drafts = tellDraft && createDrafts(request, tellDraft);
  if (drafts) await lookAhead(steps, kernels, drafts);
  const files = steps.map((step, i) =>
    beginIfc(
      step,
      ifc[i]?.name ?? '',
      kernels,
      (fraction) => {
        fractions[i] = fraction;
        const mean = fractions.reduce((sum, one) => sum + one, 0) / fractions.length;
        tell('geometry', READ + (TRIANGULATED - READ) * mean, ifc[i]?.name ?? null);
      },
      drafts,
    ),
  );
  const { tree, table, warnings, files: read } = await rows();
  for (const { name, notes } of sources.value)
    for (const note of notes) warnings.push({ ...note, file: name, count: 1 });
  const geometries: SourceGeometry[] = [];
  for (const [i, file] of files.entries()) {
    const own = read[i];
    if (own) geometries.push(await finishIfc(file, own, tree, warnings));
  }

  const others = await readOthers(
    sorted.value,
    { tree, table, warnings, points: clouds },
    request.target,
    tell,
  );
  if (!others.ok) return others;
  geometries.push(...others.value.geometries);

  const assembled = assemble(geometries, tree, request.target, request.hand);
  warnings.push(...assembled.warnings);
  if (!assembled.bounds || assembled.products === 0)
    return { ok: false, error: whyNothingCame(steps, geometries, warnings) };
  const boxes = boxesOfRows(assembled.pieces, tree.rows.length, geometries, assembled.frames);
  const storeys = sortStoreys(tree, assembled.raiseM);
  const { encodeChunk } = await encoder;
  const streamed = streamedOf(geometries);
  const { chunks, pictures } = await encodeAll(
    streamed ? [] : assembled.pieces,
    boxes,
    assembled.bounds,
    encodeChunk,
    (fraction) => tell('writing', TRIANGULATED + (ENCODED - TRIANGULATED) * fraction, null),
  );
  const points = await clouds.write(
    geometries.map((one) => one.points),
    assembled.frames,
    (fraction) => tell('writing', TRIANGULATED + (ENCODED - TRIANGULATED) * fraction, null),
  );

  const schemas = new Map(others.value.schemas);
  for (const [i, { sha256 }] of ifc.entries()) schemas.set(sha256, steps[i]?.schema ?? '');
  await storeModel(request.modelsDir, key, {
    manifest: {
      version: MODEL_FORMAT_VERSION,
      contentKey: key,
      importerVersion: IMPORTER_VERSION,
      // What only belongs to a model is none of its files.
      files: sources.value.flatMap(({ name, bytes, sha256 }) => {
        const schema = schemas.get(sha256);
        return schema === undefined ? [] : [{ name, sha256, bytes: bytes.byteLength, schema }];
      }),
      counts: {
        products: assembled.products,
        elements: tree.elements,
        storeys: storeys.length,
        spaces: tree.spaces,
        pieces: assembled.placed,
        triangles: trianglesOf(assembled.pieces),
        ...(points && { points: points.count }),
      },
      bounds: { minEnu: assembled.bounds.min, maxEnu: assembled.bounds.max },
      georeference: assembled.georeference,
      placedBy: assembled.placedBy,
      ...(request.hand ? { hand: request.hand } : {}),
      storeys,
      chunks: chunks.map(({ info }) => info),
      ...(pictures.length > 0 && { pictures: pictures.length }),
      ...(points && { points: points.told }),
      ...(streamed && { tiled: tiledBy(streamed, assembled.frames) }),
      warnings: streamed ? warnings.filter(({ code }) => !LOST_IN_CHUNKS.has(code)) : warnings,
      importedInS: (performance.now() - startedMs) / 1000,
      importedAtMs: Date.now(),
    },
    columns: columnsOf(tree, boxes),
    chunks: chunks.map(({ bytes }) => bytes),
    pictures,
    tiles: streamed ? tileFiles(streamed) : {},
    points,
    properties: encodeProperties(table, tree.rows.length),
    health: modelHealth(tree.rows, boxes, [
      ...read.map(({ health }) => health),
      ...sorted.value.others.map(({ source }) => otherHealth(source.name, schemas.get(source.sha256) ?? '')),
    ]),
  });
  return done;
}

/** What chunks leave out, and tiles do not. */
const LOST_IN_CHUNKS = new Set(['textures-left-out', 'tiles-coarse']);

const trianglesOf = (pieces: AssembledModel['pieces']): number =>
  pieces.reduce((sum, { shape }) => sum + shape.index.length / 3, 0);

async function encodeAll(
  placed: AssembledModel['pieces'],
  boxes: readonly (Box | null)[],
  bounds: Box,
  encodeChunk: typeof import('./encodeChunk.ts').encodeChunk,
  tell: (fraction: number) => void,
) {
  const pieces = placed.map((piece) => {
    const box = boxes[piece.element];
    return { ...piece, elementSizeM: box ? sizeOf(box) : 0 };
  });
  const groups = groupPieces(pieces, boxes, bounds);
  const pictures: Uint8Array[] = [];
  const fileOf = new Map<string, number>();
  const numbered = ({ widthPx, heightPx, pictures: own }: Layers) => {
    const layerOf = new Map(own.map(({ key }, layer) => [key, layer]));
    const files = own.map(({ key, bytes, isCutOut }) => {
      const file = fileOf.get(key) ?? pictures.push(bytes) - 1;
      fileOf.set(key, file);
      return { file, isCutOut };
    });
    return { widthPx, heightPx, pictures: files, layerOf: ({ key }: Picture) => layerOf.get(key) ?? 0 };
  };
  const chunks: { readonly bytes: Uint8Array; readonly info: ModelManifest['chunks'][number] }[] = [];
  for (const [index, group] of groups.entries()) {
    tell(index / groups.length);
    const { transparent, wide, layers } = group;
    const options = { transparent, wide, ...(layers && { layers: numbered(layers) }) };
    const { bytes, bounds: extent, triangles } = await encodeChunk(group.pieces, options);
    chunks.push({ bytes, info: { index, bytes: bytes.byteLength, bounds: extent, triangles, transparent } });
  }
  return { chunks, pictures };
}

const columnsOf = ({ rows }: SpatialTree, boxes: readonly (Box | null)[]) => ({
  globalId: rows.map((row) => row.globalId),
  type: rows.map((row) => row.type),
  name: rows.map((row) => row.name),
  storey: rows.map((row) => row.storey),
  parent: rows.map((row) => row.parent),
  centreEnu: rows.map((_, i) => {
    const box = boxes[i];
    return box ? centreOf(box) : null;
  }),
  sizeM: rows.map((_, i) => {
    const box = boxes[i];
    return box ? sizeOf(box) : 0;
  }),
});

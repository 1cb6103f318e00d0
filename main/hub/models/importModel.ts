/**
 * One import from files to cache. The kernel thread makes triangles while this thread reads tree, georeference and
 * properties from the same bytes; then the pieces are placed, cut into chunks and written.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { ImportPhase, ImportWarning, ModelManifest } from '#shared/protocol/model.ts';
import { MODEL_FORMAT_VERSION } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { assemble, type ReadFile } from './assembleModel.ts';
import { contentKey, createCache, IMPORTER_VERSION } from './cache.ts';
import { boxesOf, centreOf, groupPieces, sizeOf } from './chunking.ts';
import type { Piece } from './encodeChunk.ts';
import { readGeoreference } from './georeference.ts';
import type { Kernel } from './kernelClient.ts';
import { addProperties, type PropertyTable } from './properties.ts';
import { encodeProperties } from './propertyStore.ts';
import { readSources, type ImportFile } from './sources.ts';
import { addToTree, createTree, sortStoreys } from './spatialTree.ts';
import { openStep, type StepFile } from './step/stepFile.ts';
import { readUnits } from './units.ts';

export interface ImportRequest {
  readonly files: readonly ImportFile[];
  readonly target: CompoundOrigin | null;
  readonly modelsDir: string;
}

export type Tell = (phase: ImportPhase, fraction: number, file: string | null) => void;

export async function importModel(
  request: ImportRequest,
  kernel: Kernel,
  tell: Tell,
): Promise<Result<string>> {
  const startedMs = performance.now();
  tell('reading', 0, null);
  // Loads three and the codecs while the kernel works.
  const encoder = import('./encodeChunk.ts');
  const sources = await readSources(request.files);
  if (!sources.ok) return sources;
  const cache = createCache(request.modelsDir);
  const key = contentKey(
    sources.value.map(({ sha256 }) => sha256),
    request.target,
  );
  if (await cache.has(key)) return success(key);

  const steps: StepFile[] = [];
  const geometries: ReturnType<Kernel['geometryOf']>[] = [];
  const fractions = sources.value.map(() => 0);
  for (const [i, { name, bytes }] of sources.value.entries()) {
    const step = openStep(bytes, name);
    if (!step.ok) {
      await Promise.allSettled(geometries);
      return step;
    }
    steps.push(step.value);
    const asked = kernel.geometryOf(i, bytes, (fraction) => {
      fractions[i] = fraction;
      tell('geometry', 0.1 + (0.65 * fractions.reduce((sum, one) => sum + one, 0)) / fractions.length, name);
    });
    asked.catch(() => {});
    geometries.push(asked);
  }

  const tree = createTree();
  const table: PropertyTable = { sets: [], ofRow: new Map() };
  const files: ReadFile[] = [];
  const warnings: ImportWarning[] = [];
  tell('properties', 0.1, null);
  for (const [i, step] of steps.entries()) {
    const name = sources.value[i]?.name ?? '';
    const units = readUnits(step);
    const rowOf = addToTree(tree, step, units);
    addProperties(table, step, units, rowOf);
    const georeference = readGeoreference(step);
    for (const note of georeference.notes) warnings.push({ ...note, file: name, count: 1 });
    files.push({ name, step, rowOf, georeference, geometry: null });
  }
  for (const [i, asked] of geometries.entries()) {
    const file = files[i];
    if (!file) continue;
    try {
      files[i] = { ...file, geometry: await asked };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failure('ifc-geometry', { file: file.name, reason });
    }
    fractions[i] = 1;
  }

  const assembled = assemble(files, tree, request.target);
  warnings.push(...assembled.warnings);
  if (assembled.products === 0) return noGeometry(files);
  const boxes = boxesOf(assembled.pieces, tree.rows.length);
  const pieces: Piece[] = assembled.pieces.map((piece) => {
    const box = boxes[piece.element];
    return { ...piece, elementSizeM: box ? sizeOf(box) : 0 };
  });
  const storeys = sortStoreys(tree, assembled.raiseM);
  const groups = groupPieces(pieces, boxes);
  const { encodeChunk } = await encoder;
  const chunks: { readonly bytes: Uint8Array; readonly info: ModelManifest['chunks'][number] }[] = [];
  for (const [index, group] of groups.entries()) {
    tell('writing', 0.8 + (0.15 * index) / groups.length, null);
    const { bytes, bounds, triangles } = await encodeChunk(group.pieces, group.transparent);
    chunks.push({
      bytes,
      info: { index, bytes: bytes.byteLength, bounds, triangles, transparent: group.transparent },
    });
  }
  const malformed = steps.reduce((sum, step) => sum + step.malformed(), 0);
  if (malformed > 0)
    warnings.push({
      code: 'record',
      file: null,
      count: malformed,
    });

  await cache.store(key, {
    manifest: {
      version: MODEL_FORMAT_VERSION,
      contentKey: key,
      importerVersion: IMPORTER_VERSION,
      files: sources.value.map(({ name, bytes, sha256 }, i) => ({
        name,
        sha256,
        bytes: bytes.byteLength,
        schema: steps[i]?.schema ?? '',
      })),
      counts: {
        products: assembled.products,
        elements: tree.elements,
        storeys: storeys.length,
        spaces: tree.spaces,
        pieces: assembled.placed,
        triangles: chunks.reduce((sum, { info }) => sum + info.triangles, 0),
      },
      bounds: assembled.bounds && { minEnu: assembled.bounds.min, maxEnu: assembled.bounds.max },
      georeference: assembled.georeference,
      placedBy: assembled.placedBy,
      storeys,
      chunks: chunks.map(({ info }) => info),
      warnings,
      importedInS: (performance.now() - startedMs) / 1000,
      importedAtMs: Date.now(),
    },
    columns: {
      globalId: tree.rows.map((row) => row.globalId),
      type: tree.rows.map((row) => row.type),
      name: tree.rows.map((row) => row.name),
      storey: tree.rows.map((row) => row.storey),
      parent: tree.rows.map((row) => row.parent),
      centreEnu: tree.rows.map((_, i) => {
        const box = boxes[i];
        return box ? centreOf(box) : null;
      }),
      sizeM: tree.rows.map((_, i) => {
        const box = boxes[i];
        return box ? sizeOf(box) : 0;
      }),
    },
    chunks: chunks.map(({ bytes }) => bytes),
    properties: encodeProperties(table, tree.rows.length),
  });
  return success(key);
}

function noGeometry(read: readonly ReadFile[]): Result<never> {
  const map = read.find(({ georeference }) => georeference.georeference.kind !== 'none')?.georeference
    .georeference;
  const files = read.map(({ name }) => name).join(', ');
  if (map?.kind === 'map') {
    const { crs, eastingM, northingM } = map;
    return failure('ifc-no-geometry-map', { files, crs: crs || '–', eastingM, northingM });
  }
  if (map?.kind === 'site')
    return failure('ifc-no-geometry-site', {
      files,
      latDeg: map.latDeg.toFixed(5),
      lonDeg: map.lonDeg.toFixed(5),
    });
  return failure('ifc-no-geometry', { files });
}

/** 3D Tiles 1.0 and 1.1 that came whole: every tile is a row, the finest that fit are drawn, features are rows below. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { propertiesOf } from '../attributes.ts';
import { createShapeBuilder, type ShapeBuilder } from '../geometry/shapeBuilder.ts';
import { openGltf } from '../gltf/container.ts';
import { openDrawing } from '../gltf/drawAsset.ts';
import { IDENTITY, multiply } from '../gltf/nodeTransform.ts';
import { isObject, readJson } from '../jsonText.ts';
import type { PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import { heldCloud } from '../heldCloud.ts';
import type { TileElements } from '#shared/protocol/model.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import { holds, startsJson } from '../startOf.ts';
import { addPointTile } from './addPointTile.ts';
import { batchProperties } from './batchTable.ts';
import { chooseTiles } from './chooseTiles.ts';
import { earthPlace, isOnEarth, type EarthPlace } from './earthPlace.ts';
import { pntsReader } from './pntsReader.ts';
import { featuresOf, isForeign, isWorthStreaming } from './streamedTiles.ts';
import { readContent, type ContentPart } from './tileContent.ts';
import { walkTileset, type WalkedTile } from './walkTileset.ts';

export const tilesReader: FormatReader = {
  id: '3dtiles',
  recognises: (bytes) =>
    startsJson(bytes) &&
    holds(bytes, '"geometricError"') &&
    holds(bytes, '"root"') &&
    holds(bytes, '"asset"'),
  ending: /(^|\/)tileset\.json$/i,
  read,
};

/** Contents that are drawn; what is compressed in them grows to several times that. */
const MOST_BYTES = 300 * 2 ** 20;
/** Points do not stay in memory. */
const POINTS_LIGHTER = 8;
const KNOWN = new Set([
  '3DTILES_content_gltf',
  '3DTILES_implicit_tiling',
  '3DTILES_multiple_contents',
  '3DTILES_metadata',
]);
/** y up → z up. */
const UPRIGHT = [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1];

async function read(source: ReaderSource, into: ReadInto): Promise<Result<ReadSource>> {
  const { name, path, bytes, companions } = source;
  const parsed = readJson(bytes, name);
  if (!parsed.ok) return parsed;
  if (parsed.value.cutOff) into.notes.add(fault('cut-off'));
  const tileset = parsed.value.value;
  if (!isObject(tileset) || !isObject(tileset['root'])) return failure('format-damaged', { file: name });
  const version = isObject(tileset['asset']) ? String(tileset['asset']['version'] ?? '–') : '–';
  if (!/^(0\.0|1\.[01])$/.test(version))
    return failure('format-version', {
      file: name,
      version: version.slice(0, 20),
      readable: '3D Tiles 1.0, 1.1',
    });
  const required = Array.isArray(tileset['extensionsRequired']) ? tileset['extensionsRequired'] : [];
  for (const extension of required.map(String))
    if (!KNOWN.has(extension))
      into.notes.add(fault('extension-unknown', { extension: extension.slice(0, 80) }));

  const tiles = walkTileset(tileset, path, companions, into.notes);
  const bytesOf = (tile: WalkedTile): number =>
    tile.contents.reduce((sum, content) => {
      const held = companions.get(content);
      return sum + (held?.byteLength ?? 0) / (held && pntsReader.recognises(held) ? POINTS_LIGHTER : 1);
    }, 0);
  const { drawn, coarse } = chooseTiles(tiles, bytesOf, MOST_BYTES);
  if (coarse) into.notes.add(fault('tiles-coarse'));
  const builder = createShapeBuilder();
  const held = heldCloud(into);
  const cloud = held.create;
  const reading: Reading = { source, into, builder, earth: null, isPlaced: false, cloud, elements: {} };
  for (const [number, tile] of tiles.entries()) await readTile(reading, tile, number, drawn.has(number));
  const points = held.finish();
  if (builder.pieces === 0 && !points) into.notes.add(fault('nothing-drawn'));
  const allBytes = tiles.reduce((sum, tile) => sum + bytesOf(tile), 0);
  const contents = tiles.map((tile) => tile.contents);
  const streams =
    // Points are kept in levels of their own.
    !points &&
    isWorthStreaming(contents, allBytes) &&
    !contents.flat().some((one) => isForeign(companions.get(one) ?? new Uint8Array()));
  return success({
    schema: `3D Tiles ${version}`,
    geometry: builder.finish(),
    georeference: reading.earth?.georeference ?? null,
    points,
    ...(streams && {
      streamed: {
        root: path,
        toFile: reading.earth?.toEnu ?? IDENTITY,
        elements: reading.elements,
        files: new Map([...companions, [path, bytes]]),
      },
    }),
  });
}

interface Reading {
  readonly source: ReaderSource;
  readonly into: ReadInto;
  readonly builder: ShapeBuilder;
  /** Null where the tileset does not lie on the earth. */
  earth: EarthPlace | null;
  isPlaced: boolean;
  /** Made when the first point comes. */
  readonly cloud: () => PointCloudBuilder;
  /** Of its contents, by path. */
  readonly elements: Record<string, TileElements>;
}

async function readTile(reading: Reading, tile: WalkedTile, number: number, drawn: boolean): Promise<void> {
  const { into, source } = reading;
  if (tile.contents.length === 0 && !tile.missing) return;
  const id = tile.contents[0] ?? `tile-${number}`;
  const row = addRow(into, { globalId: id, type: 'Tile', name: id.slice(id.lastIndexOf('/') + 1) });
  addSet(into, row, 'Tile', [
    ['Geometric error', tile.errorM, 'm'],
    ['Level', tile.level, null],
    ['Refinement', tile.adds ? 'ADD' : 'REPLACE', null],
    ['Drawn', drawn, null],
  ]);
  addSet(into, row, 'Metadata', propertiesOf(tile.metadata));
  const features = new Map<string, number>();
  for (const path of drawn ? [] : tile.contents) reading.elements[path] = { element: row, features: [] };
  if (!drawn) return;
  for (const path of tile.contents) {
    const bytes = source.companions.get(path);
    if (!bytes) continue;
    const { parts, clouds, damaged } = readContent(bytes, path, source.companions);
    into.notes.add(fault('tile-damaged'), damaged);
    for (const part of parts) await drawPart(reading, tile, part, { row, id, features });
    for (const cloud of clouds)
      await addPointTile(cloud, {
        into,
        cloud: reading.cloud,
        row,
        id,
        features,
        placed: (matrix) => placed(reading, multiply(tile.matrix, matrix)),
      });
    reading.elements[path] = { element: row, features: featuresOf(features) };
  }
}

async function drawPart(
  reading: Reading,
  tile: WalkedTile,
  { path, gltf, batchTable, places }: ContentPart,
  element: { readonly row: number; readonly id: string; readonly features: Map<string, number> },
): Promise<void> {
  const { into, builder, source } = reading;
  const opened = openGltf({ ...source, name: path, path, bytes: gltf }, into.notes);
  if (!opened.ok) {
    into.notes.add(fault('tile-damaged'));
    return;
  }
  const draw = await openDrawing(opened.value, builder, into, reading.cloud);
  const upright = tile.zUpContent ? IDENTITY : UPRIGHT;
  for (const { matrix, feature } of places) {
    const base = multiply(multiply(tile.matrix, matrix), upright);
    draw({
      toFile: (own) => affine(placed(reading, multiply(base, own))),
      tile: {
        ...element,
        propertiesOf: batchTable ? (one) => batchProperties(batchTable, one) : null,
        ...(feature !== undefined && { feature }),
      },
    });
  }
}

/** The first thing that is drawn tells whether the tileset lies on the earth. */
function placed(reading: Reading, matrix: readonly number[]): readonly number[] {
  if (!reading.isPlaced) {
    const point = matrix.slice(12, 15);
    reading.isPlaced = true;
    if (isOnEarth(point)) reading.earth = earthPlace(point, reading.into.anchors);
  }
  return reading.earth ? multiply(reading.earth.toEnu, matrix) : matrix;
}

const affine = (m: readonly number[]): readonly number[] =>
  [0, 4, 8, 12].flatMap((from) => [m[from] ?? NaN, m[from + 1] ?? NaN, m[from + 2] ?? NaN]);

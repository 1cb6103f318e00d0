/**
 * Points of a `pnts` tile (3D Tiles 1.0): places plain, quantised or packed by Draco, colours in any of their four ways, and
 * which feature of the batch table each belongs to.
 */
import { arrayOf, isObject } from '../jsonText.ts';
import { openDracoPoints } from './dracoPoints.ts';
import { columnOf } from './batchTable.ts';
import type { BatchTable, PointTile } from './tileContent.ts';

type Json = Readonly<Record<string, unknown>>;

export interface TilePoints {
  readonly count: number;
  /** [n, 3], metres, relative to `centre`. */
  readonly places: Float32Array | Float64Array;
  readonly centre: readonly number[];
  /** [n, 3] bytes; null: none. */
  readonly colors: Uint8Array | null;
  /** Feature of each; null: none. */
  readonly features: ArrayLike<number> | null;
  /** Class of each, where the tile has them; null: none. */
  readonly classes: ArrayLike<number> | null;
}

const MOST_POINTS = 50_000_000;
const DRACO = '3DTILES_draco_point_compression';

/** Null where it is damaged. */
export async function readPointTile({ features, binary, batchTable }: PointTile): Promise<TilePoints | null> {
  const count = Number(features['POINTS_LENGTH']);
  if (!Number.isInteger(count) || count < 0 || count > MOST_POINTS) return null;
  const packed = isObject(features['extensions']) ? features['extensions'][DRACO] : undefined;
  const unpacked = isObject(packed) ? await unpack(packed, binary, count) : null;
  if (packed && !unpacked) return null;
  const places =
    unpacked?.POSITION ?? plainPlaces(features, binary, count) ?? quantisedPlaces(features, binary, count);
  if (!places) return null;
  return {
    count,
    places,
    centre: vectorOf(features['RTC_CENTER'], binary) ?? [0, 0, 0],
    colors: bytesOf(unpacked?.RGB ?? unpacked?.RGBA, count) ?? colorsOf(features, binary, count),
    features: unpacked?.BATCH_ID ?? featuresOf(features, binary, count),
    classes: batchTable && features['BATCH_ID'] === undefined ? classesOf(batchTable, count) : null,
  };
}

/** Where a property begins; null where it is not there or does not fit. */
function offsetOf(features: Json, name: string, binary: Uint8Array, bytes: number): number | null {
  const held = features[name];
  const from = isObject(held) ? Number(held['byteOffset'] ?? 0) : NaN;
  return from >= 0 && from + bytes <= binary.byteLength ? from : null;
}

/** Copied, so that numbers of several bytes need not be aligned. */
const part = (binary: Uint8Array, from: number, bytes: number): ArrayBuffer =>
  Uint8Array.from(binary.subarray(from, from + bytes)).buffer;

function plainPlaces(features: Json, binary: Uint8Array, count: number): Float32Array | null {
  const from = offsetOf(features, 'POSITION', binary, count * 12);
  return from === null ? null : new Float32Array(part(binary, from, count * 12));
}

function quantisedPlaces(features: Json, binary: Uint8Array, count: number): Float64Array | null {
  const from = offsetOf(features, 'POSITION_QUANTIZED', binary, count * 6);
  const offset = vectorOf(features['QUANTIZED_VOLUME_OFFSET'], binary);
  const scale = vectorOf(features['QUANTIZED_VOLUME_SCALE'], binary);
  if (from === null || !offset || !scale) return null;
  const steps = new Uint16Array(part(binary, from, count * 6));
  return Float64Array.from(steps, (step, i) => (offset[i % 3] ?? 0) + (step / 65_535) * (scale[i % 3] ?? 0));
}

/** Three numbers, in the text or in the binary part. */
function vectorOf(held: unknown, binary: Uint8Array): readonly number[] | null {
  if (isObject(held)) {
    const from = Number(held['byteOffset'] ?? 0);
    return from >= 0 && from + 12 <= binary.byteLength ? [...new Float32Array(part(binary, from, 12))] : null;
  }
  const values = arrayOf(held).map(Number);
  return values.length === 3 && values.every(Number.isFinite) ? values : null;
}

function colorsOf(features: Json, binary: Uint8Array, count: number): Uint8Array | null {
  for (const [name, size] of [
    ['RGBA', 4],
    ['RGB', 3],
  ] as const) {
    const from = offsetOf(features, name, binary, count * size);
    if (from !== null) return bytesOf(binary.subarray(from, from + count * size), count);
  }
  const from = offsetOf(features, 'RGB565', binary, count * 2);
  if (from !== null) {
    const words = new Uint16Array(part(binary, from, count * 2));
    const colors = new Uint8Array(count * 3);
    for (const [i, word] of words.entries())
      colors.set(
        [((word >> 11) * 255) / 31, (((word >> 5) & 63) * 255) / 63, ((word & 31) * 255) / 31].map(
          Math.round,
        ),
        i * 3,
      );
    return colors;
  }
  const held = features['CONSTANT_RGBA'];
  const at = offsetOf(features, 'CONSTANT_RGBA', binary, 4);
  const one = at === null ? arrayOf(held).map(Number) : [...binary.subarray(at, at + 4)];
  if (one.length < 3 || !one.every(Number.isFinite)) return null;
  return Uint8Array.from({ length: count * 3 }, (_, i) => one[i % 3] ?? 0);
}

/** Of three or four channels, without the fourth. */
function bytesOf(values: ArrayLike<number> | undefined, count: number): Uint8Array | null {
  if (!values) return null;
  const size = values.length / count;
  if (size !== 3 && size !== 4) return null;
  if (size === 3) return Uint8Array.from(values);
  const colors = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) for (let k = 0; k < 3; k++) colors[i * 3 + k] = values[i * 4 + k] ?? 0;
  return colors;
}

function featuresOf(features: Json, binary: Uint8Array, count: number): ArrayLike<number> | null {
  const held = features['BATCH_ID'];
  const kind = isObject(held) ? String(held['componentType'] ?? 'UNSIGNED_SHORT') : '';
  const width = { UNSIGNED_BYTE: 1, UNSIGNED_SHORT: 2, UNSIGNED_INT: 4 }[kind];
  const from = width === undefined ? null : offsetOf(features, 'BATCH_ID', binary, count * width);
  if (from === null || width === undefined) return null;
  const bytes = part(binary, from, count * width);
  return width === 1 ? new Uint8Array(bytes) : width === 2 ? new Uint16Array(bytes) : new Uint32Array(bytes);
}

function classesOf({ json, binary }: BatchTable, count: number): ArrayLike<number> | null {
  const name = Object.keys(json).find((key) => /^classification$/i.test(key));
  const column = name === undefined ? null : columnOf(json[name], binary, count);
  return column?.every((value) => Number.isInteger(value) && value >= 0 && value < 256) ? column : null;
}

async function unpack(packed: Json, binary: Uint8Array, count: number) {
  const from = Number(packed['byteOffset'] ?? 0);
  const length = Number(packed['byteLength'] ?? 0);
  const properties = isObject(packed['properties']) ? packed['properties'] : {};
  if (!(from >= 0 && length > 0 && from + length <= binary.byteLength)) return null;
  const unpackPoints = await openDracoPoints();
  const ids = Object.entries(properties).flatMap(([name, id]) =>
    typeof id === 'number' ? [[name, id] as const] : [],
  );
  return unpackPoints(binary.subarray(from, from + length), count, new Map(ids));
}

/** LAS files as tests need them, good and bad. In LAZ of one point to a chunk the points lie there as they are; format 0 can be packed. */
import { createArithmeticEncoder, createIntegerEncoder } from './testArithmetic.ts';
import { packChunk } from './testPacking.ts';
import { RECORD_BYTES } from './header.ts';

export interface TestPoint {
  readonly at: readonly [number, number, number];
  readonly classNumber?: number;
  readonly intensity?: number;
  /** As the file has it, up to 65535. */
  readonly color?: readonly [number, number, number];
  readonly withheld?: boolean;
}

export interface TestLas {
  readonly points: readonly TestPoint[];
  readonly minor?: number;
  readonly format?: number;
  readonly scale?: number;
  readonly offset?: readonly [number, number, number];
  /** What the header says; by itself the truth. */
  readonly said?: number;
  readonly extraBytes?: number;
  readonly wkt?: string;
  readonly keys?: readonly (readonly [key: number, value: number])[];
  readonly software?: string;
  /** Points of one chunk of a packed file; more than one for format 0 only. */
  readonly chunkPoints?: number;
}

const COLORS_AT: Readonly<Record<number, number>> = { 2: 20, 3: 28, 5: 28, 7: 30, 8: 30, 10: 30 };

/** A point record as it lies in the file. */
function recordOf(
  point: TestPoint,
  { format = 0, scale = 0.001, offset = [0, 0, 0], extraBytes = 0 }: TestLas,
) {
  const bytes = new Uint8Array((RECORD_BYTES[format] ?? 20) + extraBytes);
  const view = new DataView(bytes.buffer);
  point.at.forEach((value, axis) =>
    view.setInt32(axis * 4, Math.round((value - (offset[axis] ?? 0)) / scale), true),
  );
  view.setUint16(12, point.intensity ?? 0, true);
  const modern = format >= 6;
  view.setUint8(14, modern ? 0x11 : 0x09);
  if (modern) {
    view.setUint8(15, point.withheld ? 4 : 0);
    view.setUint8(16, point.classNumber ?? 0);
  } else view.setUint8(15, (point.classNumber ?? 0) | (point.withheld ? 0x80 : 0));
  const at = COLORS_AT[format];
  if (at !== undefined) point.color?.forEach((value, k) => view.setUint16(at + k * 2, value, true));
  return bytes;
}

function variableRecord(user: string, id: number, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(54 + content.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(user), 2);
  view.setUint16(18, id, true);
  view.setUint16(20, content.byteLength, true);
  bytes.set(content, 54);
  return bytes;
}

function keyDirectory(keys: readonly (readonly [number, number])[]): Uint8Array {
  const words = [1, 1, 0, keys.length, ...keys.flatMap(([key, value]) => [key, 0, 1, value])];
  return new Uint8Array(Uint16Array.from(words).buffer);
}

function fileOf(
  las: TestLas,
  records: readonly Uint8Array[],
  points: Uint8Array,
  packed: boolean,
): Uint8Array<ArrayBuffer> {
  const { minor = 2, format = 0, scale = 0.001, offset = [0, 0, 0], extraBytes = 0 } = las;
  const headerBytes = minor >= 4 ? 375 : minor === 3 ? 235 : 227;
  const own = [
    ...records,
    ...(las.wkt ? [variableRecord('LASF_Projection', 2112, new TextEncoder().encode(`${las.wkt}\0`))] : []),
    ...(las.keys ? [variableRecord('LASF_Projection', 34_735, keyDirectory(las.keys))] : []),
  ];
  const from = headerBytes + own.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(from + points.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('LASF'), 0);
  view.setUint16(6, las.wkt ? 16 : 0, true);
  view.setUint8(24, 1);
  view.setUint8(25, minor);
  bytes.set(new TextEncoder().encode(las.software ?? 'a test'), 58);
  view.setUint16(90, 107, true);
  view.setUint16(92, 2023, true);
  view.setUint16(94, headerBytes, true);
  view.setUint32(96, from, true);
  view.setUint32(100, own.length, true);
  view.setUint8(104, format | (packed ? 0x80 : 0));
  view.setUint16(105, (RECORD_BYTES[format] ?? 20) + extraBytes, true);
  const said = las.said ?? las.points.length;
  if (format < 6) view.setUint32(107, Math.min(said, 2 ** 32 - 1), true);
  [0, 1, 2].forEach((axis) => {
    view.setFloat64(131 + axis * 8, scale, true);
    view.setFloat64(155 + axis * 8, offset[axis] ?? 0, true);
    const values = las.points.map(({ at }) => at[axis] ?? 0);
    view.setFloat64(179 + axis * 16, Math.max(...values.slice(0, 10_000)), true);
    view.setFloat64(187 + axis * 16, Math.min(...values.slice(0, 10_000)), true);
  });
  if (minor >= 4) view.setBigUint64(247, BigInt(said), true);
  let at = headerBytes;
  for (const record of own) {
    bytes.set(record, at);
    at += record.byteLength;
  }
  bytes.set(points, from);
  return bytes;
}

export const writeLas = (las: TestLas): Uint8Array<ArrayBuffer> =>
  fileOf(las, [], joined(las.points.map((point) => recordOf(point, las))), false);

const ITEMS: Readonly<Record<number, readonly (readonly [type: number, bytes: number, version: number])[]>> =
  {
    0: [[6, 20, 2]],
    1: [
      [6, 20, 2],
      [7, 8, 2],
    ],
    2: [
      [6, 20, 2],
      [8, 6, 2],
    ],
    3: [
      [6, 20, 2],
      [7, 8, 2],
      [8, 6, 2],
    ],
    6: [[10, 30, 3]],
    7: [
      [10, 30, 3],
      [11, 6, 3],
    ],
    8: [
      [10, 30, 3],
      [12, 8, 3],
    ],
  };

/** Where its table lies is at the beginning of the points; a test that takes it away overwrites that. */
export function writeLaz(las: TestLas): Uint8Array<ArrayBuffer> {
  const { format = 0, extraBytes = 0, chunkPoints = 1 } = las;
  const items = [...(ITEMS[format] ?? [])];
  if (extraBytes > 0) items.push(format < 6 ? [0, extraBytes, 2] : [14, extraBytes, 3]);
  const laszip = new Uint8Array(34 + items.length * 6);
  const view = new DataView(laszip.buffer);
  view.setUint16(0, format < 6 ? 2 : 3, true);
  view.setUint8(4, 3);
  view.setUint8(5, 4);
  view.setUint32(12, chunkPoints, true);
  view.setBigInt64(16, -1n, true);
  view.setBigInt64(24, -1n, true);
  view.setUint16(32, items.length, true);
  items.forEach(([type, bytes, version], i) =>
    [type, bytes, version].forEach((value, k) => view.setUint16(34 + i * 6 + k * 2, value, true)),
  );
  const layers = 9 + (format >= 7 ? 1 : 0) + (format === 8 ? 1 : 0) + extraBytes;
  const records = las.points.map((point) => recordOf(point, las));
  const groups = Array.from({ length: Math.ceil(records.length / chunkPoints) }, (_, i) =>
    records.slice(i * chunkPoints, (i + 1) * chunkPoints),
  );
  const chunks = groups.map((group) => {
    if (chunkPoints > 1) return packChunk(group);
    const record = group[0] ?? new Uint8Array(0);
    if (format < 6) return joined([record, new Uint8Array(4)]);
    const layered = new Uint8Array(record.byteLength + 4 + layers * 8);
    const sizes = new DataView(layered.buffer, record.byteLength);
    layered.set(record, 0);
    sizes.setUint32(0, 1, true);
    for (let i = 0; i < layers; i++) sizes.setUint32(4 + i * 4, 4, true);
    return layered;
  });
  const encoder = createArithmeticEncoder();
  const integers = createIntegerEncoder(encoder, 2);
  let last = 0;
  for (const { byteLength } of chunks) {
    integers.put(last, byteLength, 1);
    last = byteLength;
  }
  const packed = joined(chunks);
  const head = new Uint8Array(8);
  const count = new Uint8Array(8);
  const table = fileOf(las, [], new Uint8Array(0), true).byteLength + 54 + laszip.byteLength;
  new DataView(head.buffer).setBigInt64(0, BigInt(table + 8 + packed.byteLength), true);
  new DataView(count.buffer).setUint32(4, chunks.length, true);
  const record = variableRecord('laszip encoded', 22_204, laszip);
  return fileOf(las, [record], joined([head, packed, count, encoder.finish()]), true);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

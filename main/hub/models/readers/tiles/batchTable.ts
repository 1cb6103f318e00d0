/** Values of one feature in a batch table: JSON columns, and binary ones by their component type. */
import type { StoredProperty } from '#hub/models/properties.ts';
import { propertiesOf } from '../attributes.ts';
import { isObject } from '../jsonText.ts';
import type { BatchTable } from './tileContent.ts';

const WIDTH: Readonly<Record<string, number>> = {
  BYTE: 1,
  UNSIGNED_BYTE: 1,
  SHORT: 2,
  UNSIGNED_SHORT: 2,
  INT: 4,
  UNSIGNED_INT: 4,
  FLOAT: 4,
  DOUBLE: 8,
};
const SIZE: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

export function batchProperties({ json, binary }: BatchTable, feature: number): StoredProperty[] {
  const told: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(json)) {
    if (name === 'extensions' || name === 'extras' || name === 'HIERARCHY') continue;
    if (Array.isArray(column)) told[name] = column[feature] as unknown;
    else if (isObject(column)) told[name] = binaryValue(column, binary, feature);
  }
  return propertiesOf(told);
}

function binaryValue(
  column: Readonly<Record<string, unknown>>,
  binary: Uint8Array,
  feature: number,
): unknown {
  const kind = String(column['componentType']);
  const width = WIDTH[kind];
  const size = SIZE[String(column['type'])] ?? 0;
  const from = Number(column['byteOffset'] ?? 0) + feature * size * (width ?? 0);
  if (width === undefined || size === 0 || !(from >= 0 && from + size * width <= binary.byteLength))
    return undefined;
  const data = new DataView(binary.buffer, binary.byteOffset, binary.byteLength);
  const values = Array.from({ length: size }, (_, k) => numberAt(data, kind, from + k * width));
  return size === 1 ? values[0] : values;
}

function numberAt(data: DataView, kind: string, at: number): number {
  if (kind === 'BYTE') return data.getInt8(at);
  if (kind === 'UNSIGNED_BYTE') return data.getUint8(at);
  if (kind === 'SHORT') return data.getInt16(at, true);
  if (kind === 'UNSIGNED_SHORT') return data.getUint16(at, true);
  if (kind === 'INT') return data.getInt32(at, true);
  if (kind === 'UNSIGNED_INT') return data.getUint32(at, true);
  return kind === 'FLOAT' ? data.getFloat32(at, true) : data.getFloat64(at, true);
}

/** Numbers of a whole column, one for each of `count`; null where it is none. */
export function columnOf(column: unknown, binary: Uint8Array, count: number): number[] | null {
  const read = (i: number): unknown =>
    Array.isArray(column) ? (column[i] as unknown) : isObject(column) ? binaryValue(column, binary, i) : null;
  const values = Array.from({ length: count }, (_, i) => read(i));
  return values.every((value): value is number => typeof value === 'number') ? values : null;
}

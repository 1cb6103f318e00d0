/** Property tables of EXT_structural_metadata: values of one feature as properties. */
import type { StoredProperty } from '#hub/models/properties.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import { numberAt, type Accessors } from './accessors.ts';
import type { Json } from './container.ts';

export interface PropertyTables {
  of(table: number, feature: number): StoredProperty[];
}

const WIDTH: Readonly<Record<string, number>> = {
  INT8: 1,
  UINT8: 1,
  INT16: 2,
  UINT16: 2,
  INT32: 4,
  UINT32: 4,
  FLOAT32: 4,
  INT64: 8,
  UINT64: 8,
  FLOAT64: 8,
};

export function openPropertyTables(json: Json, accessors: Accessors): PropertyTables {
  const extensions = isObject(json['extensions']) ? json['extensions'] : {};
  const metadata = isObject(extensions['EXT_structural_metadata'])
    ? extensions['EXT_structural_metadata']
    : {};
  const schema = isObject(metadata['schema']) ? metadata['schema'] : {};
  const classes = isObject(schema['classes']) ? schema['classes'] : {};
  const enums = isObject(schema['enums']) ? schema['enums'] : {};
  const tables = arrayOf(metadata['propertyTables']);

  return {
    of(table, feature) {
      const held = tables[table];
      if (!isObject(held) || feature < 0 || feature >= numberAt(held, 'count', 0)) return [];
      const named = classes[String(held['class'])];
      const declared = isObject(named) && isObject(named['properties']) ? named['properties'] : {};
      const columns = isObject(held['properties']) ? held['properties'] : {};
      return Object.entries(columns).flatMap(([id, column]): StoredProperty[] => {
        const property = declared[id];
        if (!isObject(column) || !isObject(property)) return [];
        const value = valueOf(property, column, feature, accessors, enums);
        const name = typeof property['name'] === 'string' ? property['name'] : id;
        return value === null ? [] : [[name, value, null]];
      });
    },
  };
}

function valueOf(
  property: Json,
  column: Json,
  feature: number,
  accessors: Accessors,
  enums: Json,
): StoredProperty[1] {
  // Lists of any length are not told.
  if (property['array'] === true) return null;
  const bytes = accessors.view(column['values']);
  if (!bytes) return null;
  const type = String(property['type']);
  if (type === 'STRING') return textOf(bytes, column, feature, accessors);
  if (type === 'BOOLEAN') return (((bytes[feature >> 3] ?? 0) >> (feature & 7)) & 1) === 1;
  if (type === 'ENUM') {
    const held = enums[String(property['enumType'])];
    const kind = isObject(held) && typeof held['valueType'] === 'string' ? held['valueType'] : 'UINT16';
    const value = numberOf(bytes, kind, feature);
    const named = isObject(held)
      ? arrayOf(held['values']).find((one) => isObject(one) && one['value'] === value)
      : null;
    return isObject(named) ? String(named['name']) : value;
  }
  const size = /^(VEC|MAT)([234])$/.exec(type);
  const count = size ? (size[1] === 'VEC' ? Number(size[2]) : Number(size[2]) ** 2) : 1;
  const kind = String(property['componentType']);
  const values = Array.from({ length: count }, (_, i) => numberOf(bytes, kind, feature * count + i));
  return count === 1 ? (values[0] ?? null) : values.join(', ');
}

function textOf(bytes: Uint8Array, column: Json, feature: number, accessors: Accessors): string | null {
  const offsets = accessors.view(column['stringOffsets']);
  if (!offsets) return null;
  const kind = typeof column['stringOffsetType'] === 'string' ? column['stringOffsetType'] : 'UINT32';
  const from = numberOf(offsets, kind, feature);
  const to = numberOf(offsets, kind, feature + 1);
  if (from === null || to === null || to < from || to > bytes.length) return null;
  return new TextDecoder().decode(Uint8Array.from(bytes.subarray(from, Math.min(to, from + 4000))));
}

function numberOf(bytes: Uint8Array, kind: string, i: number): number | null {
  const width = WIDTH[kind];
  const at = i * (width ?? 0);
  if (width === undefined || at + width > bytes.byteLength) return null;
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (kind === 'FLOAT32') return finite(data.getFloat32(at, true));
  if (kind === 'FLOAT64') return finite(data.getFloat64(at, true));
  if (kind === 'INT64') return Number(data.getBigInt64(at, true));
  if (kind === 'UINT64') return Number(data.getBigUint64(at, true));
  const signed = kind.startsWith('INT');
  if (width === 1) return signed ? data.getInt8(at) : data.getUint8(at);
  if (width === 2) return signed ? data.getInt16(at, true) : data.getUint16(at, true);
  return signed ? data.getInt32(at, true) : data.getUint32(at, true);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

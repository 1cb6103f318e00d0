/** What payloads of other systems have in common: records within lists, objects within objects, words instead of JSON. */
import type { PointValue } from '#shared/protocol/device.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

const deepest = 4;
const mostRecords = 1000;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Itself, or those in a list around it. */
export function recordsIn(value: unknown): readonly JsonRecord[] {
  if (isRecord(value)) return [value];
  return Array.isArray(value) ? value.slice(0, mostRecords).filter(isRecord) : [];
}

/** Objects within it as `outer.inner`; the record itself where there are none. Lists are left out. */
export function flattened(record: JsonRecord, without?: ReadonlySet<string>): JsonRecord {
  for (const key in record) {
    const value = record[key];
    if ((typeof value === 'object' && value !== null) || without?.has(key)) return flat(record, without);
  }
  return record;
}

function flat(record: JsonRecord, without: ReadonlySet<string> | undefined): JsonRecord {
  // Keys may be any text: no inherited names, and `__proto__` is one like the others.
  const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const add = (inner: JsonRecord, prefix: string, depth: number) => {
    for (const key of Object.keys(inner)) {
      if (prefix === '' && without?.has(key)) continue;
      const value = inner[key];
      if (isRecord(value)) {
        if (depth < deepest) add(value, `${prefix}${key}.`, depth + 1);
      } else if (!Array.isArray(value)) found[prefix + key] = value;
    }
  };
  add(record, '', 1);
  return found;
}

export function textOf(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
}

export function stringIn(record: JsonRecord, key: string): string | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function numberIn(record: JsonRecord, key: string): number | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function scalarOf(value: unknown): PointValue | undefined {
  return typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
    ? value
    : undefined;
}

/** Plain, or as `{"state":"online"}`; null where it is neither. */
export function availabilityIn(payload: Uint8Array, online: string, offline: string): boolean | null {
  if (payload.byteLength > 200) return null;
  const text = textOf(payload).trim();
  const state = text.startsWith('{') ? stateIn(text) : text.replaceAll('"', '');
  const word = state.toLowerCase();
  return word === online ? true : word === offline ? false : null;
}

function stateIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? (stringIn(value, 'state') ?? '') : '';
  } catch {
    return '';
  }
}

/** Whether something can be published there. */
export function isPublishable(topic: string): boolean {
  // oxlint-disable-next-line no-control-regex -- MQTT forbids it
  return topic.length > 0 && topic.length < 1000 && !/[+#\u0000]/.test(topic);
}

/** Availability in one subtree of implicit tiling (3D Tiles 1.1). */
import { arrayOf, isObject, readJson } from '../jsonText.ts';

export interface Subtree {
  /** By the number of a tile in the subtree, level by level in Morton order. */
  tile(number: number): boolean;
  /** Of each of the contents. */
  content(which: number, number: number): boolean;
  /** Of a subtree below, by its Morton number. */
  child(morton: number): boolean;
}

type Availability = (bit: number) => boolean;

/** Null where it is damaged. `bufferAt` gives buffers that lie in files of their own. */
export function readSubtree(bytes: Uint8Array, bufferAt: (uri: string) => Uint8Array | null): Subtree | null {
  const binary = isBinary(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (binary && bytes.byteLength < 24) return null;
  const jsonBytes = binary ? Number(view.getBigUint64(8, true)) : bytes.byteLength;
  const from = binary ? 24 : 0;
  if (jsonBytes > bytes.byteLength - from) return null;
  const parsed = readJson(bytes.subarray(from, from + jsonBytes), '');
  if (!parsed.ok || !isObject(parsed.value.value)) return null;
  const json = parsed.value.value;
  const inner = bytes.subarray(from + jsonBytes);
  const buffers = arrayOf(json['buffers']).map((buffer) => {
    const uri = isObject(buffer) ? buffer['uri'] : undefined;
    return typeof uri === 'string' ? bufferAt(uri) : inner;
  });
  const bits = (held: unknown): Availability => {
    if (!isObject(held)) return () => false;
    if (typeof held['constant'] === 'number') return () => held['constant'] === 1;
    const place = arrayOf(json['bufferViews'])[Number(held['bitstream'] ?? held['bufferView'])];
    if (!isObject(place)) return () => false;
    const offset = Number(place['byteOffset'] ?? 0);
    const data = buffers[Number(place['buffer'])]?.subarray(
      offset,
      offset + Number(place['byteLength'] ?? 0),
    );
    return (bit) => (((data?.[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
  };
  const contents = (
    Array.isArray(json['contentAvailability']) ? json['contentAvailability'] : [json['contentAvailability']]
  ).map(bits);
  return {
    tile: bits(json['tileAvailability']),
    content: (which, number) => contents[which]?.(number) ?? false,
    child: bits(json['childSubtreeAvailability']),
  };
}

const isBinary = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 4)) === 'subt';

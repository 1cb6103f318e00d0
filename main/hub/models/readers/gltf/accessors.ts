/** Accessors of a glTF asset as plain numbers, never beyond the bytes that are there. */
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { openDraco } from './draco.ts';
import { fault } from '#shared/protocol/result.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import type { Notes } from '../notes.ts';
import type { GltfAsset, Json } from './container.ts';

export interface PackedPrimitive {
  readonly index: Float64Array | null;
  attribute(name: string): ReturnType<Accessors['read']>;
}

export interface Accessors {
  /** Null where it is missing, damaged or compressed in an unknown way. `size`: components of one element. */
  read(
    index: unknown,
  ): { readonly values: Float64Array; readonly size: number; readonly count: number } | null;
  /** A primitive's index and attributes, also where they are packed; null where that is damaged. */
  readPacked(primitive: Json): PackedPrimitive | null;
  /** Bytes of a buffer view. */
  view(index: unknown): Uint8Array | null;
}

const SIZES: Readonly<Record<string, number>> = {
  SCALAR: 1,
  VEC2: 2,
  VEC3: 3,
  VEC4: 4,
  MAT2: 4,
  MAT3: 9,
  MAT4: 16,
};
const BYTES: Readonly<Record<number, number>> = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 };
const HIGHEST: Readonly<Record<number, number>> = { 5120: 127, 5121: 255, 5122: 32767, 5123: 65535 };
const DRACO = 'KHR_draco_mesh_compression';
const MOST_VALUES = 300_000_000;
/** Without bytes behind it an accessor is all zeros, and costs its writer nothing. */
const MOST_ZEROS = 4_000_000;

export const numberAt = (held: Json, key: string, otherwise: number): number => {
  const value = held[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
};

export async function openAccessors({ json, buffers }: GltfAsset, notes: Notes): Promise<Accessors> {
  await MeshoptDecoder.ready;
  const used = arrayOf(json['extensionsUsed']).includes(DRACO);
  const unpackMesh = used ? await openDraco() : null;
  const views = arrayOf(json['bufferViews']).map((one) => (isObject(one) ? one : {}));
  const accessors = arrayOf(json['accessors']);
  const unpacked = new Map<number, Uint8Array | null>();

  function view(index: unknown): Uint8Array | null {
    const held = typeof index === 'number' ? views[index] : undefined;
    if (!held || typeof index !== 'number') return null;
    const extensions = isObject(held['extensions']) ? held['extensions'] : {};
    const packed = extensions['EXT_meshopt_compression'] ?? extensions['KHR_meshopt_compression'];
    if (!isObject(packed)) return sliceOf(held);
    const known = unpacked.get(index);
    if (known !== undefined) return known;
    const bytes = unpack(packed);
    if (!bytes) notes.add(fault('objects-damaged'));
    unpacked.set(index, bytes);
    return bytes;
  }

  function sliceOf(held: Json): Uint8Array | null {
    const buffer = buffers[numberAt(held, 'buffer', -1)];
    const from = numberAt(held, 'byteOffset', 0);
    const length = numberAt(held, 'byteLength', 0);
    if (!buffer || from < 0 || length < 0 || from + length > buffer.byteLength) return null;
    return buffer.subarray(from, from + length);
  }

  function unpack(packed: Json): Uint8Array | null {
    const source = sliceOf(packed);
    const count = numberAt(packed, 'count', 0);
    const stride = numberAt(packed, 'byteStride', 0);
    if (!source || count <= 0 || stride <= 0 || count * stride > MOST_VALUES) return null;
    const target = new Uint8Array(count * stride);
    try {
      const mode = String(packed['mode']);
      const filter = typeof packed['filter'] === 'string' ? packed['filter'] : undefined;
      MeshoptDecoder.decodeGltfBuffer(target, count, stride, source, mode, filter);
      return target;
    } catch {
      return null;
    }
  }

  function read(index: unknown): ReturnType<Accessors['read']> {
    const held = typeof index === 'number' ? accessors[index] : undefined;
    if (!isObject(held)) return null;
    const size = SIZES[String(held['type'])] ?? 0;
    const type = numberAt(held, 'componentType', 0);
    const count = numberAt(held, 'count', 0);
    const bytes = BYTES[type] ?? 0;
    if (size === 0 || bytes === 0 || count <= 0 || count * size > MOST_VALUES) return null;
    const values = readView(held['bufferView'], numberAt(held, 'byteOffset', 0), { size, type, count });
    if (!values) return null;
    const sparse = held['sparse'];
    if (isObject(sparse) && !applySparse(sparse, values, size, type)) return null;
    const highest = HIGHEST[type];
    if (held['normalized'] === true && highest !== undefined)
      for (let i = 0; i < values.length; i++) values[i] = Math.max((values[i] ?? 0) / highest, -1);
    return { values, size, count };
  }

  function readView(
    index: unknown,
    offset: number,
    { size, type, count }: { readonly size: number; readonly type: number; readonly count: number },
  ): Float64Array | null {
    if (index === undefined) return count * size > MOST_ZEROS ? null : new Float64Array(count * size);
    const bytes = view(index);
    const width = BYTES[type] ?? 1;
    const stride = numberAt(views[Number(index)] ?? {}, 'byteStride', 0) || width * size;
    if (!bytes || offset < 0 || offset + stride * (count - 1) + width * size > bytes.byteLength) return null;
    const values = new Float64Array(count * size);
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const get = getterOf(data, type);
    for (let i = 0; i < count; i++)
      for (let k = 0; k < size; k++) values[i * size + k] = get(offset + i * stride + k * width);
    return values;
  }

  function applySparse(sparse: Json, values: Float64Array, size: number, type: number): boolean {
    const count = numberAt(sparse, 'count', 0);
    const at = isObject(sparse['indices']) ? sparse['indices'] : {};
    const to = isObject(sparse['values']) ? sparse['values'] : {};
    if (count <= 0 || count * size > values.length) return count === 0;
    const indexType = numberAt(at, 'componentType', 0);
    if (!(indexType in BYTES)) return false;
    const places = readView(at['bufferView'], numberAt(at, 'byteOffset', 0), {
      size: 1,
      type: indexType,
      count,
    });
    const fresh = readView(to['bufferView'], numberAt(to, 'byteOffset', 0), { size, type, count });
    if (!places || !fresh) return false;
    for (let i = 0; i < count; i++)
      for (let k = 0; k < size; k++) {
        const place = (places[i] ?? 0) * size + k;
        if (place < values.length) values[place] = fresh[i * size + k] ?? 0;
      }
    return true;
  }

  function readPacked(primitive: Json): PackedPrimitive | null {
    const own = isObject(primitive['attributes']) ? primitive['attributes'] : {};
    const extensions = isObject(primitive['extensions']) ? primitive['extensions'] : {};
    const packed = extensions[DRACO];
    if (!isObject(packed)) {
      const index = primitive['indices'] === undefined ? null : read(primitive['indices']);
      if (primitive['indices'] !== undefined && !index) return null;
      return { index: index?.values ?? null, attribute: (name) => read(own[name]) };
    }
    const bytes = view(packed['bufferView']);
    const ids = isObject(packed['attributes']) ? packed['attributes'] : {};
    const numbers = Object.values(ids).filter((id): id is number => typeof id === 'number');
    const mesh = bytes && unpackMesh ? unpackMesh(bytes, numbers) : null;
    return (
      mesh && { index: mesh.index, attribute: (name) => mesh.attribute(numberAt(ids, name, -1)) ?? null }
    );
  }

  return { read, readPacked, view };
}

function getterOf(data: DataView, type: number): (at: number) => number {
  if (type === 5120) return (at) => data.getInt8(at);
  if (type === 5121) return (at) => data.getUint8(at);
  if (type === 5122) return (at) => data.getInt16(at, true);
  if (type === 5123) return (at) => data.getUint16(at, true);
  if (type === 5125) return (at) => data.getUint32(at, true);
  return (at) => data.getFloat32(at, true);
}

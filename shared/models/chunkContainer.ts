/**
 * Binary container of one geometry chunk: magic, version, a small JSON header and 8-byte aligned sections.
 * The hub writes it (`main/hub/models/encodeChunk.ts`), the screen reads it (`renderer/scene/model/decodeChunk.ts`).
 * Positions are integers on a grid of `stepM` whose zero is `originEnu`; half a step is the largest error.
 */
import type { Enu } from '#shared/twin/compound.ts';

export const CHUNK_VERSION = 1;
const CHUNK_MAGIC = 0x4b48434c; // "LCHK", little-endian
const PREFIX_BYTES = 12;

/** Meshopt-coded sections; `vertices` and `runs` use the vertex codec, `index` the index codec. */
export type ChunkSection = 'vertices' | 'runs' | 'index' | 'bvhIndirect' | `bvhRoot${number}`;

export interface ChunkHeader {
  readonly originEnu: Enu;
  /** Grid step of the positions, metres, one per axis. */
  readonly stepM: Enu;
  /** 16: stride 8 bytes (u16 x, y, z, i8 octahedral normal). 32: stride 16 (u32 x, y, z, i8 normal, padding). */
  readonly positionBits: 16 | 32;
  readonly vertexCount: number;
  readonly indexCount: number;
  /** Runs of vertices with one element and colour: u32 element, u32 RGBA, u32 vertex count. */
  readonly runCount: number;
  readonly transparent: boolean;
  readonly tiers: readonly { readonly minSizeM: number; readonly indexCount: number }[];
  readonly bvhRootBytes: readonly number[];
  readonly sections: readonly { readonly name: ChunkSection; readonly bytes: number }[];
}

const align8 = (bytes: number): number => (bytes + 7) & ~7;

export function joinChunk(
  header: Omit<ChunkHeader, 'sections'>,
  sections: readonly { readonly name: ChunkSection; readonly data: Uint8Array }[],
): Uint8Array {
  const full: ChunkHeader = {
    ...header,
    sections: sections.map(({ name, data }) => ({ name, bytes: data.byteLength })),
  };
  const text = new TextEncoder().encode(JSON.stringify(full));
  let total = align8(PREFIX_BYTES + text.byteLength);
  for (const { data } of sections) total = align8(total + data.byteLength);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, CHUNK_MAGIC, true);
  view.setUint32(4, CHUNK_VERSION, true);
  view.setUint32(8, text.byteLength, true);
  bytes.set(text, PREFIX_BYTES);
  let offset = align8(PREFIX_BYTES + text.byteLength);
  for (const { data } of sections) {
    bytes.set(data, offset);
    offset = align8(offset + data.byteLength);
  }
  return bytes;
}

/** Throws where the bytes are not a chunk of this version: chunks come from our own cache. */
export function splitChunk(buffer: ArrayBuffer): {
  readonly header: ChunkHeader;
  readonly sections: ReadonlyMap<ChunkSection, Uint8Array>;
} {
  const view = new DataView(buffer);
  if (buffer.byteLength < PREFIX_BYTES || view.getUint32(0, true) !== CHUNK_MAGIC) {
    throw new Error('Not a geometry chunk.');
  }
  const version = view.getUint32(4, true);
  if (version !== CHUNK_VERSION)
    throw new Error(`Geometry chunk of version ${version}, expected ${CHUNK_VERSION}.`);
  const textBytes = view.getUint32(8, true);
  const header = JSON.parse(
    new TextDecoder().decode(new Uint8Array(buffer, PREFIX_BYTES, textBytes)),
  ) as ChunkHeader;
  const sections = new Map<ChunkSection, Uint8Array>();
  let offset = align8(PREFIX_BYTES + textBytes);
  for (const { name, bytes } of header.sections) {
    sections.set(name, new Uint8Array(buffer, offset, bytes));
    offset = align8(offset + bytes);
  }
  return { header, sections };
}

/** Grid coordinates to metres relative to the origin: one function for both sides, so that the BVH fits exactly. */
export function dequantise(grid: ArrayLike<number>, stride: number, count: number, stepM: Enu): Float32Array {
  const positions = new Float32Array(count * 3);
  const [sx, sy, sz] = stepM;
  for (let i = 0, g = 0, p = 0; i < count; i++, g += stride, p += 3) {
    positions[p] = (grid[g] ?? 0) * sx;
    positions[p + 1] = (grid[g + 1] ?? 0) * sy;
    positions[p + 2] = (grid[g + 2] ?? 0) * sz;
  }
  return positions;
}

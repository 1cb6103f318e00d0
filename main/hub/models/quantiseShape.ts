/** A shape on its grid: integer positions and packed normals, equal vertices once, triangles in the order that packs best. */
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { vertexStride } from '#shared/models/chunkContainer.ts';
import type { Shape } from './shapes.ts';
import { insetUv } from './skins.ts';

/** A quarter of a millimetre: coarser steps are taken only where sixteen bits do not reach. */
const FINEST_STEP_M = 2 ** -12;
const WIDE_STEP_M = 0.0005;
const U16 = 65_535;
/** Longest edge that sixteen bits hold with less than half a millimetre of error. */
const NARROW_EXTENT_M = 60;

export interface GridShape {
  /** Stride as `vertexStride` says; uv, where there are any, last. */
  readonly bytes: Uint8Array;
  readonly vertexCount: number;
  readonly index: Uint32Array;
  readonly least: readonly number[];
  readonly stepM: readonly number[];
}

export function isWide({ vertices }: Shape): boolean {
  const { least, most } = extentOf(vertices);
  return most.some((value, axis) => value - (least[axis] ?? 0) > NARROW_EXTENT_M);
}

/** `layer`: size of the layers that its picture is among. */
export function quantiseShape(
  { vertices, index, skin }: Shape,
  wide: boolean,
  layer: { readonly widthPx: number; readonly heightPx: number } | null = null,
): GridShape {
  const { least, most } = extentOf(vertices);
  const stepM = least.map((value, axis) =>
    wide ? WIDE_STEP_M : Math.fround(Math.max(FINEST_STEP_M, ((most[axis] ?? 0) - value) / U16)),
  );
  const stride = vertexStride(wide ? 32 : 16, skin !== undefined);
  const uv = skin && (layer ? insetUv(skin, layer) : skin.uv);
  const count = vertices.length / 6;
  const bytes = new Uint8Array(count * stride);
  const grid = wide ? new Uint32Array(bytes.buffer) : new Uint16Array(bytes.buffer);
  const normals = new Int8Array(bytes.buffer);
  const words = new Uint32Array(bytes.buffer);
  const floats = new Float32Array(bytes.buffer);
  const step = stride / grid.BYTES_PER_ELEMENT;
  for (let v = 0; v < count; v++) {
    for (let axis = 0; axis < 3; axis++) {
      const away = (vertices[v * 6 + axis] ?? 0) - (least[axis] ?? 0);
      grid[v * step + axis] = Math.round(away / (stepM[axis] ?? 1));
    }
    packNormal(vertices, v * 6 + 3, normals, v * stride + (wide ? 12 : 6));
    if (uv) floats.set(uv.subarray(v * 2, v * 2 + 2), ((v + 1) * stride) / 4 - 2);
  }
  const joined = joinVertices(words, stride / 4, count);
  const used = new Uint32Array(index.length);
  for (let k = 0; k < index.length; k++) used[k] = joined[index[k] ?? 0] ?? 0;
  const [order, kept] = MeshoptEncoder.reorderMesh(used, true, true);
  const packed = new Uint8Array(kept * stride);
  for (let v = 0; v < count; v++) {
    const to = order[v] ?? 0xffffffff;
    if (to < kept) packed.set(bytes.subarray(v * stride, (v + 1) * stride), to * stride);
  }
  return { bytes: packed, vertexCount: kept, index: used, least, stepM };
}

function extentOf(vertices: Float32Array): { least: number[]; most: number[] } {
  const least = [Infinity, Infinity, Infinity];
  const most = [-Infinity, -Infinity, -Infinity];
  for (let v = 0; v < vertices.length; v += 6) {
    for (let axis = 0; axis < 3; axis++) {
      const value = vertices[v + axis] ?? 0;
      if (value < (least[axis] ?? 0)) least[axis] = value;
      if (value > (most[axis] ?? 0)) most[axis] = value;
    }
  }
  return { least, most };
}

/** For every vertex the first one that is equal to it on the grid. */
function joinVertices(words: Uint32Array, size: number, count: number): Uint32Array {
  const first = new Uint32Array(count);
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, count * 2))) - 1;
  const table = new Int32Array(mask + 1).fill(-1);
  for (let v = 0; v < count; v++) {
    let hash = 0;
    for (let k = 0; k < size; k++)
      hash = Math.imul(hash ^ (words[v * size + k] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    let slot = (hash ^ (hash >>> 16)) & mask;
    for (;;) {
      const other = table[slot] ?? -1;
      if (other < 0) {
        table[slot] = v;
        first[v] = v;
        break;
      }
      let same = true;
      for (let k = 0; k < size && same; k++) same = words[other * size + k] === words[v * size + k];
      if (same) {
        first[v] = other;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return first;
}

/** Octahedral i8 pair. Cigolle et al. 2014, "Survey of efficient representations". */
function packNormal(vertices: Float32Array, from: number, out: Int8Array, to: number): void {
  let x = vertices[from] ?? 0;
  let y = vertices[from + 1] ?? 0;
  const z = vertices[from + 2] ?? 0;
  const sum = Math.abs(x) + Math.abs(y) + Math.abs(z) || 1;
  x /= sum;
  y /= sum;
  if (z < 0) {
    const folded = (1 - Math.abs(y)) * (x < 0 ? -1 : 1);
    y = (1 - Math.abs(x)) * (y < 0 ? -1 : 1);
    x = folded;
  }
  out[to] = Math.round(x * 127);
  out[to + 1] = Math.round(y * 127);
}

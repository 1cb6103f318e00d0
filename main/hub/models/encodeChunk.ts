/**
 * Placed pieces → one geometry chunk: sorted by element size, quantised to ≤ 1 mm, meshopt-coded, BVH included.
 * The order of vertices follows the order of triangles, so that a coarse prefix reads one range of memory.
 */
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { BufferAttribute, BufferGeometry } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import { dequantise, joinChunk, type ChunkSection } from '#shared/models/chunkContainer.ts';
import type { Bounds } from '#shared/protocol/model.ts';

/** Extent up to which u16 keeps the error below half a millimetre … one millimetre. */
const U16_EXTENT_M = 120;
const U32_STEP_M = 0.0005;
const TIERS_M = [4, 1.5, 0.5, 0] as const;

export interface Piece {
  /** Index in the model's element columns. */
  readonly element: number;
  /** Longest edge of the whole element's box, metres: one value for all its pieces. */
  readonly elementSizeM: number;
  /** RGBA bytes, red lowest. */
  readonly color: number;
  /** Float64Array [n, 3], ENU metres. */
  readonly positions: Float64Array;
  /** Float32Array [n, 3], unit length. */
  readonly normals: Float32Array;
  readonly index: Uint32Array;
}

export interface EncodedChunk {
  readonly bytes: Uint8Array;
  readonly bounds: Bounds;
  readonly triangles: number;
}

export async function encodeChunk(pieces: readonly Piece[], transparent: boolean): Promise<EncodedChunk> {
  await MeshoptEncoder.ready;
  const sorted = [...pieces].sort((a, b) => b.elementSizeM - a.elementSizeM || a.element - b.element);
  const { min, max, vertexCount, indexCount } = measure(sorted);
  const extentM = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const wide = extentM > U16_EXTENT_M;
  const stepFor = (axis: 0 | 1 | 2): number =>
    wide ? U32_STEP_M : Math.max((max[axis] - min[axis]) / 65535, 1e-6);
  const stepM = [stepFor(0), stepFor(1), stepFor(2)] as const;

  const stride = wide ? 16 : 8;
  const vertices = new Uint8Array(vertexCount * stride);
  const grid = wide ? new Uint32Array(vertices.buffer) : new Uint16Array(vertices.buffer);
  const octahedral = new Int8Array(vertices.buffer);
  const index = new Uint32Array(indexCount);
  const runs: number[] = [];
  const tiers = TIERS_M.map((minSizeM) => ({ minSizeM, indexCount: 0 }));
  let v = 0;
  let written = 0;
  for (const piece of sorted) {
    const count = piece.positions.length / 3;
    for (let k = 0; k < piece.index.length; k++) index[written++] = (piece.index[k] ?? 0) + v;
    for (let i = 0; i < count; i++, v++) {
      for (let axis = 0; axis < 3; axis++) {
        const offsetM = (piece.positions[i * 3 + axis] ?? 0) - (min[axis] ?? 0);
        grid[v * 4 + axis] = Math.round(offsetM / (stepM[axis] ?? 1));
      }
      packNormal(piece.normals, i * 3, octahedral, v * stride + (wide ? 12 : 6));
    }
    const last = runs.length - 3;
    if (last >= 0 && runs[last] === piece.element && runs[last + 1] === piece.color) {
      runs[last + 2] = (runs[last + 2] ?? 0) + count;
    } else {
      runs.push(piece.element, piece.color, count);
    }
    for (const tier of tiers) if (piece.elementSizeM >= tier.minSizeM) tier.indexCount = written;
  }

  const coded = MeshoptEncoder.encodeIndexBuffer(new Uint8Array(index.buffer), indexCount, 4);
  const positions = dequantise(grid, 4, vertexCount, stepM);
  const bvh = buildBvh(positions, index);
  const runBytes = new Uint8Array(new Uint32Array(runs).buffer);
  const sections: { name: ChunkSection; data: Uint8Array }[] = [
    { name: 'vertices', data: MeshoptEncoder.encodeVertexBuffer(vertices, vertexCount, stride) },
    { name: 'runs', data: MeshoptEncoder.encodeVertexBuffer(runBytes, runs.length / 3, 12) },
    { name: 'index', data: coded },
    {
      name: 'bvhIndirect',
      data: MeshoptEncoder.encodeVertexBuffer(new Uint8Array(bvh.indirect.buffer), bvh.indirect.length, 4),
    },
    ...bvh.roots.map((root, i) => ({
      name: `bvhRoot${i}` as const,
      data: MeshoptEncoder.encodeVertexBuffer(new Uint8Array(root), root.byteLength / 32, 32),
    })),
  ];
  const bytes = joinChunk(
    {
      originEnu: min,
      stepM,
      positionBits: wide ? 32 : 16,
      vertexCount,
      indexCount,
      runCount: runs.length / 3,
      transparent,
      tiers,
      bvhRootBytes: bvh.roots.map((root) => root.byteLength),
    },
    sections,
  );
  return { bytes, bounds: { minEnu: min, maxEnu: max }, triangles: indexCount / 3 };
}

function measure(pieces: readonly Piece[]) {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  let vertexCount = 0;
  let indexCount = 0;
  for (const { positions, index } of pieces) {
    vertexCount += positions.length / 3;
    indexCount += index.length;
    for (let i = 0; i < positions.length; i++) {
      const axis = (i % 3) as 0 | 1 | 2;
      const value = positions[i] ?? 0;
      if (value < min[axis]) min[axis] = value;
      if (value > max[axis]) max[axis] = value;
    }
  }
  return { min, max, vertexCount, indexCount };
}

function buildBvh(positions: Float32Array, index: Uint32Array) {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  const bvh = new MeshBVH(geometry, { indirect: true });
  const { roots, indirectBuffer } = MeshBVH.serialize(bvh, { cloneBuffers: false });
  return { roots, indirect: Uint32Array.from(indirectBuffer ?? []) };
}

function packNormal(normals: Float32Array, from: number, out: Int8Array, to: number): void {
  let x = normals[from] ?? 0;
  let y = normals[from + 1] ?? 0;
  const z = normals[from + 2] ?? 0;
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

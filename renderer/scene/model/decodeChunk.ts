/**
 * Bytes of one geometry chunk → typed arrays the scene can draw and pick. The layout is owned by
 * `#shared/models/chunkContainer.ts`; the bytes come from the hub's model cache.
 */
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { dequantise, splitChunk, type ChunkSection } from '#shared/models/chunkContainer.ts';
import type { DecodedChunk } from '#shared/protocol/model.ts';

export async function decodeChunk(buffer: ArrayBuffer): Promise<DecodedChunk> {
  await MeshoptDecoder.ready;
  const { header, sections } = splitChunk(buffer);
  const section = (name: ChunkSection): Uint8Array => {
    const bytes = sections.get(name);
    if (!bytes) throw new Error(`Geometry chunk without section ${name}.`);
    return bytes;
  };

  const wide = header.positionBits === 32;
  const stride = wide ? 16 : 8;
  const vertices = new Uint8Array(header.vertexCount * stride);
  MeshoptDecoder.decodeVertexBuffer(vertices, header.vertexCount, stride, section('vertices'));
  const grid = wide ? new Uint32Array(vertices.buffer) : new Uint16Array(vertices.buffer);
  const positions = dequantise(grid, 4, header.vertexCount, header.stepM);
  const normals = decodeNormals(vertices, header.vertexCount, stride, wide ? 12 : 6);

  const runs = new Uint32Array(header.runCount * 3);
  MeshoptDecoder.decodeVertexBuffer(new Uint8Array(runs.buffer), header.runCount, 12, section('runs'));
  const elements = new Uint32Array(header.vertexCount);
  const colors = new Uint32Array(header.vertexCount);
  for (let r = 0, from = 0; r < runs.length; r += 3) {
    const to = from + (runs[r + 2] ?? 0);
    elements.fill(runs[r] ?? 0, from, to);
    colors.fill(runs[r + 1] ?? 0, from, to);
    from = to;
  }

  const index = new Uint32Array(header.indexCount);
  MeshoptDecoder.decodeIndexBuffer(new Uint8Array(index.buffer), header.indexCount, 4, section('index'));

  const bvhRoots = header.bvhRootBytes.map((bytes, i) => {
    const root = new Uint8Array(bytes);
    MeshoptDecoder.decodeVertexBuffer(root, bytes / 32, 32, section(`bvhRoot${i}`));
    return root.buffer;
  });
  const triangles = header.indexCount / 3;
  const bvhIndirect = header.bvhRootBytes.length > 0 ? new Uint32Array(triangles) : null;
  if (bvhIndirect) {
    MeshoptDecoder.decodeVertexBuffer(
      new Uint8Array(bvhIndirect.buffer),
      triangles,
      4,
      section('bvhIndirect'),
    );
  }

  return {
    originEnu: header.originEnu,
    positions,
    normals,
    colors: new Uint8Array(colors.buffer),
    elements,
    index,
    tiers: header.tiers,
    transparent: header.transparent,
    bvhRoots,
    bvhIndirect,
  };
}

/** Octahedral i8 pairs → Int8Array [n, 4], ×127. Cigolle et al. 2014, "Survey of efficient representations". */
function decodeNormals(vertices: Uint8Array, count: number, stride: number, offset: number): Int8Array {
  const packed = new Int8Array(vertices.buffer);
  const normals = new Int8Array(count * 4);
  for (let i = 0, v = offset, n = 0; i < count; i++, v += stride, n += 4) {
    let x = (packed[v] ?? 0) / 127;
    let y = (packed[v + 1] ?? 0) / 127;
    const z = 1 - Math.abs(x) - Math.abs(y);
    if (z < 0) {
      const folded = (1 - Math.abs(y)) * (x < 0 ? -1 : 1);
      y = (1 - Math.abs(x)) * (y < 0 ? -1 : 1);
      x = folded;
    }
    const scale = 127 / (Math.hypot(x, y, z) || 1);
    normals[n] = Math.round(x * scale);
    normals[n + 1] = Math.round(y * scale);
    normals[n + 2] = Math.round(z * scale);
  }
  return normals;
}

/** Decoded chunks → one GLB with at most two meshes, opaque and glass, around one origin; small columns are quantised. */
import type { DecodedChunk } from '#shared/protocol/model.ts';

const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_INT = 5125;

export function writeMergedGlb(chunks: readonly DecodedChunk[]): Uint8Array {
  const origin = chunks[0]?.originEnu ?? [0, 0, 0];
  const parts: Uint8Array[] = [];
  const bufferViews: object[] = [];
  const accessors: object[] = [];
  let at = 0;
  const add = (bytes: Uint8Array, view: object, accessor: object): number => {
    bufferViews.push({ buffer: 0, byteOffset: at, byteLength: bytes.byteLength, ...view });
    parts.push(bytes);
    at += bytes.byteLength;
    return accessors.push({ bufferView: bufferViews.length - 1, ...accessor }) - 1;
  };
  const meshes = [false, true].flatMap((transparent, material) => {
    const own = chunks.filter((chunk) => chunk.transparent === transparent);
    if (own.length === 0) return [];
    const { positions, normals, colors, index, min, max } = merge(own, origin);
    const count = positions.length / 3;
    const attributes = {
      POSITION: add(
        bytesOf(positions),
        { byteStride: 12, target: 34962 },
        { componentType: FLOAT, count, type: 'VEC3', min, max },
      ),
      NORMAL: add(
        bytesOf(normals),
        { byteStride: 4, target: 34962 },
        { componentType: BYTE, normalized: true, count, type: 'VEC3' },
      ),
      COLOR_0: add(
        colors,
        { byteStride: 4, target: 34962 },
        { componentType: UNSIGNED_BYTE, normalized: true, count, type: 'VEC4' },
      ),
    };
    const indices = add(
      bytesOf(index),
      { target: 34963 },
      { componentType: UNSIGNED_INT, count: index.length, type: 'SCALAR' },
    );
    return [{ primitives: [{ attributes, indices, material }] }];
  });
  const text = JSON.stringify({
    asset: { version: '2.0' },
    extensionsUsed: ['KHR_mesh_quantization'],
    extensionsRequired: ['KHR_mesh_quantization'],
    scene: 0,
    scenes: [{ nodes: meshes.map((_, i) => i) }],
    nodes: meshes.map((_, mesh) => ({ mesh })),
    meshes,
    materials: [{ doubleSided: true }, { doubleSided: true, alphaMode: 'BLEND' }],
    accessors,
    bufferViews,
    buffers: [{ byteLength: at }],
  });
  return container(new TextEncoder().encode(text), parts, at);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function merge(chunks: readonly DecodedChunk[], origin: readonly number[]) {
  const vertices = chunks.reduce((sum, { positions }) => sum + positions.length / 3, 0);
  const positions = new Float32Array(vertices * 3);
  const normals = new Int8Array(vertices * 4);
  const colors = new Uint8Array(vertices * 4);
  const index = new Uint32Array(chunks.reduce((sum, chunk) => sum + chunk.index.length, 0));
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  let vertexAt = 0;
  let indexAt = 0;
  for (const chunk of chunks) {
    const shift = chunk.originEnu.map((value, axis) => value - (origin[axis] ?? 0));
    for (let i = 0; i < chunk.positions.length; i++) {
      const axis = i % 3;
      const value = Math.fround((chunk.positions[i] ?? 0) + (shift[axis] ?? 0));
      positions[vertexAt * 3 + i] = value;
      if (value < (min[axis] ?? 0)) min[axis] = value;
      if (value > (max[axis] ?? 0)) max[axis] = value;
    }
    normals.set(chunk.normals, vertexAt * 4);
    colors.set(chunk.colors, vertexAt * 4);
    for (let i = 0; i < chunk.index.length; i++) index[indexAt + i] = (chunk.index[i] ?? 0) + vertexAt;
    vertexAt += chunk.positions.length / 3;
    indexAt += chunk.index.length;
  }
  return { positions, normals, colors, index, min, max };
}

function container(json: Uint8Array, parts: readonly Uint8Array[], binaryBytes: number): Uint8Array {
  const jsonBytes = (json.byteLength + 3) & ~3;
  const total = 12 + 8 + jsonBytes + 8 + binaryBytes;
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const head = (offset: number, values: readonly number[]) =>
    values.forEach((value, i) => view.setUint32(offset + i * 4, value, true));
  head(0, [0x46546c67, 2, total, jsonBytes, 0x4e4f534a]);
  bytes.fill(0x20, 20, 20 + jsonBytes);
  bytes.set(json, 20);
  head(20 + jsonBytes, [binaryBytes, 0x004e4942]);
  let at = 28 + jsonBytes;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

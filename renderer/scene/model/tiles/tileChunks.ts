/**
 * The meshes of one loaded tile → chunks as every model has them: in ENU around an origin of their own, with the element
 * of each vertex. In doubles until they are relative to that origin.
 */
import {
  Color,
  InstancedMesh,
  Matrix4,
  Mesh,
  SRGBColorSpace,
  type BufferAttribute,
  type BufferGeometry,
  type InterleavedBufferAttribute,
  type MeshStandardMaterial,
  type Object3D,
  type Texture,
} from 'three';
import type { DecodedChunk, TileElements } from '#shared/protocol/model.ts';

type Attribute = BufferAttribute | InterleavedBufferAttribute;

export interface TileChunk {
  readonly chunk: DecodedChunk;
  readonly map: Texture | null;
  readonly uv: Float32Array | null;
}

/** Names that glTF's extensions and b3dm give to the number of a vertex's feature. */
const FEATURE_NAMES = ['_feature_id_0', '_batchid'];
const OPAQUE = 0.98;

/** `toEnu`: of the tileset's frame. Points and lines are left out. */
export function tileChunks(scene: Object3D, toEnu: Matrix4, elements: TileElements): TileChunk[] {
  const rowOf = new Map(elements.features);
  const chunks: TileChunk[] = [];
  scene.updateMatrixWorld(true);
  scene.traverse((object) => {
    if (!(object instanceof Mesh) || !object.geometry.getAttribute('position')) return;
    const placed = new Matrix4().multiplyMatrices(toEnu, object.matrixWorld);
    const instances = object instanceof InstancedMesh ? object.count : 1;
    for (let i = 0; i < instances; i++) {
      const matrix = placed.clone();
      if (object instanceof InstancedMesh) {
        const own = new Matrix4();
        object.getMatrixAt(i, own);
        matrix.multiply(own);
      }
      const feature = object instanceof InstancedMesh ? (rowOf.get(i) ?? null) : null;
      const chunk = toChunk(
        object as Mesh<BufferGeometry>,
        matrix,
        (vertex) => feature ?? rowOf.get(vertex) ?? elements.element,
      );
      if (chunk) chunks.push(chunk);
    }
  });
  return chunks;
}

function toChunk(
  mesh: Mesh<BufferGeometry>,
  matrix: Matrix4,
  elementOf: (feature: number) => number,
): TileChunk | null {
  const { geometry } = mesh;
  const material = [mesh.material].flat()[0] as MeshStandardMaterial | undefined;
  const position = geometry.getAttribute('position');
  if (!position || position.count === 0) return null;
  const count = position.count;
  const { positions, originEnu } = place(position, matrix);
  const normal = geometry.getAttribute('normal') as Attribute | undefined;
  const features = FEATURE_NAMES.map((name) => geometry.getAttribute(name)).find(Boolean);
  const elements = new Uint32Array(count);
  for (let v = 0; v < count; v++) elements[v] = elementOf(features ? Math.round(features.getX(v)) : -1);
  const map = material?.map ?? null;
  const uv = map ? geometry.getAttribute('uv') : undefined;
  const corners = cornersOf(geometry, count);
  const isMirrored = matrix.determinant() < 0;
  if (isMirrored)
    for (let i = 0; i + 2 < corners.length; i += 3)
      [corners[i + 1], corners[i + 2]] = [corners[i + 2] ?? 0, corners[i + 1] ?? 0];
  return {
    map: uv ? map : null,
    uv: uv ? plain(uv, 2) : null,
    chunk: {
      originEnu,
      positions,
      normals: normal ? turn(normal, matrix, isMirrored) : faceNormals(positions, corners),
      colors: paint(geometry.getAttribute('color'), material, count),
      elements,
      index: corners,
      tiers: [],
      transparent: (material?.transparent ?? false) && (material?.opacity ?? 1) < OPAQUE,
    },
  };
}

/** Float array [n, size] of it; without a copy where it is one already. */
function plain(attribute: Attribute, size: number): Float32Array {
  const { array, count } = attribute;
  const isPlain =
    'isBufferAttribute' in attribute && attribute.itemSize === size && array.length === count * size;
  if (isPlain && array instanceof Float32Array) return array;
  const out = new Float32Array(count * size);
  for (let v = 0, o = 0; v < count; v++) {
    out[o++] = attribute.getX(v);
    out[o++] = attribute.getY(v);
    if (size > 2) out[o++] = attribute.getZ(v);
  }
  return out;
}

function place(position: Attribute, { elements: m }: Matrix4) {
  const own = plain(position, 3);
  const placed = new Float64Array(own.length);
  const [a = 1, b = 0, c = 0, , d = 0, e = 1, f = 0, , g = 0, h = 0, i = 1, , tx = 0, ty = 0, tz = 0] = m;
  let [minX, minY, minZ] = [Infinity, Infinity, Infinity];
  for (let v = 0; v < own.length; v += 3) {
    const x = own[v] ?? 0;
    const y = own[v + 1] ?? 0;
    const z = own[v + 2] ?? 0;
    const east = a * x + d * y + g * z + tx;
    const north = b * x + e * y + h * z + ty;
    const up = c * x + f * y + i * z + tz;
    if (east < minX) minX = east;
    if (north < minY) minY = north;
    if (up < minZ) minZ = up;
    placed[v] = east;
    placed[v + 1] = north;
    placed[v + 2] = up;
  }
  const positions = new Float32Array(own.length);
  for (let v = 0; v < own.length; v += 3) {
    positions[v] = (placed[v] ?? 0) - minX;
    positions[v + 1] = (placed[v + 1] ?? 0) - minY;
    positions[v + 2] = (placed[v + 2] ?? 0) - minZ;
  }
  return { positions, originEnu: [minX, minY, minZ] as const };
}

/** Through the transposed inverse: upright also where the scale differs by axis. */
function turn(normal: Attribute, matrix: Matrix4, isMirrored: boolean): Int8Array {
  const own = plain(normal, 3);
  const normals = new Int8Array(normal.count * 4);
  const [a = 1, b = 0, c = 0, , d = 0, e = 1, f = 0, , g = 0, h = 0, i = 1] = matrix
    .clone()
    .invert()
    .transpose().elements;
  const sign = isMirrored ? -127 : 127;
  for (let v = 0, o = 0; v < own.length; v += 3, o += 4) {
    const x = own[v] ?? 0;
    const y = own[v + 1] ?? 0;
    const z = own[v + 2] ?? 0;
    const nx = a * x + d * y + g * z;
    const ny = b * x + e * y + h * z;
    const nz = c * x + f * y + i * z;
    const scale = sign / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
    normals[o] = Math.round(nx * scale);
    normals[o + 1] = Math.round(ny * scale);
    normals[o + 2] = Math.round(nz * scale);
  }
  return normals;
}

/** Of faces that share a vertex, weighed by their size; `positions` [n, 3], `index` [t, 3]. Normalised ×127. */
function faceNormals(positions: Float32Array, index: Uint32Array): Int8Array {
  const sums = new Float32Array(positions.length);
  for (let t = 0; t + 2 < index.length; t += 3) {
    const [p, q, r] = [(index[t] ?? 0) * 3, (index[t + 1] ?? 0) * 3, (index[t + 2] ?? 0) * 3];
    const [x, y, z] = [positions[p] ?? 0, positions[p + 1] ?? 0, positions[p + 2] ?? 0];
    const [ux, uy, uz] = [(positions[q] ?? 0) - x, (positions[q + 1] ?? 0) - y, (positions[q + 2] ?? 0) - z];
    const [vx, vy, vz] = [(positions[r] ?? 0) - x, (positions[r + 1] ?? 0) - y, (positions[r + 2] ?? 0) - z];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const at of [p, q, r]) {
      sums[at] = (sums[at] ?? 0) + nx;
      sums[at + 1] = (sums[at + 1] ?? 0) + ny;
      sums[at + 2] = (sums[at + 2] ?? 0) + nz;
    }
  }
  const normals = new Int8Array((positions.length / 3) * 4);
  for (let v = 0, o = 0; v < sums.length; v += 3, o += 4) {
    const [x, y, z] = [sums[v] ?? 0, sums[v + 1] ?? 0, sums[v + 2] ?? 0];
    const scale = 127 / (Math.hypot(x, y, z) || 1);
    normals[o] = Math.round(x * scale);
    normals[o + 1] = Math.round(y * scale);
    normals[o + 2] = Math.round(z * scale);
  }
  return normals;
}

/** The material's colour times that of the vertex, as a file says them: sRGB. */
function paint(
  color: Attribute | undefined,
  material: MeshStandardMaterial | undefined,
  count: number,
): Uint8Array {
  const base = material?.color?.getRGB({ r: 1, g: 1, b: 1 } as Color, SRGBColorSpace) ?? { r: 1, g: 1, b: 1 };
  const alpha = material?.transparent ? (material.opacity ?? 1) : 1;
  const bytes = [base.r, base.g, base.b, alpha].map((share) => Math.round(share * 255));
  const [r = 255, g = 255, b = 255, a = 255] = bytes;
  const colors = new Uint8Array(
    new Uint32Array(count).fill((r | (g << 8) | (b << 16) | (a << 24)) >>> 0).buffer,
  );
  if (!color) return colors;
  const own = new Color();
  for (let v = 0; v < count; v++) {
    own.setRGB(color.getX(v), color.getY(v), color.getZ(v)).convertLinearToSRGB();
    colors[v * 4] = r * own.r;
    colors[v * 4 + 1] = g * own.g;
    colors[v * 4 + 2] = b * own.b;
  }
  return colors;
}

function cornersOf(geometry: BufferGeometry, count: number): Uint32Array {
  const held = geometry.getIndex();
  if (held) return new Uint32Array(held.array);
  const corners = new Uint32Array(count);
  for (let i = 0; i < count; i++) corners[i] = i;
  return corners;
}

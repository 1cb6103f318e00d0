/** One decoded chunk as a mesh, with a BVH once something is picked in it; picking skips hidden elements. */
import { BufferAttribute, BufferGeometry, DoubleSide, Mesh, Ray, Sphere, Vector3 } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import type { DecodedChunk } from '#shared/protocol/model.ts';
import { CAST_LAYER } from '../shading/shadowMap.ts';
import type { ChunkMaterials, Shade } from './chunkMaterial.ts';
import { fineTiers, indexCountFor, type Tier } from './tiers.ts';
import type { PackedTree } from './treeWorker.ts';

export interface ChunkHit {
  readonly element: number;
  readonly distanceM: number;
}

export interface ChunkMesh {
  readonly mesh: Mesh;
  readonly content: DecodedChunk;
  readonly transparent: boolean;
  readonly triangles: number;
  /** Bounding sphere in ENU. */
  readonly sphere: Sphere;
  cut(minSizeM: number): void;
  /** Nothing of its model is shown: it is not drawn at all. */
  setAway(on: boolean): void;
  setXray(on: boolean): void;
  /** Draws it with these from now on, unless it is seen through. */
  cover(materials: Pick<ChunkMaterials, 'solid' | 'glass'>): void;
  setShade(shade: Shade): void;
  /** Takes what the first pick would make itself. */
  adopt(packed: PackedTree): void;
  /** Nothing was picked in it yet, none was given, and it is still there. */
  readonly needsTree: boolean;
  /** Whether some of its elements are seen through by themselves. */
  setGhosts(some: boolean): void;
  /** Corners of an element's triangles, ENU metres, nine numbers each. */
  trianglesOf(element: number): readonly number[];
  pick(rayEnu: Ray, isHidden: (element: number) => boolean): ChunkHit | null;
  dispose(): void;
}

/** `uv` [n, 2] goes with materials that have a picture. */
export function createChunkMesh(
  chunk: DecodedChunk,
  materials: ChunkMaterials,
  sizeM: readonly number[],
  uv: Float32Array | null = null,
): ChunkMesh {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(chunk.positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(chunk.normals, 4, true));
  geometry.setAttribute('tone', new BufferAttribute(chunk.colors, 4, true));
  geometry.setAttribute('element', new BufferAttribute(chunk.elements, 1));
  if (uv) geometry.setAttribute('uv', new BufferAttribute(uv, 2));
  if (chunk.onLayers) geometry.setAttribute('onLayers', new BufferAttribute(chunk.onLayers, 3));
  geometry.setIndex(new BufferAttribute(chunk.index, 1));
  geometry.boundingSphere = sphereAround(chunk.positions);
  const tiers: readonly Tier[] =
    sizeM.length > 0 ? fineTiers(chunk.index, chunk.elements, sizeM) : chunk.tiers;
  let base = chunk.transparent ? materials.glass : materials.solid;
  let shade: Shade = 'full';
  let xray = false;
  const mesh = new Mesh(geometry, base[shade]);
  const ghost = new Mesh(geometry, materials.ghost);
  ghost.visible = false;
  let ghosts = false;
  let away = false;
  const appear = () => void (mesh.visible = !away && geometry.drawRange.count > 0);
  const dress = () => {
    mesh.material = xray ? materials.xray : base[shade];
    ghost.visible = ghosts;
  };
  mesh.position.set(...chunk.originEnu);
  mesh.add(ghost);
  mesh.updateMatrixWorld();
  mesh.matrixAutoUpdate = false;
  if (!chunk.transparent) {
    mesh.userData['castMaterial'] = materials.cast;
    mesh.layers.enable(CAST_LAYER);
  }
  const origin = new Vector3(...chunk.originEnu);
  const sphere = geometry.boundingSphere.clone();
  sphere.center.add(origin);
  // Made when it is first asked for: what is never pointed at needs none.
  let bvh: MeshBVH | null = null;
  let isDisposed = false;
  const tree = () => (bvh ??= new MeshBVH(geometry, { indirect: true }));
  const local = new Ray();
  const elementAt = (face: number) => chunk.elements[chunk.index[face * 3] ?? 0] ?? 0;
  return {
    mesh,
    content: chunk,
    transparent: chunk.transparent,
    triangles: chunk.index.length / 3,
    sphere,
    cut(minSizeM) {
      geometry.setDrawRange(0, indexCountFor(tiers, minSizeM, chunk.index.length));
      appear();
    },
    setAway(on) {
      if (on === away) return;
      away = on;
      appear();
    },
    cover({ glass, solid }) {
      base = chunk.transparent ? glass : solid;
      dress();
    },
    setXray(on) {
      xray = on;
      dress();
    },
    setShade(next) {
      if (next === shade) return;
      shade = next;
      dress();
    },
    adopt({ roots, indirect }) {
      // The parameter's type wants an index too, which an indirect tree does not have.
      const stored = { version: 1, roots: [...roots], index: null, indirectBuffer: indirect };
      bvh ??= MeshBVH.deserialize(stored as Parameters<typeof MeshBVH.deserialize>[0], geometry, {
        setIndex: false,
      });
    },
    get needsTree() {
      return bvh === null && !isDisposed;
    },
    setGhosts(some) {
      ghosts = some;
      dress();
    },
    trianglesOf(element) {
      const corners: number[] = [];
      const { index, positions, elements, originEnu } = chunk;
      for (let i = 0; i < index.length; i += 3) {
        if (elements[index[i] ?? 0] !== element) continue;
        for (let corner = i; corner < i + 3; corner++) {
          const at = (index[corner] ?? 0) * 3;
          for (const axis of [0, 1, 2] as const) corners.push((positions[at + axis] ?? 0) + originEnu[axis]);
        }
      }
      return corners;
    },
    pick(rayEnu, isHidden) {
      if (!rayEnu.intersectsSphere(sphere)) return null;
      local.copy(rayEnu);
      local.origin.sub(origin);
      const first = tree().raycastFirst(local, DoubleSide);
      if (!first || first.faceIndex === undefined || first.faceIndex === null) return null;
      const element = elementAt(first.faceIndex);
      if (!isHidden(element)) return { element, distanceM: first.distance };
      let best: ChunkHit | null = null;
      for (const hit of tree().raycast(local, DoubleSide)) {
        if (hit.faceIndex === undefined || hit.faceIndex === null) continue;
        const found = elementAt(hit.faceIndex);
        if (!isHidden(found) && (!best || hit.distance < best.distanceM))
          best = { element: found, distanceM: hit.distance };
      }
      return best;
    },
    dispose() {
      isDisposed = true;
      geometry.dispose();
    },
  };
}

/** Around the middle of their box. `positions` [n, 3]. */
function sphereAround(positions: Float32Array): Sphere {
  if (positions.length === 0) return new Sphere(new Vector3(), 0);
  let [minX, minY, minZ, maxX, maxY, maxZ] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    const z = positions[i + 2] ?? 0;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
    if (z < minZ) minZ = z;
    if (z > maxZ) maxZ = z;
  }
  const [cx, cy, cz] = [(minX + maxX) / 2, (minY + maxY) / 2, (minZ + maxZ) / 2];
  let square = 0;
  for (let i = 0; i < positions.length; i += 3) {
    const x = (positions[i] ?? 0) - cx;
    const y = (positions[i + 1] ?? 0) - cy;
    const z = (positions[i + 2] ?? 0) - cz;
    const own = x * x + y * y + z * z;
    if (own > square) square = own;
  }
  return new Sphere(new Vector3(cx, cy, cz), Math.sqrt(square));
}

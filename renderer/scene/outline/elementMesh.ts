/**
 * One element of a chunk as a mesh of its own. Where its triangles lie together in the chunk, as they do in what the hub
 * made, the chunk's own buffers are drawn in part; nothing is copied however large the element is.
 */
import { Box3, BufferAttribute, BufferGeometry, Mesh, Vector3, type ShaderMaterial } from 'three';
import type { ChunkMesh } from '../model/chunkMesh.ts';

export interface ElementMesh {
  readonly mesh: Mesh;
  /** ENU metres. */
  readonly box: Box3;
  dispose(): void;
}

/** Null where nothing of the element lies in the chunk. */
export function elementMesh(chunk: ChunkMesh, element: number, material: ShaderMaterial): ElementMesh | null {
  const { index, positions, elements, originEnu } = chunk.content;
  let first = -1;
  let last = -1;
  let count = 0;
  for (let i = 0; i < index.length; i += 3) {
    if (elements[index[i] ?? 0] !== element) continue;
    if (first < 0) first = i;
    last = i;
    count++;
  }
  if (count === 0) return null;
  const isOwn = (i: number) => elements[index[i] ?? 0] === element;
  const box = new Box3();
  const corner = new Vector3();
  const isTogether = (last - first) / 3 + 1 === count;
  const copied = isTogether ? null : new Float32Array(count * 9);
  let at = 0;
  for (let i = first; i <= last; i += 3)
    if (isTogether || isOwn(i))
      for (let j = i; j < i + 3; j++) {
        const from = (index[j] ?? 0) * 3;
        corner.set(positions[from] ?? 0, positions[from + 1] ?? 0, positions[from + 2] ?? 0);
        box.expandByPoint(corner);
        if (copied) corner.toArray(copied, at);
        at += 3;
      }
  const geometry = copied ? copyOf(copied, element) : chunk.mesh.geometry;
  const mesh = new Mesh(geometry, material);
  if (!copied) {
    const whole = { start: 0, count: Infinity };
    mesh.onBeforeRender = () => {
      Object.assign(whole, geometry.drawRange);
      geometry.setDrawRange(first, count * 3);
    };
    mesh.onAfterRender = () => geometry.setDrawRange(whole.start, whole.count);
  }
  mesh.position.set(...originEnu);
  mesh.frustumCulled = false;
  mesh.updateMatrixWorld();
  return {
    mesh,
    box: box.translate(mesh.position),
    dispose() {
      if (copied) geometry.dispose();
    },
  };
}

/** `positions` [n, 3]. */
function copyOf(positions: Float32Array, element: number): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute(
    'element',
    new BufferAttribute(new Uint32Array(positions.length / 3).fill(element), 1),
  );
  return geometry;
}

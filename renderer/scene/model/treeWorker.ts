/** Thread that makes the trees by which chunks are picked, without changing the order of triangles. */
import { BufferAttribute, BufferGeometry } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import type { DecodedChunk } from '#shared/protocol/model.ts';

export type TreeRequest = Pick<DecodedChunk, 'positions' | 'index'>;

/** `MeshBVH.serialize` of an indirect tree. */
export interface PackedTree {
  readonly roots: readonly ArrayBuffer[];
  readonly indirect: Uint32Array | Uint16Array | null;
}

addEventListener('message', ({ data: { positions, index } }: MessageEvent<TreeRequest>) => {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  const { roots, indirectBuffer } = MeshBVH.serialize(new MeshBVH(geometry, { indirect: true }), {
    cloneBuffers: false,
  });
  const packed: PackedTree = { roots: roots as ArrayBuffer[], indirect: indirectBuffer ?? null };
  postMessage(packed, { transfer: [...packed.roots, ...(packed.indirect ? [packed.indirect.buffer] : [])] });
});

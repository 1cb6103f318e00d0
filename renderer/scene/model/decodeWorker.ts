/** Thread that decodes chunks: the geometry is sent as soon as it stands, what picking needs a little later. */
import { BufferAttribute, BufferGeometry } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import type { DecodedChunk } from '#shared/protocol/model.ts';
import { decodeChunk } from './decodeChunk.ts';

export interface DecodeRequest {
  readonly id: number;
  readonly buffer: ArrayBuffer;
}

/** `MeshBVH.serialize`, made without changing the order of triangles. */
export interface PackedBvh {
  readonly roots: readonly ArrayBuffer[];
  readonly indirect: Uint32Array | Uint16Array | null;
}

export type DecodeReply =
  | { readonly id: number; readonly kind: 'chunk'; readonly chunk: DecodedChunk }
  | { readonly id: number; readonly kind: 'bvh'; readonly bvh: PackedBvh }
  | { readonly id: number; readonly kind: 'fault'; readonly message: string };

const send = (reply: DecodeReply, transfer: Transferable[] = []): void => postMessage(reply, { transfer });

addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  const { id, buffer } = data;
  decodeChunk(buffer)
    .then((chunk) => {
      const { normals, colors, elements } = chunk;
      // Positions and index are copied: the tree is made of them below.
      send({ id, kind: 'chunk', chunk }, [normals.buffer, colors.buffer, elements.buffer] as ArrayBuffer[]);
      send({ id, kind: 'bvh', bvh: packBvh(chunk) });
    })
    .catch((error: unknown) =>
      send({ id, kind: 'fault', message: error instanceof Error ? error.message : String(error) }),
    );
});

function packBvh({ positions, index }: DecodedChunk): PackedBvh {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  const { roots, indirectBuffer } = MeshBVH.serialize(new MeshBVH(geometry, { indirect: true }), {
    cloneBuffers: false,
  });
  return { roots: roots as ArrayBuffer[], indirect: indirectBuffer ?? null };
}

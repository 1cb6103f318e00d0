/** Thread that decodes chunks. What picking needs is made by another, later: the first picture does not wait for it. */
import type { DecodedChunk } from '#shared/protocol/model.ts';
import { decodeChunk } from './decodeChunk.ts';
import { layerTexels, type LayerRequest } from './pictureTexels.ts';

export type DecodeWork = { readonly buffer: ArrayBuffer } | { readonly layers: LayerRequest };

export type DecodeRequest = DecodeWork & { readonly id: number };

export type DecodeReply =
  | { readonly id: number; readonly chunk: DecodedChunk }
  | { readonly id: number; readonly texels: Uint8Array }
  | { readonly id: number; readonly message: string };

const send = (reply: DecodeReply, transfer: Transferable[] = []): void => postMessage(reply, { transfer });

const columnsOf = ({ positions, normals, colors, elements, index, onLayers }: DecodedChunk): Transferable[] =>
  [positions, normals, colors, elements, index, ...(onLayers ? [onLayers] : [])].map(
    (column) => column.buffer as ArrayBuffer,
  );

addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  const { id } = data;
  const answer =
    'layers' in data
      ? layerTexels(data.layers).then((texels) => send({ id, texels }, [texels.buffer as ArrayBuffer]))
      : decodeChunk(data.buffer).then((chunk) => send({ id, chunk }, columnsOf(chunk)));
  answer.catch((error: unknown) =>
    send({ id, message: error instanceof Error ? error.message : String(error) }),
  );
});

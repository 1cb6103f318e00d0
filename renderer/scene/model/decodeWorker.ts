/** Thread that decodes chunks. What picking needs is made by another, later: the first picture does not wait for it. */
import type { DecodedChunk } from '#shared/protocol/model.ts';
import { decodeChunk } from './decodeChunk.ts';

export interface DecodeRequest {
  readonly id: number;
  readonly buffer: ArrayBuffer;
}

export type DecodeReply =
  { readonly id: number; readonly chunk: DecodedChunk } | { readonly id: number; readonly message: string };

const send = (reply: DecodeReply, transfer: Transferable[] = []): void => postMessage(reply, { transfer });

addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  const { id, buffer } = data;
  decodeChunk(buffer)
    .then((chunk) => {
      const { positions, normals, colors, elements, index } = chunk;
      const columns = [positions, normals, colors, elements, index];
      send(
        { id, chunk },
        columns.map((column) => column.buffer as ArrayBuffer),
      );
    })
    .catch((error: unknown) => send({ id, message: error instanceof Error ? error.message : String(error) }));
});

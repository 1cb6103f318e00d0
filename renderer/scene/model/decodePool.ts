/**
 * Chunks are decoded beside the page: threads that are started when the first chunk comes and let go when none has come
 * for a while. Where there are no threads the page does it itself.
 */
import type { DecodedChunk } from '#shared/protocol/model.ts';
import { decodeChunk } from './decodeChunk.ts';
import type { DecodeReply, DecodeRequest, DecodeWork } from './decodeWorker.ts';
import { layerTexels, type LayerRequest } from './pictureTexels.ts';

const MOST_THREADS = 4;
const IDLE_MS = 10_000;

interface Waiting {
  readonly resolve: (reply: DecodeReply) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

export interface DecodePool {
  /** A first chunk is about to come. */
  start(): void;
  decode(buffer: ArrayBuffer): Promise<DecodedChunk>;
  /** Pictures as texels of the layers of one texture. */
  layers(request: LayerRequest): Promise<Uint8Array>;
  dispose(): void;
}

export function createDecodePool(): DecodePool {
  const threads: Thread[] = [];
  let nextId = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const dispose = (): void => {
    clearTimeout(idle);
    for (const { worker } of threads.splice(0)) worker.terminate();
  };
  const restLater = (): void => {
    clearTimeout(idle);
    if (threads.every(({ waiting }) => waiting.size === 0)) idle = setTimeout(dispose, IDLE_MS);
  };

  function startThread(): Thread {
    const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' });
    const thread: Thread = { worker, waiting: new Map() };
    threads.push(thread);
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => {
      const waiting = thread.waiting.get(data.id);
      if (!waiting) return;
      thread.waiting.delete(data.id);
      if ('message' in data) waiting.reject(new Error(data.message));
      else waiting.resolve(data);
      restLater();
    });
    worker.addEventListener('error', (event) => {
      threads.splice(threads.indexOf(thread), 1);
      worker.terminate();
      // Whoever asked for the chunk asks again.
      for (const { reject } of thread.waiting.values())
        reject(new Error(event.message || 'A decoding thread ended.'));
    });
    return thread;
  }

  function freeThread(): Thread {
    const most = Math.max(1, Math.min(MOST_THREADS, navigator.hardwareConcurrency - 1));
    const least = threads.reduce<Thread | null>(
      (best, one) => (best === null || one.waiting.size < best.waiting.size ? one : best),
      null,
    );
    return least && (least.waiting.size === 0 || threads.length >= most) ? least : startThread();
  }

  function ask(request: DecodeWork, transfer: Transferable[]): Promise<DecodeReply> {
    const thread = freeThread();
    const id = nextId++;
    clearTimeout(idle);
    const reply = new Promise<DecodeReply>((resolve, reject) => thread.waiting.set(id, { resolve, reject }));
    thread.worker.postMessage({ id, ...request } satisfies DecodeRequest, transfer);
    return reply;
  }

  return {
    start() {
      if (typeof Worker === 'undefined' || threads.length > 0) return;
      startThread();
      restLater();
    },
    async decode(buffer) {
      if (typeof Worker === 'undefined') return decodeChunk(buffer);
      const reply = await ask({ buffer }, [buffer]);
      if (!('chunk' in reply)) throw new Error('A decoding thread answered something else.');
      return reply.chunk;
    },
    async layers(request) {
      if (typeof Worker === 'undefined') return layerTexels(request);
      const reply = await ask(
        { layers: request },
        request.pictures.map(({ bytes }) => bytes),
      );
      if (!('texels' in reply)) throw new Error('A decoding thread answered something else.');
      return reply.texels;
    },
    dispose,
  };
}

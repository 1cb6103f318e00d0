/**
 * Chunks are decoded beside the page: threads that are started when the first chunk comes and let go when none has come
 * for a while. Where there are no threads the page does it itself.
 */
import type { DecodedChunk } from '#shared/protocol/model.ts';
import { decodeChunk } from './decodeChunk.ts';
import type { DecodeReply, DecodeRequest, PackedBvh } from './decodeWorker.ts';

export interface PooledChunk {
  readonly chunk: DecodedChunk;
  /** Null where picking has to make its own. */
  readonly bvh: Promise<PackedBvh | null>;
}

const MOST_THREADS = 4;
const IDLE_MS = 10_000;

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

interface Waiting {
  readonly chunk: Deferred<DecodedChunk>;
  readonly bvh: Deferred<PackedBvh | null>;
}

function defer<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] = () => undefined;
  let reject: Deferred<T>['reject'] = () => undefined;
  const promise = new Promise<T>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

export interface DecodePool {
  decode(buffer: ArrayBuffer): Promise<PooledChunk>;
  dispose(): void;
}

/** Without threads: on the page. */
export const decodeHere = async (buffer: ArrayBuffer): Promise<PooledChunk> => ({
  chunk: await decodeChunk(buffer),
  bvh: Promise.resolve(null),
});

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
      if (data.kind === 'chunk') return waiting.chunk.resolve(data.chunk);
      thread.waiting.delete(data.id);
      if (data.kind === 'bvh') waiting.bvh.resolve(data.bvh);
      else waiting.chunk.reject(new Error(data.message));
      restLater();
    });
    worker.addEventListener('error', (event) => {
      threads.splice(threads.indexOf(thread), 1);
      worker.terminate();
      for (const { chunk, bvh } of thread.waiting.values()) {
        // Whoever asked for the chunk asks again; picking makes its own tree.
        chunk.reject(new Error(event.message || 'A decoding thread ended.'));
        bvh.resolve(null);
      }
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

  return {
    async decode(buffer) {
      if (typeof Worker === 'undefined') return decodeHere(buffer);
      const thread = freeThread();
      const id = nextId++;
      const waiting: Waiting = { chunk: defer(), bvh: defer() };
      thread.waiting.set(id, waiting);
      clearTimeout(idle);
      thread.worker.postMessage({ id, buffer } satisfies DecodeRequest);
      return { chunk: await waiting.chunk.promise, bvh: waiting.bvh.promise };
    },
    dispose,
  };
}

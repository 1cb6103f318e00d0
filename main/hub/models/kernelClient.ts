/** One geometry kernel thread, asked for one file after another; a dead thread rejects what it owed. */
import { Worker } from 'node:worker_threads';
import type { KernelReply, KernelRequest } from './geometryKernel.ts';
import type { RawGeometry } from './geometrySink.ts';

export interface Kernel {
  geometryOf(file: number, bytes: Uint8Array, onFraction: (fraction: number) => void): Promise<RawGeometry>;
  dispose(): Promise<void>;
}

export class KernelFailure extends Error {}

export function createKernel(): Kernel {
  const worker = new Worker(new URL('./geometryKernel.ts', import.meta.url));
  const waiting = new Map<
    number,
    {
      resolve: (geometry: RawGeometry) => void;
      reject: (error: Error) => void;
      onFraction: (fraction: number) => void;
    }
  >();
  let dead: Error | null = null;
  const fail = (error: Error): void => {
    dead ??= error;
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  };
  worker.on('message', (reply: KernelReply) => {
    const asked = waiting.get(reply.file);
    if (!asked) return;
    if (reply.kind === 'progress') {
      asked.onFraction(reply.fraction);
      return;
    }
    waiting.delete(reply.file);
    if (reply.kind === 'geometry') asked.resolve(reply.geometry);
    else asked.reject(new KernelFailure(reply.message));
  });
  worker.on('error', (error) =>
    fail(new KernelFailure(error instanceof Error ? error.message : String(error))),
  );
  worker.on('exit', () => fail(new KernelFailure('the geometry kernel stopped')));
  return {
    geometryOf: (file, bytes, onFraction) =>
      new Promise((resolve, reject) => {
        if (dead) {
          reject(dead);
          return;
        }
        waiting.set(file, { resolve, reject, onFraction });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ file, bytes } satisfies KernelRequest);
      }),
    dispose: async () => {
      await worker.terminate();
    },
  };
}

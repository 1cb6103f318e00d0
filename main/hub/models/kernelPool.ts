/**
 * Geometry kernels, each a thread of its own, that take parts of files in turn. A part that fails or stands still is cut in
 * two and tried again, until the one product that cannot be made is alone: it is left out, the rest is there.
 */
import { Worker } from 'node:worker_threads';
import type { KernelReply, KernelRequest } from './geometryKernel.ts';
import type { RawGeometry } from './geometrySink.ts';
import type { KernelPart } from './kernelInput.ts';

/** No kernel works so long on one product that it can be shown. */
const STALL_MS = 20_000;
/** Failures in one file, after which the kernel is not asked again for what is left. */
const MOST_FAILURES = 40;

export interface KernelResult {
  readonly geometries: readonly RawGeometry[];
  /** Products without triangles because the kernel failed on them, by express id. */
  readonly lost: readonly number[];
  /** What the kernel said of the first failure. */
  readonly reason: string | null;
}

export interface KernelPool {
  triangulate(parts: readonly KernelPart[], onFraction: (fraction: number) => void): Promise<KernelResult>;
  dispose(): Promise<void>;
}

interface Task {
  readonly bytes: Uint8Array;
  readonly onFraction: (fraction: number) => void;
  readonly resolve: (geometry: RawGeometry) => void;
  readonly reject: (error: Error) => void;
}

export function createKernelPool(size: number, stallMs = STALL_MS): KernelPool {
  const idle: Kernel[] = [createKernel()];
  const all = new Set<Kernel>(idle);
  const waiting: Task[] = [];

  async function work(kernel: Kernel, task: Task): Promise<void> {
    try {
      task.resolve(await kernel.run(task.bytes, task.onFraction, stallMs));
      idle.push(kernel);
    } catch (error) {
      // A kernel that failed may be out of memory or in the middle of something: its thread ends with it.
      all.delete(kernel);
      await kernel.dispose();
      task.reject(error instanceof Error ? error : new Error(String(error)));
    }
    next();
  }

  function next(): void {
    const task = waiting[0];
    if (!task) return;
    let kernel = idle.pop();
    if (!kernel && all.size < size) all.add((kernel = createKernel()));
    if (!kernel) return;
    waiting.shift();
    void work(kernel, task);
    next();
  }

  const run = (bytes: Uint8Array, onFraction: (fraction: number) => void): Promise<RawGeometry> =>
    new Promise((resolve, reject) => {
      waiting.push({ bytes, onFraction, resolve, reject });
      next();
    });

  return {
    async triangulate(parts, onFraction) {
      const geometries: RawGeometry[] = [];
      const lost: number[] = [];
      let reason: string | null = null;
      let failures = 0;
      const done = new Map<KernelPart, number>(parts.map((part) => [part, 0]));
      const tell = (part: KernelPart, fraction: number): void => {
        if (!done.has(part)) return;
        done.set(part, fraction);
        onFraction([...done.values()].reduce((sum, one) => sum + one, 0) / done.size);
      };
      const make = async (part: KernelPart): Promise<void> => {
        try {
          geometries.push(await run(part.bytes(), (fraction) => tell(part, fraction)));
        } catch (error) {
          failures++;
          reason ??= error instanceof Error ? error.message : String(error);
          const halves = failures > MOST_FAILURES ? null : part.split();
          if (halves) await Promise.all(halves.map(make));
          else lost.push(...part.products);
        }
        tell(part, 1);
      };
      await Promise.all(parts.map(make));
      return { geometries, lost, reason };
    },
    dispose: async () => {
      await Promise.all([...all].map((kernel) => kernel.dispose()));
    },
  };
}

interface Kernel {
  run(bytes: Uint8Array, onFraction: (fraction: number) => void, stallMs: number): Promise<RawGeometry>;
  dispose(): Promise<void>;
}

function createKernel(): Kernel {
  const worker = new Worker(new URL('./geometryKernel.ts', import.meta.url));
  worker.on('error', () => undefined);
  return {
    run: (bytes, onFraction, stallMs) =>
      new Promise((resolve, reject) => {
        let heardMs = performance.now();
        const watch = setInterval(() => {
          if (performance.now() - heardMs > stallMs) over(() => reject(new Error('stalled')));
        }, stallMs / 10);
        const over = (end: () => void): void => {
          clearInterval(watch);
          worker.off('message', hear);
          worker.off('error', fail);
          worker.off('exit', leave);
          end();
        };
        const fail = (error: unknown): void =>
          over(() => reject(error instanceof Error ? error : new Error(String(error))));
        const leave = (): void => fail(new Error('the geometry kernel stopped'));
        const hear = (reply: KernelReply): void => {
          heardMs = performance.now();
          if (reply.kind === 'progress') onFraction(reply.fraction);
          else if (reply.kind === 'geometry') over(() => resolve(reply.geometry));
          else fail(new Error(reply.message));
        };
        worker.on('message', hear);
        worker.on('error', fail);
        worker.on('exit', leave);
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ bytes } satisfies KernelRequest);
      }),
    dispose: async () => {
      await worker.terminate();
    },
  };
}

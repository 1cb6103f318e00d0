/**
 * Geometry kernels, each a thread of its own, that take parts of files in turn. A part that fails or stands still is made
 * again product by product: the one that cannot be made is left out, the rest is there.
 */
import { Worker } from 'node:worker_threads';
import type { KernelReply, KernelRequest } from './geometryKernel.ts';
import type { RawGeometry } from './geometrySink.ts';
import type { PlacedShapes } from './placedShapes.ts';
import type { KernelPart } from './kernelParts.ts';
import { createStall } from './stall.ts';

/**
 * No product that can be shown takes a kernel so long, reckoned in its own time on a core: on a machine that is busy with
 * other things a kernel that goes on slowly does not stand still. It is shorter once one is known to stand still.
 */
const STALL_MS = 8_000;
const AGAIN_STALL_MS = 5_000;
/** Once several stood still, the others are not given so long. */
const SHORT_STALL_MS = 2_000;
const PATIENT_TRIES = 3;
const LOOK_STALL_MS = 3_000;
/** Products of one part that are left out, after which the kernel is not asked again for the others. */
const MOST_LOST = 12;

export interface KernelResult {
  readonly geometries: readonly RawGeometry[];
  /** Products without triangles because the kernel failed on them, by express id. */
  readonly lost: readonly number[];
  /** What the kernel said of the first failure. */
  readonly reason: string | null;
}

export interface KernelPool {
  /** `onDraft`: hears of geometry while more is being made; without it none is told. */
  triangulate(
    parts: readonly KernelPart[],
    onFraction: (fraction: number) => void,
    onDraft?: (geometry: PlacedShapes) => void,
  ): Promise<KernelResult>;
  /** A part that is wanted at once or not at all. */
  look(part: Pick<KernelPart, 'bytes'>, onDraft: (geometry: PlacedShapes) => void): Promise<void>;
  dispose(): Promise<void>;
}

interface Hearing {
  readonly fraction: (fraction: number) => void;
  readonly draft?: (geometry: PlacedShapes) => void;
}

interface Task {
  readonly request: KernelRequest;
  readonly stallMs: number;
  readonly hear: Hearing;
  readonly resolve: (geometry: RawGeometry) => void;
  readonly reject: (error: Error) => void;
}

export function createKernelPool(size: number): KernelPool {
  const idle: Kernel[] = [createKernel()];
  const all = new Set<Kernel>(idle);
  const waiting: Task[] = [];

  async function work(kernel: Kernel, task: Task): Promise<void> {
    try {
      task.resolve(await kernel.run(task.request, task.hear, task.stallMs));
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

  const run = (request: KernelRequest, stallMs: number, hear: Hearing): Promise<RawGeometry> =>
    new Promise((resolve, reject) => {
      waiting.push({ request, stallMs, hear, resolve, reject });
      next();
    });

  return {
    async triangulate(parts, onFraction, onDraft) {
      const geometries: RawGeometry[] = [];
      const lost: number[] = [];
      let reason: string | null = null;
      const done = new Map<KernelPart, number>(parts.map((part) => [part, 0]));
      const tell = (part: KernelPart, fraction: number): void => {
        done.set(part, Math.max(done.get(part) ?? 0, fraction));
        onFraction([...done.values()].reduce((sum, one) => sum + one, 0) / done.size);
      };
      /** Until what cannot be made is left out. */
      const makeOneByOne = async (part: KernelPart, bytes: Uint8Array): Promise<void> => {
        let ids = part.products;
        let incomplete: ReadonlySet<number> | null = null;
        for (let tries = 0; ids.length > 0 && tries <= MOST_LOST; tries++) {
          const at = new Int32Array(new SharedArrayBuffer(4));
          try {
            const request = { bytes, oneByOne: { ids, at } };
            geometries.push(
              await run(request, tries < PATIENT_TRIES ? AGAIN_STALL_MS : SHORT_STALL_MS, {
                fraction: (fraction) => tell(part, fraction),
              }),
            );
            return;
          } catch {
            const culprit = ids[Atomics.load(at, 0)] ?? 0;
            // What a kernel does without one record it does without it for all that name it, and each time costs seconds.
            incomplete ??= part.incomplete();
            const alike = incomplete;
            const left = alike.has(culprit) ? (id: number) => alike.has(id) : (id: number) => id === culprit;
            lost.push(...ids.filter(left));
            ids = ids.filter((id) => !left(id));
            tell(part, 0);
          }
        }
        lost.push(...ids);
      };
      const make = async (part: KernelPart): Promise<void> => {
        const bytes = part.bytes();
        try {
          const hear = {
            fraction: (fraction: number) => tell(part, fraction),
            ...(onDraft && { draft: onDraft }),
          };
          geometries.push(await run({ bytes, withDrafts: onDraft !== undefined }, STALL_MS, hear));
        } catch (error) {
          reason ??= error instanceof Error ? error.message : String(error);
          tell(part, 0);
          await makeOneByOne(part, bytes);
        }
        tell(part, 1);
      };
      await Promise.all(parts.map(make));
      return { geometries, lost, reason };
    },
    async look(part, draft) {
      try {
        await run({ bytes: part.bytes(), withDrafts: true }, LOOK_STALL_MS, {
          fraction: () => undefined,
          draft,
        });
      } catch {
        // What is wrong with it is found out when it is its turn.
      }
    },
    dispose: async () => {
      await Promise.all([...all].map((kernel) => kernel.dispose()));
    },
  };
}

interface Kernel {
  run(request: KernelRequest, hear: Hearing, stallMs: number): Promise<RawGeometry>;
  dispose(): Promise<void>;
}

function createKernel(): Kernel {
  const worker = new Worker(new URL('./geometryKernel.ts', import.meta.url));
  worker.on('error', () => undefined);
  return {
    run: (request, told, stallMs) =>
      new Promise((resolve, reject) => {
        const stall = createStall(worker, stallMs);
        const watch = setInterval(
          () => void stall.over().then((is) => is && over(() => reject(new Error('stalled')))),
          stallMs / 10,
        );
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
          stall.heard();
          if (reply.kind === 'progress') told.fraction(reply.fraction);
          else if (reply.kind === 'draft') told.draft?.(reply.geometry);
          else if (reply.kind === 'geometry') over(() => resolve(reply.geometry));
          else fail(new Error(reply.message));
        };
        worker.on('message', hear);
        worker.on('error', fail);
        worker.on('exit', leave);
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(request);
      }),
    dispose: async () => {
      await worker.terminate();
    },
  };
}

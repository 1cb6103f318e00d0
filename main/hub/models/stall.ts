/** Whether a thread stands still: reckoned in its own time on a core, so that on a busy machine a slow one does not. */
import type { Worker } from 'node:worker_threads';

/** By the clock on the wall a thread has so many times as long: one that waits takes no time on a core. */
const WALL_SHARE = 8;

export interface Stall {
  /** It said something. */
  heard(): void;
  /** Whether since then it reckoned too long, or waited far too long. */
  over(): Promise<boolean>;
}

export function createStall(thread: Pick<Worker, 'cpuUsage'>, stallMs: number): Stall {
  let heardMs = performance.now();
  let afresh = true;
  let reckonedAtMs = 0;
  return {
    heard: () => {
      heardMs = performance.now();
      afresh = true;
    },
    over: async () => {
      const waitedMs = performance.now() - heardMs;
      const reckonedMs = await onCoreMs(thread);
      if (reckonedMs === null) return waitedMs > stallMs;
      if (afresh) {
        afresh = false;
        reckonedAtMs = reckonedMs;
      }
      return reckonedMs - reckonedAtMs > stallMs || waitedMs > stallMs * WALL_SHARE;
    },
  };
}

/** What a thread has taken of a core. Null where this Node cannot tell (before 24.6), or the thread has ended. */
async function onCoreMs(thread: Pick<Worker, 'cpuUsage'>): Promise<number | null> {
  const ask = thread.cpuUsage as Worker['cpuUsage'] | undefined;
  try {
    const used = await ask?.call(thread);
    return used ? (used.user + used.system) / 1000 : null;
  } catch {
    return null;
  }
}

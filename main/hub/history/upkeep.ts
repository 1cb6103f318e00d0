/** When old readings are thinned and dropped, and how full the disk is: asked here by the clock, done by the writer. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Answered } from './questions.ts';
import type { ToWriter } from './messages.ts';
import { thinnings, type Thinning } from './thinning.ts';

const dayMs = 86_400_000;
const keepEveryMs = 3_600_000;

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface UpkeepOptions {
  readonly path: string;
  readonly rawDays: number;
  readonly keepDays: number | null;
  readonly thinning: (compound: string, index: number) => Thinning;
  readonly disk: (directory: string) => Promise<DiskSpace>;
  /** Bytes that shall stay free on a disk of a size. */
  readonly wantedBytes: (totalBytes: number) => number;
  readonly measureEveryMs: number;
  /** Where a compound's locked evidence begins. */
  readonly lockedFromMs: (compound: string) => number | null;
  readonly now: () => number;
  readonly reach: () => Promise<Answered['reach']>;
  readonly post: (message: ToWriter) => void;
}

export async function spaceOf(directory: string): Promise<DiskSpace> {
  const { bsize, bavail, blocks } = await statfs(directory);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

export const defaultWantedBytes = (totalBytes: number): number => Math.min(totalBytes * 0.05, 500_000_000);

export function startUpkeep(options: UpkeepOptions): {
  keep(): Promise<void>;
  measure(): Promise<void>;
  stop(): void;
} {
  async function keep(): Promise<void> {
    const rules = new Map<string, Uint8Array>();
    for (const { compound, points } of await options.reach())
      rules.set(
        compound,
        Uint8Array.from({ length: points }, (_, index) =>
          thinnings.indexOf(options.thinning(compound, index)),
        ),
      );
    const { keepDays, rawDays } = options;
    options.post({
      kind: 'keep',
      rawFromMs: options.now() - rawDays * dayMs,
      keepFromMs: keepDays === null ? null : options.now() - keepDays * dayMs,
      rules,
      locked: new Map(
        [...rules.keys()].flatMap((compound) => {
          const fromMs = options.lockedFromMs(compound);
          return fromMs === null ? [] : [[compound, fromMs] as const];
        }),
      ),
    });
  }

  async function measure(): Promise<void> {
    // A disk that cannot be measured is no reason to drop anything.
    const space = await options.disk(dirname(options.path)).catch(() => null);
    if (!space) return;
    options.post({
      kind: 'room',
      freeBytes: space.freeBytes,
      wantedBytes: options.wantedBytes(space.totalBytes),
    });
  }

  const timers = [
    setInterval(() => void keep(), keepEveryMs),
    setInterval(() => void measure(), options.measureEveryMs),
    setTimeout(() => void keep(), 60_000),
    setTimeout(() => void measure(), options.measureEveryMs / 10),
  ];
  return {
    keep,
    measure,
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

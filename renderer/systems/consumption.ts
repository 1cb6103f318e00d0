/** What a meter's register says was used: today, yesterday until the same hour, and all of yesterday. Pure. */
import type { HistoryBin } from '#renderer/charts/index.ts';

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

export interface Used {
  /** NaN: not enough is known. */
  readonly today: number;
  readonly yesterdaySoFar: number;
  readonly yesterday: number;
}

export const nothingKnown: Used = { today: NaN, yesterdaySoFar: NaN, yesterday: NaN };

/** Of hourly bins. A register that was set back, or a meter that was changed, adds nothing for that step. */
export function usedIn(bins: readonly HistoryBin[], fromMs: number, toMs: number): number {
  let before: number | null = null;
  let sum: number | null = null;
  for (const bin of bins) {
    const { last, min } = bin;
    if (bin.count === 0 || typeof last !== 'number') continue;
    if (bin.toMs > fromMs && bin.fromMs < toMs) {
      const from: number = before ?? (typeof min === 'number' ? min : last);
      sum = (sum ?? 0) + Math.max(0, last - from);
    }
    before = last;
  }
  return sum ?? NaN;
}

export function usedOf(bins: readonly HistoryBin[], midnightMs: number, nowMs: number): Used {
  return {
    today: usedIn(bins, midnightMs, nowMs),
    yesterdaySoFar: usedIn(bins, midnightMs - dayMs, nowMs - dayMs),
    yesterday: usedIn(bins, midnightMs - dayMs, midnightMs),
  };
}

/** Of those that are known; NaN where none is. */
export function sumOf(all: Iterable<Used>): Used {
  const sum = { today: NaN, yesterdaySoFar: NaN, yesterday: NaN };
  for (const used of all)
    for (const key of ['today', 'yesterdaySoFar', 'yesterday'] as const)
      if (!Number.isNaN(used[key])) sum[key] = (Number.isNaN(sum[key]) ? 0 : sum[key]) + used[key];
  return sum;
}

/** What a meter's register says was used: today, yesterday until the same hour, and all of yesterday. Pure. */
import type { HistoryBin } from '#renderer/charts/index.ts';
import { instantOf, localTime } from '#shared/time/localTime.ts';

const halfDayMs = 43_200_000;
const stepMs = 300_000;

/** Two calendar days and how they are asked for: whole steps of five minutes, so that a day's edge is an edge of theirs. */
export interface Days {
  readonly yesterdayMs: number;
  readonly midnightMs: number;
  readonly nowMs: number;
  readonly toMs: number;
  readonly bins: number;
}

export function daysAt(nowMs: number, zone: string): Days {
  const startOf = (atMs: number) => instantOf(`${localTime(atMs, zone).date}T00:00`, zone) ?? atMs;
  const midnightMs = startOf(nowMs);
  // By the calendar: a day on which clocks change has 23 hours, or 25.
  const yesterdayMs = startOf(midnightMs - halfDayMs);
  const bins = Math.max(1, Math.ceil((nowMs - yesterdayMs) / stepMs));
  return { yesterdayMs, midnightMs, nowMs, toMs: yesterdayMs + bins * stepMs, bins };
}

export interface Used {
  /** NaN: not enough is known. */
  readonly today: number;
  readonly yesterdaySoFar: number;
  readonly yesterday: number;
}

export const nothingKnown: Used = { today: NaN, yesterdaySoFar: NaN, yesterday: NaN };

/** Between two edges of the bins. A register that was set back, or a meter that was changed, adds nothing for that step. */
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

export function usedOf(bins: readonly HistoryBin[], { yesterdayMs, midnightMs, nowMs, toMs }: Days): Used {
  // The step that runs is not over: yesterday's is compared up to where it began.
  const soFarMs = Math.floor((nowMs - midnightMs) / stepMs) * stepMs;
  return {
    today: usedIn(bins, midnightMs, toMs),
    yesterdaySoFar: usedIn(bins, yesterdayMs, Math.min(yesterdayMs + soFarMs, midnightMs)),
    yesterday: usedIn(bins, yesterdayMs, midnightMs),
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

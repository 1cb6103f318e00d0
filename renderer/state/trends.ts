/** Whether a value rises or falls: compared with what it was a while ago, sampled while somebody looks at it. */
import type { TwinColumns } from '#shared/twin/columns.ts';

export type Trend = 'rising' | 'falling' | 'steady';

const everyMs = 5000;
const keptMs = 120_000;
const comparedMs = 30_000;
/** Less than this share of the value is no movement. */
const least = 0.01;

export interface Trends {
  /** Takes the points' values, at most every few seconds. Time that runs backwards begins anew. */
  sample(columns: TwinColumns, indices: Iterable<number>, nowMs: number): void;
  /** Null until it has been watched for long enough. */
  of(index: number): Trend | null;
}

interface Sample {
  readonly atMs: number;
  readonly value: number;
}

export function createTrends(): Trends {
  let samples = new Map<number, readonly Sample[]>();
  let lastMs = -Infinity;
  return {
    sample(columns, indices, nowMs) {
      if (nowMs < lastMs || nowMs - lastMs > keptMs) samples = new Map();
      else if (nowMs - lastMs < everyMs) return;
      lastMs = nowMs;
      const next = new Map<number, readonly Sample[]>();
      for (const index of indices) {
        const value = columns.values[index];
        if (value === undefined || Number.isNaN(value)) continue;
        const kept = (samples.get(index) ?? []).filter(({ atMs }) => nowMs - atMs <= keptMs);
        next.set(index, [...kept, { atMs: nowMs, value }]);
      }
      samples = next;
    },
    of(index) {
      const known = samples.get(index) ?? [];
      const now = known.at(-1);
      const before = now && known.findLast(({ atMs }) => now.atMs - atMs >= comparedMs);
      if (!before) return null;
      const change = now.value - before.value;
      if (Math.abs(change) <= least * Math.max(Math.abs(before.value), Math.abs(now.value))) return 'steady';
      return change > 0 ? 'rising' : 'falling';
    },
  };
}

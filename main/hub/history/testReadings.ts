/** What the tests of history build their readings with, and how they compare them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '#shared/protocol/result.ts';
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';
import { createHistory, type History, type HistoryFault, type HistoryOptions } from './index.ts';
import type { HistoryStore } from './historyStore.ts';

export interface Reading {
  readonly index: number;
  readonly value: number;
  readonly timeMs: number;
  readonly quality: number;
}

export function build(list: readonly Reading[]): Readings {
  const builder = new ReadingsBuilder();
  for (const r of list) builder.push(r.index, r.value, r.timeMs, r.quality);
  return builder.take();
}

export function rows(readings: Readings): string[] {
  const list: string[] = [];
  for (let i = 0; i < readings.count; i++) {
    list.push(
      `${readings.index[i]}|${readings.timeMs[i]}|${Object.is(readings.value[i], -0) ? '-0' : readings.value[i]}|${readings.quality[i]}`,
    );
  }
  return list.sort();
}

export function asked<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export const stateOf = (store: HistoryStore, compound: string, atMs: number): Readings =>
  asked(store.ask({ kind: 'stateAt', compound, atMs }));

/** Point, time and value of the state at an instant, as text. */
export const actual = (readings: Readings): string[] =>
  rows(readings).map((row) => row.split('|').slice(0, 3).join('|'));

/** What a plain replay of the log says: last reading by time, ties by arrival. */
export function expected(log: readonly Reading[], atMs: number): string[] {
  const state = new Map<number, Reading>();
  for (const r of log) {
    if (r.timeMs <= atMs && r.timeMs >= (state.get(r.index)?.timeMs ?? 0)) state.set(r.index, r);
  }
  return [...state].map(([index, r]) => `${index}|${r.timeMs}|${r.value}`).sort();
}

export function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export interface TestHistory {
  readonly history: History;
  readonly path: string;
  readonly faults: HistoryFault[];
  readonly recovered: HistoryFault['kind'][];
  stop(): Promise<void>;
}

export function startTestHistory(change: Partial<HistoryOptions> = {}): TestHistory {
  const dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
  const faults: HistoryFault[] = [];
  const recovered: HistoryFault['kind'][] = [];
  const path = change.path ?? join(dir, 'history.db');
  const history = createHistory({
    path,
    whenNamed: () => null,
    onFault: (fault) => faults.push(fault),
    onRecovered: (kind) => recovered.push(kind),
    now: () => Date.now(),
    ...change,
  });
  return {
    history,
    path,
    faults,
    recovered,
    async stop() {
      await history.stop();
      rmSync(dir, { recursive: true });
    },
  };
}

export const settled = (history: History): Promise<boolean> =>
  new Promise((resolve) => history.settled(resolve));

export async function until(holds: () => boolean, withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`did not hold within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

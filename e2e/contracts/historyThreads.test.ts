/** The writer's and the readers' threads: who waits for whom, who dies, who is cut off. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { createHistoryStore } from '#hub/history/historyStore.ts';
import {
  asked,
  build,
  settled,
  startTestHistory,
  until,
  type TestHistory,
} from '#hub/history/testReadings.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';

const start = 1_760_000_000_000;
let test: TestHistory;
afterEach(() => test.stop());

const valuesOf = async (index = 1) => [
  ...asked(await test.history.pointHistory('c', index, start, start + 1e9)).value,
];
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);
const appendAll = (values: readonly number[]) => {
  for (const value of values) test.history.append('c', 1, value, start + value, 0);
};

/** Threads by role, the newest last. */
function watched(): {
  readonly threads: Map<string, Worker[]>;
  onThread(role: string, worker: Worker): void;
} {
  const threads = new Map<string, Worker[]>();
  return {
    threads,
    onThread: (role, worker) => void threads.set(role, [...(threads.get(role) ?? []), worker]),
  };
}

describe('a question', () => {
  it('sees what was appended before it, and nothing twice while segments are sealed and merged', async () => {
    test = startTestHistory();
    const log = upTo(40_000);
    for (let from = 0; from < log.length; from += 4_000) {
      appendAll(log.slice(from, from + 4_000));
      expect((await valuesOf()).length).toBe(from + 4_000);
    }
    expect(await valuesOf()).toEqual(log);
    const state = asked(await test.history.stateAt('c', start + 1e9));
    expect([state.count, state.value[0]]).toEqual([1, 39_999]);
    expect(asked(await test.history.range('c'))).toEqual({ fromMs: start, toMs: start + 39_999 });
  });

  it('is refused with a reason when it asks for too much, and told what to do', async () => {
    test = startTestHistory({ limits: { pointHistoryReadings: 100, waitingQuestions: 3 } });
    const { history } = test;
    appendAll(upTo(200));
    const dayMs = 86_400_000;
    const codes = await Promise.all([
      history.window('c', start, start + 16 * 60_000),
      history.pointHistory('c', 1, start, start + 36 * dayMs),
      history.pointHistory('c', 1, start, start + dayMs),
      history.pointHistory('c', 1, start, start - 1),
      history.pointBins('c', 1, start, start + dayMs, 4_001),
      history.pointBins('c', 1, start, start, 4),
    ]);
    expect(codes.map((result) => (result.ok ? 'ok' : result.error.code))).toEqual([
      'window',
      'history-span',
      'history-too-many',
      'range-reversed',
      'range-bins',
      'range-empty',
    ]);
    for (const result of codes.slice(1, 3))
      expect(result.ok ? '' : faultText(result.error, 'en').tip).toContain('bins');
    expect((await history.pointHistory('c', 1, start, start + 100)).ok).toBe(true);
    expect((await history.pointBins('c', 1, start, start + 3_000 * dayMs, 1_000)).ok).toBe(true);
    const many = await Promise.all(upTo(9).map(() => history.stateAt('c', start)));
    expect(
      many.filter((result) => !result.ok && result.error.code === 'history-busy').length,
    ).toBeGreaterThan(3);
    expect(many.some((result) => result.ok)).toBe(true);
  });

  it('is dropped when nobody waits for it, queued or running', async () => {
    test = startTestHistory();
    appendAll(upTo(200_000));
    await settled(test.history);
    const gone = new AbortController();
    const asking = upTo(6).map(() => test.history.window('c', start, start + 200_000, gone.signal));
    setTimeout(() => gone.abort(), 5);
    const results = await Promise.all(asking);
    expect(results.at(-1)).toMatchObject({ ok: false, error: { code: 'history-cancelled' } });
    expect(asked(await test.history.window('c', start, start + 10)).count).toBe(10);
    const early = await test.history.stateAt('c', start, AbortSignal.abort());
    expect(early).toMatchObject({ ok: false, error: { code: 'history-cancelled' } });
  });

  it('that takes too long is cut off, and the next one is answered', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
    const path = join(dir, 'history.db');
    const store = createHistoryStore(path);
    const log = Array.from({ length: 400_000 }, (_, i) => ({
      index: i % 1_000,
      value: i / 7,
      timeMs: start + i,
      quality: 0,
    }));
    for (let i = 0; i < 2; i++)
      store.append('c', build(log.map((one) => ({ ...one, timeMs: one.timeMs + i * 400_000 }))));
    store.close();
    const limits = { questionMs: 150, windowReadings: 1e9, windowMs: 1e12 };
    test = startTestHistory({ path, limits });
    asked(await test.history.range('c'));
    expect(await test.history.window('c', start, start + 1e9)).toMatchObject({
      ok: false,
      error: { code: 'history-too-long' },
    });
    expect(asked(await test.history.range('c'))).toEqual({ fromMs: start, toMs: start + 799_999 });
    expect(test.faults).toEqual([]);
    await test.history.stop();
    rmSync(dir, { recursive: true });
  });
});

describe('settled', () => {
  it('is heard once what was appended is in the file, at once where nothing waits', async () => {
    test = startTestHistory();
    let heard = 0;
    test.history.settled(() => heard++);
    expect(heard).toBe(1);
    appendAll(upTo(10));
    expect(await settled(test.history)).toBe(true);
    const db = new Database(test.path, { readonly: true });
    expect(db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
    db.close();
  });

  it('says that a disk refuses, and what was refused is written in order when it can be', async () => {
    test = startTestHistory();
    appendAll(upTo(10));
    expect(await settled(test.history)).toBe(true);
    const other = new Database(test.path);
    other.exec('BEGIN IMMEDIATE');
    appendAll(upTo(10, 10));
    expect(await settled(test.history)).toBe(false);
    appendAll(upTo(10, 20));
    expect(await settled(test.history)).toBe(false);
    expect(test.faults).toContainEqual({ kind: 'commit', message: 'database is locked' });
    expect(await valuesOf()).toEqual(upTo(10));
    expect(test.recovered).toEqual([]);
    other.exec('COMMIT');
    other.close();
    await until(() => test.recovered.includes('commit'));
    appendAll(upTo(1, 30));
    expect(await settled(test.history)).toBe(true);
    expect(await valuesOf()).toEqual(upTo(31));
  });

  it('keeps no more in memory than is allowed: the oldest go, counted', async () => {
    test = startTestHistory({ limits: { waitingReadings: 1_000 } });
    expect(await settled(test.history)).toBe(true);
    asked(await test.history.range('c'));
    const other = new Database(test.path);
    other.exec('BEGIN IMMEDIATE');
    appendAll(upTo(1_500));
    await until(() => test.faults.some(({ kind }) => kind === 'commit'));
    appendAll(upTo(1_500, 1_500));
    other.exec('COMMIT');
    other.close();
    await until(() => test.recovered.includes('commit'));
    await until(() => test.faults.some(({ kind }) => kind === 'lost'));
    await settled(test.history);
    const lost = test.faults.reduce(
      (most, fault) => (fault.kind === 'lost' ? Math.max(most, fault.readings) : most),
      0,
    );
    const kept = await valuesOf();
    expect(kept.length).toBe(3_000 - lost);
    expect(kept).toEqual(upTo(kept.length, lost));
    expect(kept.length).toBeGreaterThan(800);
  });

  it('waits for the rows that readings refer to, whatever becomes of them', async () => {
    const names: { resolve: () => void; reject: (error: Error) => void }[] = [];
    let named = false;
    test = startTestHistory({
      whenNamed: () => (named ? null : new Promise((resolve, reject) => names.push({ resolve, reject }))),
    });
    appendAll(upTo(5));
    const heard: boolean[] = [];
    test.history.settled((stored) => heard.push(stored));
    await until(() => names.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual([]);
    names[0]?.reject(new Error('no room for names'));
    await until(() => heard.length === 1);
    expect(heard).toEqual([false]);
    expect(test.faults).toEqual([{ kind: 'commit', message: 'no room for names' }]);
    await until(() => names.length === 2);
    named = true;
    names[1]?.resolve();
    await until(() => test.recovered.includes('commit'));
    expect(await valuesOf()).toEqual(upTo(5));
  });
});

describe('a thread that dies', () => {
  it('as the writer loses and doubles nothing', async () => {
    const { threads, onThread } = watched();
    test = startTestHistory({ onThread });
    let next = 0;
    for (let round = 0; round < 4; round++) {
      expect(await settled(test.history)).toBe(true);
      for (let batch = 0; batch < 20; batch++) {
        appendAll(upTo(50, next));
        next += 50;
        void settled(test.history);
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (batch === 7 + round) void threads.get('writer')?.at(-1)?.terminate();
      }
      await until(() => (threads.get('writer')?.length ?? 0) >= round + 2);
    }
    await settled(test.history);
    expect(await valuesOf()).toEqual(upTo(next));
    expect(test.faults.some(({ kind }) => kind === 'thread')).toBe(true);
    await until(() => test.recovered.at(-1) === 'thread');
  });

  it('as a reader is started again, its question asked once more', async () => {
    const { threads, onThread } = watched();
    test = startTestHistory({ onThread });
    appendAll(upTo(100_000));
    await settled(test.history);
    asked(await test.history.range('c'));
    const asking = [1, 2, 3].map(() => test.history.window('c', start, start + 100_000));
    await new Promise((resolve) => setTimeout(resolve, 2));
    await threads.get('quick')?.at(-1)?.terminate();
    for (const result of await Promise.all(asking)) expect(asked(result).count).toBe(100_000);
    await until(() => test.recovered.includes('thread'));
    expect(test.faults).toHaveLength(1);
  });
});

it('a file that is not to be opened is said and left alone, and readings wait until it is', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
  const path = join(dir, 'history.db');
  const newer = new Database(path);
  newer.exec('CREATE TABLE of_tomorrow (id INTEGER PRIMARY KEY); PRAGMA user_version = 1000;');
  newer.close();
  test = startTestHistory({ path });
  appendAll(upTo(5));
  expect(await settled(test.history)).toBe(false);
  expect(await test.history.range('c')).toMatchObject({ ok: false, error: { code: 'history-unavailable' } });
  expect(test.faults.every(({ kind }) => kind === 'thread')).toBe(true);
  rmSync(path);
  await until(() => test.recovered.includes('thread'));
  await expect.poll(() => valuesOf()).toEqual(upTo(5));
  await test.history.stop();
  rmSync(dir, { recursive: true });
});

it('tells whether a reading was there before, not counting the one that asks', async () => {
  test = startTestHistory();
  const { history } = test;
  const first = history.wasHeard('c', 1, start, 5);
  history.append('c', 1, 5, start, 0);
  const second = history.wasHeard('c', 1, start, 5);
  history.append('c', 1, 5, start, 0);
  expect([await first, await second]).toEqual([false, true]);
  expect(await history.wasHeard('c', 1, start, 5)).toBe(true);
  expect(await history.wasHeard('c', 1, start, 6)).toBe(false);
  expect(await history.wasHeard('c', 2, start, 5)).toBe(false);
  expect(await history.wasHeard('d', 1, start, 5)).toBe(false);
});

it('keeps words beside the readings', async () => {
  test = startTestHistory();
  test.history.appendWord('c', 3, '东门');
  test.history.append('c', 1, 3, start, 0);
  expect(asked(await test.history.words('c', [3, 4]))).toEqual(new Map([[3, '东门']]));
  const sizes = asked(await test.history.sizes());
  expect(sizes.words).toBe(1);
  expect(sizes.fileBytes).toBeGreaterThan(0);
});

/** What becomes of readings that are old, and what is done for a disk that is nearly full. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dropped } from '#hub/history/background.ts';
import { createHistoryStore, type HistoryStore } from '#hub/history/historyStore.ts';
import { defaultLimits } from '#hub/history/questions.ts';
import {
  asked,
  build,
  rows,
  seeded,
  startTestHistory,
  stateOf,
  until,
  type Reading,
} from '#hub/history/testReadings.ts';
import { thin, thinnings, type Thinning } from '#hub/history/thinning.ts';
import { inTimeOrder } from '#hub/history/timeOrder.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A multiple of two hours. */
const start = Math.floor(1_760_000_000_000 / (2 * hour)) * 2 * hour;

describe('thinning', () => {
  it('keeps first, least, most and last of five minutes, or every change, and the same when done twice or in pieces', () => {
    const reading = fc.record({
      index: fc.nat(5),
      value: fc.oneof(fc.nat(9), fc.constant(NaN)),
      timeMs: fc.integer({ min: start, max: start + hour }),
      quality: fc.constantFrom(0, 0, 0, 1),
    });
    const ruleOf = (index: number): Thinning => thinnings[index % 3] ?? 'none';
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 400 }), fc.nat(400), (list, at) => {
        const all = inTimeOrder(build(list));
        const once = thin(all, ruleOf);
        expect(rows(thin(once, ruleOf))).toEqual(rows(once));
        const kept = new Set(rows(once));
        const points = new Map<string, Reading[]>();
        for (let i = 0; i < all.count; i++) {
          const one = {
            index: all.index[i] ?? 0,
            value: all.value[i] ?? 0,
            timeMs: all.timeMs[i] ?? 0,
            quality: all.quality[i] ?? 0,
          };
          const rule = ruleOf(one.index);
          const bin = rule === 'extremes' ? Math.floor(one.timeMs / 300_000) : 0;
          points.set(`${one.index} ${bin}`, [...(points.get(`${one.index} ${bin}`) ?? []), one]);
        }
        for (const group of points.values()) {
          const has = (one: Reading | undefined) => one && kept.has(rows(build([one]))[0] ?? '');
          expect(has(group[0])).toBe(true);
          const rule = ruleOf(group[0]?.index ?? 0);
          if (rule === 'none') expect(group.every(has)).toBe(true);
          if (rule === 'changes')
            group.forEach((one, i) => {
              const before = group[i - 1];
              if (before && !Object.is(before.value, one.value)) expect(has(one)).toBe(true);
            });
          if (rule === 'extremes') {
            const values = group.filter(has).map(({ value }) => value);
            const extremes = (some: number[]) => {
              const known = some.filter((value) => !Number.isNaN(value));
              return [Math.min(...known), Math.max(...known)];
            };
            expect(has(group.at(-1))).toBe(true);
            expect(extremes(values)).toEqual(extremes(group.map(({ value }) => value)));
          }
        }
        const sorted = inTimeOrder(build(list));
        const cut = sorted.timeMs[Math.min(at, sorted.count - 1)] ?? 0;
        const pieces = [
          list.filter(({ timeMs }) => timeMs < cut),
          list.filter(({ timeMs }) => timeMs >= cut),
        ];
        const thinned = pieces.flatMap((piece) => rows(thin(inTimeOrder(build(piece)), ruleOf)));
        for (const row of kept) expect(thinned).toContain(row);
      }),
      { numRuns: 60 },
    );
  });
});

describe('retention', () => {
  let dir: string;
  let store: HistoryStore;
  const dropped: Dropped[] = [];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
    dropped.length = 0;
    store = createHistoryStore(join(dir, 'history.db'), defaultLimits, (what) => dropped.push(what));
  });
  afterEach(() => {
    store.close();
    rmSync(dir, { recursive: true });
  });

  const count = (sql: string) => store.db.prepare<[], number>(sql).pluck().get() ?? NaN;
  /** Each point every 20 s. */
  function fillDays(days: number, points = 50): void {
    const random = seeded(3);
    for (let from = start; from < start + days * day; from += 2 * hour) {
      const list: Reading[] = [];
      for (let timeMs = from; timeMs < from + 2 * hour; timeMs += 20_000)
        for (let index = 0; index < points; index++)
          list.push({ index, value: Math.floor(random() * 100), timeMs: timeMs + index, quality: 0 });
      store.append('c', build(list));
      store.seal();
    }
  }
  const point = (index: number, fromMs: number, toMs: number) =>
    asked(store.ask({ kind: 'pointHistory', compound: 'c', index, fromMs, toMs }));

  it('thins what is old, drops what is older than is kept, and leaves the rest exactly', () => {
    fillDays(1, 100);
    const whole = asked(store.ask({ kind: 'sizes' })).compounds[0];
    const [fresh, mid] = [rows(point(4, start + 18 * hour, start + day)), start + 12 * hour];
    const before = point(5, start + 4 * hour, start + 4 * hour + 300_000);
    const keyframes = count('SELECT count(*) FROM keyframes');
    store.keep({
      rawFromMs: mid,
      keepFromMs: start + 3 * hour,
      ruleOf: (_, index) => (index === 5 ? 'extremes' : index === 6 ? 'none' : 'changes'),
      lockedFromMs: () => Infinity,
    });
    store.seal();
    expect(rows(point(4, start + 18 * hour, start + day))).toEqual(fresh);
    const thinned = point(5, start + 4 * hour, start + 4 * hour + 300_000);
    expect(thinned.count).toBeLessThanOrEqual(4);
    expect([Math.min(...thinned.value), Math.max(...thinned.value)]).toEqual([
      Math.min(...before.value),
      Math.max(...before.value),
    ]);
    expect(thinned.value.at(-1)).toBe(before.value.at(-1));
    expect(point(6, start + 4 * hour, start + 5 * hour).count).toBe(180);
    // Before it nothing is left but the keyframe that the first hour kept needs.
    const fromMs = asked(store.ask({ kind: 'range', compound: 'c' }))?.fromMs ?? 0;
    expect(fromMs).toBeGreaterThanOrEqual(start + 2 * hour);
    expect(fromMs).toBeLessThanOrEqual(start + 3 * hour);
    expect(stateOf(store, 'c', start + 3 * hour).count).toBe(100);
    expect(count('SELECT count(*) FROM keyframes')).toBeLessThan(keyframes);
    const sizes = asked(store.ask({ kind: 'sizes' })).compounds[0];
    expect(sizes?.thinnedReadings).toBeGreaterThan(0);
    expect(sizes?.readings).toBeLessThan(whole?.readings ?? 0);
    expect(sizes?.readingBytes).toBe(count('SELECT sum(length(body)) FROM segments'));
  });

  it('neither thins nor drops for its age what is locked as evidence', () => {
    fillDays(0.5, 10);
    const [locked, end] = [start + 2 * hour, start + 12 * hour];
    const before = rows(point(4, locked, end));
    store.keep({
      rawFromMs: end,
      keepFromMs: start + 8 * hour,
      ruleOf: () => 'extremes',
      lockedFromMs: () => locked,
    });
    store.seal();
    expect(rows(point(4, locked, end))).toEqual(before);
    expect(before.length).toBeGreaterThan(1000);
  });

  it('lets words go with the readings they belong to', () => {
    fillDays(0.5, 10);
    store.db
      .prepare("INSERT INTO words VALUES ('c', 1, 'old', ?), ('c', 2, 'new', ?)")
      .run(start, start + 11 * hour);
    store.keep({
      rawFromMs: start,
      keepFromMs: start + 4 * hour,
      ruleOf: () => 'none',
      lockedFromMs: () => Infinity,
    });
    store.seal();
    expect([...asked(store.ask({ kind: 'words', compound: 'c', codes: [1, 2] })).keys()]).toEqual([2]);
  });

  it('drops the oldest first on a disk that is nearly full, says so, and gives the room back', () => {
    fillDays(1);
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    const bytes = statSync(join(dir, 'history.db')).size;
    const newest = rows(point(1, start + 22 * hour, start + day));
    const idle = count('SELECT * FROM pragma_freelist_count') * count('SELECT * FROM pragma_page_size');
    expect(store.room(1_000_000, 1_000_000 + idle)).toBe(false);
    expect(store.room(1_000_000, 1_300_000 + idle)).toBe(true);
    store.seal();
    const gone = dropped.reduce((sum, { readings }) => sum + readings, 0);
    expect(gone).toBeGreaterThan(10_000);
    expect(gone).toBeLessThan(400_000);
    const fromMs = asked(store.ask({ kind: 'range', compound: 'c' }))?.fromMs ?? 0;
    expect(fromMs).toBeGreaterThan(start + hour);
    const cutMs = dropped.at(-1)?.untilMs ?? 0;
    expect(fromMs).toBeGreaterThanOrEqual(cutMs);
    expect(fromMs).toBeLessThanOrEqual(cutMs + 20_000);
    expect(rows(point(1, start + 22 * hour, start + day))).toEqual(newest);
    expect(stateOf(store, 'c', fromMs).count).toBe(50);
    // Even when nothing helps, the last hour stays.
    store.room(0, 1e12);
    store.seal();
    expect(point(1, start + 23 * hour + 20 * 60_000, start + day).count).toBe(120);
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(statSync(join(dir, 'history.db')).size).toBeLessThan(bytes);
  });
});

it('a disk that is nearly full is said, until there is room', async () => {
  let freeBytes = 1e9;
  const test = startTestHistory({
    disk: () => Promise.resolve({ freeBytes, totalBytes: 1e10 }),
    wantedBytes: () => 5e8,
  });
  for (let i = 0; i < 60_000; i++) test.history.append('c', i % 50, i, start + i * 1_000, 0);
  await test.history.stop();
  freeBytes = 0;
  const again = startTestHistory({
    path: test.path,
    measureEveryMs: 200,
    disk: () => Promise.resolve({ freeBytes, totalBytes: 1e10 }),
    wantedBytes: () => 5e8,
  });
  await until(() => again.faults.some(({ kind }) => kind === 'dropping'));
  const fromMs = asked(await again.history.range('c'))?.fromMs ?? 0;
  expect(fromMs).toBeGreaterThan(start);
  freeBytes = 1e9;
  await until(() => again.recovered.includes('dropping'));
  await again.stop();
  await test.stop();
});

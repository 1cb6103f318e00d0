/** What comes late: a backfill of days is worked in step by step, and every answer in between is right. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packReadings } from '#shared/twin/packed.ts';
import { createBackground } from '#hub/history/background.ts';
import { defaultLimits } from '#hub/history/questions.ts';
import { createReader } from '#hub/history/reader.ts';
import { openHistoryFile } from '#hub/history/schema.ts';
import { actual, asked, build, expected, seeded, type Reading } from '#hub/history/testReadings.ts';
import { createWriter } from '#hub/history/writer.ts';

const start = 1_760_000_000_000;
const day = 86_400_000;
let dir: string;
let db: Database;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
  db = openHistoryFile(join(dir, 'history.db'));
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

describe('a backfill of thirty days', () => {
  it('touches a keyframe at a time, and the state is right after every step', { timeout: 120_000 }, () => {
    const writer = createWriter(db);
    const background = createBackground(db, writer, () => {});
    const reader = createReader(db, defaultLimits);
    const commit = (list: readonly Reading[]) =>
      writer.commit({
        number: writer.lastBatch() + 1,
        parts: [{ compound: 'c', body: new Uint8Array(packReadings(build(list))) }],
        words: [],
        doubts: [],
      });
    const stateAt = (atMs: number) => actual(asked(reader.answer({ kind: 'stateAt', compound: 'c', atMs })));
    const random = seeded(11);
    // 60 points all month; point 70 was away and delivers everything at the end, 80 has one old reading.
    const log: Reading[] = [];
    for (let timeMs = start; timeMs < start + 30 * day; timeMs += 600_000)
      for (let index = 0; index < 60; index++)
        log.push({ index, value: Math.floor(random() * 50), timeMs: timeMs + index * 10, quality: 0 });
    for (let from = 0; from < log.length; from += 60_000) commit(log.slice(from, from + 60_000));
    background.finish(1e9);
    const keyframes = () =>
      db.prepare<[], { at_ms: number; body: Buffer }>('SELECT at_ms, body FROM keyframes').all();
    const before = new Map(keyframes().map(({ at_ms, body }) => [at_ms, body]));
    expect(before.size).toBeGreaterThan(10);
    const backlog: Reading[] = [{ index: 80, value: 8, timeMs: start + day, quality: 0 }];
    for (let timeMs = start; timeMs < start + 30 * day; timeMs += 1_800_000)
      backlog.push({ index: 70, value: Math.floor(random() * 50), timeMs, quality: 0 });
    commit(backlog);
    const all = [...log, ...backlog];
    const instants = [0.5, 1, 7, 29.5, 31].map((days) => start + days * day);
    const right = instants.map((atMs) => expected(all, atMs));
    const differing = (some: ReadonlyMap<number, Buffer>, others: ReadonlyMap<number, Buffer>) =>
      [...some].filter(([atMs, body]) => !others.get(atMs)?.equals(body));
    let steps = 0;
    let seen = before;
    const written = () => db.prepare('SELECT total_changes()').pluck().get();
    let writtenBefore = written();
    for (let more = true; more; steps++) {
      more = background.work(2e9, performance.now() + 0.01);
      if (steps % 100 === 0) expect(instants.map(stateAt)).toEqual(right);
      const writtenNow = written();
      if (writtenNow === writtenBefore) continue;
      writtenBefore = writtenNow;
      const now = new Map(keyframes().map(({ at_ms, body }) => [at_ms, body]));
      const changed = differing(now, seen);
      expect(changed.length).toBeLessThanOrEqual(1);
      seen = now;
    }
    expect(db.prepare('SELECT count(*) FROM late').pluck().get()).toBe(0);
    expect(instants.map(stateAt)).toEqual(right);
    expect(differing(seen, before).length).toBeGreaterThan(10);
    // Delivered once more, it changes nothing and ends at once.
    commit(backlog);
    background.finish(3e9);
    expect(instants.map(stateAt)).toEqual(right);
    const point = asked(
      reader.answer({
        kind: 'pointHistory',
        compound: 'c',
        index: 70,
        fromMs: start,
        toMs: start + 31 * day,
      }),
    );
    expect(point.count).toBe(backlog.length - 1);
  });
});

/** Files of earlier versions are read, and worked over like any other. Version 1 is in history.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packReadings } from '#shared/twin/packed.ts';
import { decompress } from './compression.ts';
import { createHistoryStore } from './historyStore.ts';
import { openHistoryFile } from './schema.ts';
import { encodeSegment } from './segmentCodec.ts';
import { actual, asked, build, expected, rows, stateOf, type Reading } from './testReadings.ts';

const start = 1_760_000_400_000;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** As version 2 wrote it: a merged segment with its counts, a sealed one, a keyframe, a journal; all zstd. */
function writeVersion2(path: string, log: readonly Reading[]): void {
  const db = new Database(path);
  db.exec(`
    CREATE TABLE journal (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE keyframes (compound TEXT NOT NULL, at_ms REAL NOT NULL, points INTEGER NOT NULL, body BLOB NOT NULL,
      PRIMARY KEY (compound, at_ms));
    CREATE TABLE segments (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, from_ms REAL NOT NULL, to_ms REAL NOT NULL,
      count INTEGER NOT NULL, counts BLOB, body BLOB NOT NULL);
    CREATE INDEX segments_by_span ON segments (compound, from_ms, to_ms, count);
    PRAGMA user_version = 2;`);
  const body = (list: readonly Reading[]) => zstdCompressSync(decompress(encodeSegment(build(list))));
  const merged = log.slice(0, 2_000);
  const sealed = log.slice(2_000, 2_100);
  const counts = new Uint32Array(Math.floor(((merged.at(-1)?.timeMs ?? 0) - start) / 10_000) + 1);
  for (const { timeMs } of merged) {
    const slice = Math.floor((timeMs - start) / 10_000);
    counts[slice] = (counts[slice] ?? 0) + 1;
  }
  const insert = db.prepare(
    'INSERT INTO segments (compound, from_ms, to_ms, count, counts, body) VALUES (?,?,?,?,?,?)',
  );
  for (const [list, bytes] of [
    [merged, new Uint8Array(counts.buffer)],
    [sealed, null],
  ] as const)
    insert.run('c', list[0]?.timeMs, list.at(-1)?.timeMs, list.length, bytes, body(list));
  const keyframeMs = merged.at(-1)?.timeMs ?? 0;
  const state = new Map(merged.map((one) => [one.index, one]));
  db.prepare('INSERT INTO keyframes VALUES (?, ?, ?, ?)').run(
    'c',
    keyframeMs,
    state.size,
    body([...state.values()]),
  );
  db.prepare('INSERT INTO journal (compound, body) VALUES (?, ?)').run(
    'c',
    new Uint8Array(packReadings(build(log.slice(2_100)))),
  );
  db.close();
}

it('version 2 is read, and its merged segments are cut into parts', () => {
  const path = join(dir, 'history.db');
  const log = Array.from({ length: 2_150 }, (_, i) => ({
    index: (i * 17) % 200,
    value: i / 4,
    timeMs: start + i * 100,
    quality: 0,
  }));
  writeVersion2(path, log);
  const store = createHistoryStore(path);
  const check = () => {
    for (const offset of [0, 99_000, 199_900, 205_000, 215_000])
      expect(actual(stateOf(store, 'c', start + offset))).toEqual(expected(log, start + offset));
    const own = log.filter(({ index }) => index === 34);
    const asking = {
      kind: 'pointHistory',
      compound: 'c',
      index: 34,
      fromMs: start,
      toMs: start + 1e6,
    } as const;
    expect(rows(asked(store.ask(asking)))).toEqual(rows(build(own)));
    expect(
      asked(store.ask({ kind: 'density', compound: 'c', fromMs: start, toMs: start + 210_000, bins: 21 })),
    ).toEqual(Array.from({ length: 21 }, () => 100));
    expect(asked(store.ask({ kind: 'range', compound: 'c' }))).toEqual({
      fromMs: start,
      toMs: start + 214_900,
    });
  };
  check();
  const sizes = asked(store.ask({ kind: 'sizes' })).compounds[0];
  expect([sizes?.readings, sizes?.keyframes]).toEqual([2_100, 1]);
  expect(sizes?.readingBytes).toBe(store.db.prepare('SELECT sum(length(body)) FROM segments').pluck().get());
  store.seal();
  check();
  expect(store.db.prepare('SELECT count(*) FROM segments WHERE part >= 0').pluck().get()).toBeGreaterThan(1);
  expect(
    store.db
      .prepare('SELECT count(*) FROM segments WHERE part = -1 AND to_ms < ?')
      .pluck()
      .get(start + 199_900),
  ).toBe(0);
  store.close();
});

it('a file of a newer version is left alone', () => {
  const path = join(dir, 'history.db');
  openHistoryFile(path).close();
  const db = new Database(path);
  db.pragma('user_version = 99');
  db.close();
  expect(() => openHistoryFile(path)).toThrow(/newer/);
});

it('version 3 is read: its small bodies have no checksum, what is written beside them has', () => {
  const path = join(dir, 'history.db');
  const log = Array.from({ length: 30 }, (_, i) => ({
    index: i,
    value: i / 4,
    timeMs: start + i * 100,
    quality: 0,
  }));
  const before = createHistoryStore(path);
  before.append('c', build(log));
  before.seal();
  const old = before.db.prepare('SELECT id, body FROM segments').all() as { id: number; body: Buffer }[];
  for (const { id, body } of old) {
    const small = Buffer.concat([Buffer.from([0xd1]), deflateRawSync(decompress(body))]);
    before.db.prepare('UPDATE segments SET body = ? WHERE id = ?').run(small, id);
  }
  before.db.pragma('user_version = 3');
  before.close();
  const store = createHistoryStore(path);
  expect(store.db.pragma('user_version', { simple: true })).toBe(4);
  store.append('c', build(log.map((one) => ({ ...one, timeMs: one.timeMs + 20_000 }))));
  store.seal();
  expect(actual(stateOf(store, 'c', start + 10_000))).toEqual(expected(log, start + 10_000));
  const markers = store.db.prepare('SELECT DISTINCT hex(substr(body, 1, 1)) FROM segments').pluck().all();
  expect(markers).toEqual(expect.arrayContaining(['D2']));
  store.close();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packReadings, unpackReadings } from '#shared/twin/packed.ts';
import { createHistoryStore, type HistoryStore } from './historyStore.ts';
import { decodePoint, decodeSegment, encodeSegment } from './segmentCodec.ts';
import { actual, asked, build, expected, rows, seeded, stateOf } from './testReadings.ts';

const reading = fc.record({
  index: fc.nat(400),
  value: fc.double({ noNaN: false }),
  timeMs: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_200_000 }),
  quality: fc.nat(4),
});

describe('codecs', () => {
  it('bring every reading back exactly', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 300 }), (list) => {
        const readings = build(list);
        const encoded = encodeSegment(readings);
        expect(rows(decodeSegment(encoded))).toEqual(rows(readings));
        for (const index of [0, list[0]?.index ?? 7, list.at(-1)?.index ?? 400])
          expect(rows(decodePoint(encoded, index))).toEqual(
            rows(build(list.filter((r) => r.index === index))),
          );
        expect(rows(unpackReadings(packReadings(readings)))).toEqual(rows(readings));
      }),
      { numRuns: 60 },
    );
  });
});

/** Written by version 1 of the codec. */
const segmentV1 =
  'KLUv/SBUXQIAMsQPHKApHbBefTUHYVVjbbN19v3/7X++Fi2G893+tlN4wAsDHYWUGb2Wcevcfpvcslu7eoJ6YZi+/8EDRGFNx/8CAwC74AFSFygC';
const rowsV1 = [
  '3|1760000000000|21.3|0',
  '3|1760000000250|-0|2',
  '400|1760000009999|1e+300|4',
  '7|1759999999000|NaN|1',
];

describe('version 1', () => {
  it('is read: its segments, and a file of it with its journal', () => {
    const body = Buffer.from(segmentV1, 'base64');
    expect(rows(decodeSegment(body))).toEqual(rowsV1);
    const dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
    const db = new Database(join(dir, 'history.db'));
    db.exec(`
      CREATE TABLE journal (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, body BLOB NOT NULL);
      CREATE TABLE segments (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, from_ms REAL NOT NULL,
        to_ms REAL NOT NULL, count INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE INDEX segments_by_time ON segments (compound, from_ms);
      CREATE TABLE keyframes (compound TEXT NOT NULL, at_ms REAL NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (compound, at_ms)) WITHOUT ROWID;
      PRAGMA user_version = 1;`);
    db.prepare('INSERT INTO segments (compound, from_ms, to_ms, count, body) VALUES (?, ?, ?, ?, ?)').run(
      'c',
      1_759_999_999_000,
      1_760_000_009_999,
      4,
      body,
    );
    const journaled = build([{ index: 9, value: 5, timeMs: 1_760_000_010_000, quality: 0 }]);
    db.prepare('INSERT INTO journal (compound, body) VALUES (?, ?)').run(
      'c',
      new Uint8Array(packReadings(journaled)),
    );
    db.close();
    const store = createHistoryStore(join(dir, 'history.db'));
    expect(rows(stateOf(store, 'c', 1_760_000_020_000))).toEqual([...rowsV1.slice(1), '9|1760000010000|5|0']);
    store.close();
    rmSync(dir, { recursive: true });
  });
});

describe('history store', () => {
  let dir: string;
  let store: HistoryStore;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
    store = createHistoryStore(join(dir, 'history.db'));
  });
  afterEach(() => {
    store.close();
    rmSync(dir, { recursive: true });
  });

  it('tells the state at any instant, whatever the order of arrival and the seals between', () => {
    const start = 1_760_000_000_000;
    const log: { index: number; value: number; timeMs: number; quality: number }[] = [];
    const random = seeded(7);
    for (let batch = 0; batch < 60; batch++) {
      const part = Array.from({ length: 1500 }, () => ({
        index: Math.floor(random() * 900),
        value: Math.floor(random() * 1000),
        timeMs: start + batch * 4000 + Math.floor(random() * 4000) - (random() < 0.01 ? 90_000 : 0),
        quality: 0,
      }));
      log.push(...part);
      store.append('c', build(part));
      if (batch % 3 === 0) store.seal();
    }
    for (const offset of [-100_000, 1, 40_000, 119_999, 200_000, 400_000]) {
      expect(actual(stateOf(store, 'c', start + offset))).toEqual(expected(log, start + offset));
    }
    const window = asked(
      store.ask({ kind: 'window', compound: 'c', fromMs: start + 50_000, toMs: start + 60_000 }),
    );
    expect(window.count).toBe(
      log.filter((r) => r.timeMs >= start + 50_000 && r.timeMs < start + 60_000).length,
    );
    expect([...window.timeMs]).toEqual([...window.timeMs].sort((a, b) => a - b));
    const point = asked(
      store.ask({ kind: 'pointHistory', compound: 'c', index: 17, fromMs: start, toMs: start + 240_000 }),
    );
    expect(point.count).toBe(log.filter((r) => r.index === 17 && r.timeMs >= start).length);
    const density = asked(
      store.ask({ kind: 'density', compound: 'c', fromMs: start, toMs: start + 240_000, bins: 24 }),
    );
    expect(density.reduce((a, b) => a + b, 0)).toBeGreaterThan(log.length * 0.97);
  });

  it('keeps what was appended but never sealed', () => {
    store.append('c', build([{ index: 3, value: 42, timeMs: 1_760_000_000_000, quality: 0 }]));
    const second = createHistoryStore(join(dir, 'history.db'));
    expect(actual(stateOf(second, 'c', 1_760_000_000_500))).toEqual(['3|1760000000000|42']);
    second.close();
  });

  const inFile = (sql: string) =>
    new Database(join(dir, 'history.db'), { readonly: true }).prepare<[], number>(sql).pluck().get() ?? NaN;

  it('gives a backfill and a long quiet time keyframes in between, and merges what is behind them', () => {
    const start = 1_760_000_000_000;
    const log = Array.from({ length: 100_000 }, (_, i) => ({
      index: (i * 7919) % 1000,
      value: i / 10,
      timeMs: start + i * 100,
      quality: 0,
    }));
    store.append('c', build(log));
    const quietMs = start + 10_000_000;
    const quiet = Array.from({ length: 800 }, (_, i) => ({
      index: 5,
      value: i,
      timeMs: quietMs + i * 20_000,
      quality: 0,
    }));
    store.append('c', build(quiet));
    store.seal();
    expect(inFile('SELECT count(*) FROM keyframes')).toBeGreaterThanOrEqual(5);
    expect(inFile(`SELECT count(*) FROM keyframes WHERE at_ms > ${quietMs}`)).toBeGreaterThanOrEqual(2);
    expect(inFile('SELECT count(*) FROM segments')).toBeLessThan(500);
    const all = [...log, ...quiet];
    for (const offset of [0, 999_999, 2_000_000, 5_555_555, 9_999_999, 12_000_000, 30_000_000]) {
      expect(actual(stateOf(store, 'c', start + offset))).toEqual(expected(all, start + offset));
    }
    expect(
      asked(store.ask({ kind: 'window', compound: 'c', fromMs: start + 1_000_000, toMs: start + 1_600_000 }))
        .count,
    ).toBe(6000);
    expect(
      asked(
        store.ask({ kind: 'density', compound: 'c', fromMs: start, toMs: start + 10_000_000, bins: 100 }),
      ),
    ).toEqual(Array.from({ length: 100 }, () => 1000));
  });

  it('puts what comes late into the keyframes it belongs to, few or many, after a restart too', () => {
    const start = 1_760_000_000_000;
    const log = Array.from({ length: 100_000 }, (_, i) => ({
      index: i % 900,
      value: i,
      timeMs: start + i * 100,
      quality: 0,
    }));
    store.append('c', build(log));
    store.close();
    store = createHistoryStore(join(dir, 'history.db'));
    const seldom = { index: 950, value: 1, timeMs: start + 3_000_000, quality: 0 };
    const passed = { index: 3, value: -1, timeMs: start + 3_000_050, quality: 0 };
    store.append('c', build([seldom, passed]));
    store.seal();
    log.push(seldom, passed);
    const offsets = [2_999_999, 3_000_060, 4_000_000, 9_999_999];
    for (const offset of offsets)
      expect(actual(stateOf(store, 'c', start + offset))).toEqual(expected(log, start + offset));
    const flood = Array.from({ length: 30_000 }, (_, i) => ({
      index: 960 + (i % 20),
      value: i,
      timeMs: start + 2_000_000 + i * 50,
      quality: 0,
    }));
    store.append('c', build(flood));
    store.seal();
    log.push(...flood);
    for (const offset of offsets)
      expect(actual(stateOf(store, 'c', start + offset))).toEqual(expected(log, start + offset));
  });

  it('keeps compounds apart', () => {
    store.append('a', build([{ index: 0, value: 1, timeMs: 1000, quality: 0 }]));
    store.append('b', build([{ index: 0, value: 2, timeMs: 1000, quality: 0 }]));
    store.seal();
    expect(actual(stateOf(store, 'a', 2000))).toEqual(['0|1000|1']);
    expect(asked(store.ask({ kind: 'range', compound: 'z' }))).toBeNull();
  });
});

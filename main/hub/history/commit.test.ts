/** What is acknowledged is kept, what the disk refuses is refused whole. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packReadings } from '#shared/twin/packed.ts';
import { createHistoryStore, type HistoryStore } from './historyStore.ts';
import { defaultLimits } from './questions.ts';
import { createReader } from './reader.ts';
import { openHistoryForReading } from './schema.ts';
import { createWriter } from './writer.ts';
import { actual, asked, build, expected, seeded, stateOf, type Reading } from './testReadings.ts';

const start = 1_760_000_000_000;
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

function noise(count: number, fromMs: number): Reading[] {
  const random = seeded(count);
  return Array.from({ length: count }, (_, i) => ({
    index: i % 300,
    value: random(),
    timeMs: fromMs + i * 7,
    quality: 0,
  }));
}

/** No page more than the file has. */
function fill(): void {
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  store.db.pragma(`max_page_count = ${Number(store.db.pragma('page_count', { simple: true }))}`);
}
const makeRoom = () => store.db.pragma('max_page_count = 1000000');

describe('a full disk', () => {
  it('refuses a batch whole and takes it when there is room', () => {
    const before = noise(3_000, start);
    store.append('c', build(before));
    fill();
    const more = noise(30_000, start + 100_000);
    expect(() => store.append('c', build(more))).toThrow(/full/);
    expect(actual(stateOf(store, 'c', start + 900_000))).toEqual(expected(before, start + 900_000));
    makeRoom();
    store.append('c', build(more));
    expect(actual(stateOf(store, 'c', start + 900_000))).toEqual(
      expected([...before, ...more], start + 900_000),
    );
  });

  it('fails a seal without losing what was committed before', () => {
    const log = noise(20_000, start);
    store.append('c', build(log.slice(0, 10_000)));
    store.append('d', build(log.slice(10_000)));
    fill();
    expect(() => store.seal()).toThrow(/full/);
    const all = (compound: string) =>
      asked(store.ask({ kind: 'window', compound, fromMs: start, toMs: start + 600_000 })).count;
    expect([all('c'), all('d')]).toEqual([10_000, 10_000]);
    makeRoom();
    store.seal();
    expect(store.db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(0);
    expect([all('c'), all('d')]).toEqual([10_000, 10_000]);
  });
});

it('a batch that is handed over twice is written once', () => {
  const writer = createWriter(store.db);
  const body = new Uint8Array(packReadings(build(noise(10, start))));
  const batch = {
    number: writer.lastBatch() + 1,
    parts: [{ compound: 'c', body }],
    words: [{ compound: 'c', code: 7, word: '鄂B·12345', lastMs: start }],
    doubts: [],
  };
  writer.commit(batch);
  writer.commit(batch);
  expect(store.db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
  expect(writer.lastBatch()).toBe(batch.number);
  expect(asked(store.ask({ kind: 'words', compound: 'c', codes: [6, 7] }))).toEqual(
    new Map([[7, '鄂B·12345']]),
  );
});

it('a reader sees every reading once, though a seal moves them while it looks', () => {
  const path = join(dir, 'history.db');
  const log = noise(5_000, start);
  store.append('c', build(log.slice(0, 2_500)));
  store.seal();
  store.append('c', build(log.slice(2_500)));
  let moved = false;
  const reading = openHistoryForReading(path);
  const reader = createReader(reading, defaultLimits, () => {
    // Between the segments and the journal.
    if (!moved) store.seal();
    moved = true;
  });
  const count = () =>
    asked(reader.answer({ kind: 'window', compound: 'c', fromMs: start, toMs: start + 100_000 })).count;
  expect(count()).toBe(5_000);
  expect(moved).toBe(true);
  expect(store.db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(0);
  expect(count()).toBe(5_000);
  // Rows of the journal that it has decoded before are not taken for later ones.
  const more = noise(3_000, start + 40_000);
  store.append('c', build(more));
  expect(count()).toBe(8_000);
  store.seal();
  store.append('c', build(noise(1_000, start + 70_000)));
  expect(count()).toBe(9_000);
  reading.close();
});

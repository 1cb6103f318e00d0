/** What cannot be sealed is put aside and told; it holds up nothing else, whether it came now or lay in the file already. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packReadings } from '#shared/twin/packed.ts';
import { createHistoryStore } from './historyStore.ts';
import { openHistoryFile } from './schema.ts';
import {
  actual,
  asked,
  build,
  expected,
  startTestHistory,
  stateOf,
  until,
  type Reading,
} from './testReadings.ts';

const start = 1_760_000_000_000;
let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-aside-'));
  path = join(dir, 'history.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

const log: Reading[] = Array.from({ length: 500 }, (_, i) => ({
  index: i % 10,
  value: i,
  timeMs: start + i * 100,
  quality: 0,
}));
const endMs = start + 100_000;
const timeless = (timeMs: number): Reading[] => [{ index: 3, value: 1, timeMs, quality: 0 }];
const packed = (list: readonly Reading[]) => new Uint8Array(packReadings(build(list)));

/** As a program that did not look had left it. */
function journal(rows: readonly (readonly [compound: string, body: Uint8Array])[]): void {
  const db = openHistoryFile(path);
  const insert = db.prepare('INSERT INTO journal (compound, body) VALUES (?, ?)');
  for (const [compound, body] of rows) insert.run(compound, body);
  db.close();
}

function left(): { journal: unknown; aside: unknown[] } {
  const db = new Database(path);
  const found = {
    journal: db.prepare('SELECT count(*) FROM journal').pluck().get(),
    aside: db.prepare('SELECT compound FROM aside ORDER BY id').pluck().all(),
  };
  db.close();
  return found;
}

it.each([
  ['of no number', packed(timeless(NaN))],
  ['without end', packed(timeless(Infinity))],
  ['beyond every calendar', packed(timeless(1e300))],
  ['cut short', packed(log).slice(0, 200)],
])('a journaled row %s is put aside, every other is sealed', (_what, bad) => {
  journal([
    ['c', packed(log.slice(0, 200))],
    ['bad', bad],
    ['c', packed(log.slice(200))],
    ['d', packed(log)],
  ]);
  const store = createHistoryStore(path);
  store.seal();
  for (const compound of ['c', 'd'])
    expect(actual(stateOf(store, compound, endMs))).toEqual(expected(log, endMs));
  expect(asked(store.ask({ kind: 'window', compound: 'c', fromMs: start, toMs: endMs })).count).toBe(500);
  store.close();
  expect(left()).toEqual({ journal: 0, aside: ['bad'] });
});

it('what is sound of a row is sealed all the same', () => {
  journal([['c', packed([...log, ...timeless(NaN)])]]);
  const store = createHistoryStore(path);
  expect(actual(stateOf(store, 'c', endMs))).toEqual(expected(log, endMs));
  store.seal();
  expect(actual(stateOf(store, 'c', endMs))).toEqual(expected(log, endMs));
  store.close();
  expect(left()).toEqual({ journal: 0, aside: ['c'] });
});

it('a compound that the file refuses is put aside by itself', () => {
  journal([
    ['bad', packed(log)],
    ['c', packed(log)],
  ]);
  const db = new Database(path);
  db.exec(
    "CREATE TRIGGER refused BEFORE INSERT ON segments WHEN NEW.compound = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END",
  );
  db.close();
  const store = createHistoryStore(path);
  store.seal();
  expect(actual(stateOf(store, 'c', endMs))).toEqual(expected(log, endMs));
  store.close();
  expect(left()).toEqual({ journal: 0, aside: ['bad'] });
});

it('whoever runs the history hears of it, and nothing else fails', async () => {
  journal([['bad', packed(timeless(NaN))]]);
  const test = startTestHistory({ path });
  await until(() => test.faults.length > 0);
  expect(test.faults).toEqual([{ kind: 'aside', compound: 'bad', rows: 1 }]);
  await test.stop();
});

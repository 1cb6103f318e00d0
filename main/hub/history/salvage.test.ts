/** A history file that cannot be read at all any more: set aside untouched, and what can be read of it goes on. */
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHistoryStore } from './historyStore.ts';
import { mendHistoryFile } from './salvage.ts';
import { actual, asked, build, seeded, startTestHistory, type Reading } from './testReadings.ts';

const start = 1_760_000_000_000;
const nowMs = Date.UTC(2026, 10, 28, 5, 5, 54);
let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-salvage-'));
  path = join(dir, 'history.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

const random = seeded(5);
/** Of two compounds, an hour, five minutes at a time as a hub writes them. */
const log: Reading[] = Array.from({ length: 72_000 }, (_, i) => ({
  index: i % 300,
  value: random(),
  timeMs: start + i * 50,
  quality: 0,
}));
const endMs = start + 3_600_000;
const compounds = ['c', 'd'];

function write(): void {
  const store = createHistoryStore(path);
  for (let at = 0; at < log.length; at += 6_000) {
    for (const compound of compounds) store.append(compound, build(log.slice(at, at + 6_000)));
    store.seal();
  }
  store.close();
}

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const damagedFiles = () =>
  readdirSync(dir).filter((name) => name.includes('damaged') && name.endsWith('.db'));
const cutTo = (share: number) =>
  truncateSync(path, Math.floor((statSync(path).size * share) / 4096) * 4096 + 1000);

function countIn(compound: string): number {
  const store = createHistoryStore(path);
  let count = 0;
  for (let fromMs = start; fromMs < endMs; fromMs += 900_000)
    count += asked(store.ask({ kind: 'window', compound, fromMs, toMs: fromMs + 900_000 })).count;
  const state = actual(asked(store.ask({ kind: 'stateAt', compound, atMs: start + 60_000 })));
  expect(state.length).toBeGreaterThan(0);
  expect(store.db.pragma('quick_check', { simple: true })).toBe('ok');
  store.close();
  return count;
}

it('a sound file is left as it is', () => {
  write();
  const before = hash(path);
  expect(mendHistoryFile(path, nowMs)).toEqual([]);
  expect(hash(path)).toBe(before);
});

it.each([0.9, 0.6, 0.3])('cut to %d of its length, what is left of it plays', (share) => {
  write();
  cutTo(share);
  const before = hash(path);
  const [found] = mendHistoryFile(path, nowMs);
  expect(found?.file).toBe('history-damaged-20261128T050554.db');
  expect(hash(join(dir, found?.file ?? ''))).toBe(before);
  const count = countIn('c') + countIn('d');
  expect(count).toBe(found?.readings);
  // Not every page holds readings.
  expect(count).toBeGreaterThan(log.length * 2 * (share - 0.25));
  expect(mendHistoryFile(path, nowMs + 1000)).toEqual([found]);
  expect(damagedFiles()).toHaveLength(1);
});

it('pages lost in its middle cost what they held', () => {
  write();
  const bytes = readFileSync(path);
  const pages = Math.floor(bytes.length / 4096);
  for (let page = 20; page < pages; page += 40) bytes.fill(0, page * 4096, (page + 1) * 4096);
  writeFileSync(path, bytes);
  const [found] = mendHistoryFile(path, nowMs);
  expect(found?.readings).toBeGreaterThan(log.length * 2 * 0.4);
  expect(countIn('c')).toBeGreaterThan(log.length * 0.3);
  expect(hash(join(dir, found?.file ?? ''))).toBe(createHash('sha256').update(bytes).digest('hex'));
});

it.each([
  ['that is no database', () => writeFileSync(path, 'x'.repeat(100_000))],
  ['whose beginning is lost', () => writeFileSync(path, readFileSync(path).fill(0, 0, 8192))],
])('a file %s is set aside, and an empty one begun', (_what, harm) => {
  write();
  harm();
  const [found] = mendHistoryFile(path, nowMs);
  expect(found?.readings).toBe(0);
  const store = createHistoryStore(path);
  store.append('c', build(log.slice(0, 10)));
  store.close();
  expect(damagedFiles()).toHaveLength(1);
});

it('what was cut short between the two names is ended by the next start', () => {
  write();
  cutTo(0.6);
  const [found] = mendHistoryFile(path, nowMs);
  const log2 = join(dir, 'history.db-wal');
  writeFileSync(log2, 'of the damaged file');
  const db = new Database(path);
  db.close();
  writeFileSync(`${path}.salvage`, readFileSync(path));
  rmSync(path);
  writeFileSync(log2, 'of the damaged file');
  expect(mendHistoryFile(path, nowMs + 1000)).toEqual([found]);
  expect(readFileSync(join(dir, `${found?.file}-wal`), 'utf8')).toBe('of the damaged file');
});

it('whoever runs the history hears of it, and it answers', async () => {
  write();
  cutTo(0.6);
  const test = startTestHistory({ path, now: () => nowMs });
  expect(test.faults).toMatchObject([{ kind: 'salvaged', file: 'history-damaged-20261128T050554.db' }]);
  expect((await test.history.stateAt('c', endMs)).ok).toBe(true);
  expect((await test.history.range('d')).ok).toBe(true);
  await test.stop();
});

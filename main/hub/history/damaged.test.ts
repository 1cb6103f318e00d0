/** A history file of which a part was flipped or cut: what is lost is told, everything else is answered as before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHistory, type HistoryFault } from './index.ts';
import { createHistoryStore } from './historyStore.ts';
import { defaultLimits } from './questions.ts';
import { createReader } from './reader.ts';
import { openHistoryForReading } from './schema.ts';
import type { DamagedRow } from './segments.ts';
import { decodeSegment, encodeSegment } from './segmentCodec.ts';
import { actual, asked, build, expected, seeded, type Reading } from './testReadings.ts';

const start = 1_760_000_000_000;
let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-damaged-'));
  path = join(dir, 'history.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

const random = seeded(11);
/** Two hundred points, each about once a second for ten minutes. */
const log: Reading[] = Array.from({ length: 120_000 }, (_, i) => ({
  index: i % 200,
  value: Math.round(random() * 1000) / 10,
  timeMs: start + i * 5,
  quality: 0,
}));
const endMs = start + 600_000;

function write(): void {
  const store = createHistoryStore(path);
  for (let at = 0; at < log.length; at += 10_000) store.append('c', build(log.slice(at, at + 10_000)));
  store.seal();
  store.close();
}

interface RowAt {
  readonly id: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly body: Buffer;
}
/** Changes the body of a row that lies about in the middle; the value: which. */
function damage(change: (body: Buffer) => Uint8Array, table: 'segments' | 'keyframes' = 'segments'): RowAt {
  const db = new Database(path);
  const time = table === 'segments' ? 'from_ms' : 'at_ms';
  const all = db
    .prepare<[], RowAt>(
      `SELECT rowid AS id, ${time} AS from_ms, ${table === 'segments' ? 'to_ms' : 'at_ms'} AS to_ms, body FROM ${table} ORDER BY ${time}`,
    )
    .all();
  const row = all[Math.floor(all.length / 2)];
  if (!row) throw new Error(`there are no ${table}`);
  db.prepare(`UPDATE ${table} SET body = ? WHERE rowid = ?`).run(change(row.body), row.id);
  db.close();
  return row;
}
const flipped = (body: Buffer) => {
  const changed = Buffer.from(body);
  changed[Math.floor(body.length / 2)] = (changed[Math.floor(body.length / 2)] ?? 0) ^ 4;
  return changed;
};
const cut = (body: Buffer) => body.subarray(0, Math.floor(body.length / 2));

function open() {
  const told: DamagedRow[] = [];
  const db = openHistoryForReading(path);
  const reader = createReader(db, defaultLimits, undefined, (row) => told.push(row));
  return {
    told,
    stateAt: (atMs: number) => actual(asked(reader.answer({ kind: 'stateAt', compound: 'c', atMs }))),
    window: (fromMs: number, toMs: number) =>
      asked(reader.answer({ kind: 'window', compound: 'c', fromMs, toMs })).count,
    point: (index: number) =>
      asked(reader.answer({ kind: 'pointHistory', compound: 'c', index, fromMs: start, toMs: endMs })).count,
    close: () => db.close(),
  };
}

it('no flipped bit of a body passes for what was written, in large bodies or small', () => {
  for (const count of [40, 4000]) {
    const body = encodeSegment(build(log.slice(0, count)));
    const whole = actual(decodeSegment(body));
    for (let n = 0; n < 400; n++) {
      const changed = Buffer.from(body);
      const at = Math.floor(random() * body.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      let found: string[] | null = null;
      try {
        found = actual(decodeSegment(changed));
      } catch {
        continue;
      }
      // A bit that means nothing to the packer changes nothing.
      expect(found).toEqual(whole);
    }
  }
});

describe.each([
  ['flipped', flipped],
  ['cut', cut],
])('a row that was %s', (_how, change) => {
  it('is left out and told; instants before it are whole, and so is every other row', () => {
    write();
    const row = damage(change);
    const history = open();
    expect(history.stateAt(row.from_ms - 1)).toEqual(expected(log, row.from_ms - 1));
    expect(history.told).toEqual([]);
    const found = history.window(start, endMs);
    expect(found).toBeGreaterThan(log.length * 0.5);
    expect(found).toBeLessThan(log.length);
    expect(history.told).toMatchObject([{ compound: 'c', id: row.id }]);
    for (let index = 0; index < 200; index++) history.point(index);
    expect(new Set(history.told.map(({ id }) => id))).toEqual(new Set([row.id]));
    history.close();
  });
});

it('a keyframe that was flipped is told, and the one before it does', () => {
  write();
  const { from_ms: atMs } = damage(flipped, 'keyframes');
  const history = open();
  expect(history.stateAt(atMs + 5000)).toEqual(expected(log, atMs + 5000));
  expect(history.told).toEqual([{ compound: 'c', id: null, fromMs: atMs }]);
  history.close();
});

it('whoever runs the history hears of it once for each row, from whichever thread', async () => {
  write();
  const row = damage(flipped);
  const faults: HistoryFault[] = [];
  const history = createHistory({
    path,
    whenNamed: () => null,
    onFault: (fault) => faults.push(fault),
    onRecovered: () => {},
    now: () => endMs,
  });
  for (let n = 0; n < 3; n++) expect((await history.window('c', start, endMs)).ok).toBe(true);
  expect((await history.pointBins('c', 3, start, endMs + 86_400_000 * 2, 10)).ok).toBe(true);
  await history.stop();
  expect(faults.at(-1)).toEqual({ kind: 'damaged', compound: 'c', rows: 1, firstMs: row.from_ms });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, openRecords, type Records, type Unit } from './index.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';

let dir: string;
let records: Records;
let faults: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-records-'));
  faults = [];
});
afterEach(async () => {
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});

function open(mostPages: number | null = null): Records {
  const opened = openRecords({
    path: join(dir, 'linli.db'),
    mostPages,
    onRefused: (reason) => faults.push(`refused ${reason}`),
    onWell: () => faults.push('well'),
    onFaulty: (reason) => faults.push(`faulty ${reason}`),
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return (records = opened.value);
}

const action = (seq: number, note = ''): Unit => [
  {
    sql: 'INSERT OR IGNORE INTO actions (seq, compound, at_ms, by, verb, target, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
    params: [seq, 'c', seq, 'a', 'v', 't', note],
  },
];
const seqs = () => records.db.prepare<[], number>('SELECT seq FROM actions ORDER BY seq').pluck().all();

describe('the commit loop', () => {
  it('tells after the commit, in the order of the writes, and gives numbers once', async () => {
    open();
    const heard: number[] = [];
    const seen: number[] = [];
    for (let i = 0; i < 100; i++) {
      const seq = records.nextSeq('actions');
      records.write(action(seq), () => {
        heard.push(seq);
        seen.push(seqs().length);
      });
    }
    expect(heard).toEqual([]);
    await new Promise<void>((resolve) => records.settled(() => resolve()));
    expect(heard).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(seen.every((rows, i) => rows > i)).toBe(true);
    expect(records.nextSeq('actions')).toBe(101);
    await records.stop();
    open();
    expect(records.nextSeq('actions')).toBe(101);
  });

  it('writes what belongs together wholly or not at all, also where the work throws', async () => {
    open();
    const fails = () =>
      records.together(() => {
        records.write(action(1));
        records.together(() => records.write(action(2)));
        throw new Error('later');
      });
    expect(fails).toThrow('later');
    await new Promise<void>((resolve) => records.settled(() => resolve()));
    expect(seqs()).toEqual([1, 2]);
    records.together(() => {
      records.write(action(3));
      records.write([{ sql: 'INSERT INTO nowhere VALUES (1)', params: [] }]);
    });
    records.write(action(4));
    await new Promise<void>((resolve) => records.settled(() => resolve()));
    expect(seqs()).toEqual([1, 2, 4]);
    expect(faults[0]).toContain('faulty no such table');
  });

  it('forgets nothing while the disk is full: says so at once, writes in order when there is room, and is well again', async () => {
    open();
    const pages = Number(records.db.pragma('page_count', { simple: true }));
    await records.stop();
    open(pages + 4);
    const told: string[] = [];
    const large = 'x'.repeat(3000);
    for (let seq = 1; seq <= 40; seq++)
      records.write(action(seq, large), (stored) => told.push(`${seq} ${stored}`));
    await expect.poll(() => faults.length).toBe(1);
    expect(faults[0]).toContain('SQLITE_FULL');
    await expect.poll(() => told.filter((one) => one.endsWith('false')).length).toBeGreaterThan(20);
    let heard: boolean | null = null;
    void records.stored(action(41)).then((stored) => (heard = stored));
    // Within two turns of the loop: nobody waits for the next attempt.
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toBe(false);
    expect(records.waiting).toBeGreaterThan(20);
    // The page limit is the connection's own: the one that frees room here has none.
    const room = openDatabase(join(dir, 'linli.db'));
    room.exec(
      'DROP TABLE events; DROP TABLE points; DROP TABLE words; DROP TABLE devices; DELETE FROM actions WHERE seq < 5;',
    );
    room.close();
    await expect.poll(() => records.waiting).toBeLessThan(35);
    expect(faults.filter((one) => one.startsWith('refused'))).toHaveLength(1);
    const stored = told.filter((one) => one.endsWith('true'));
    expect(stored).toEqual(stored.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)));
  });

  it('is well again when everything that waited is written', async () => {
    open();
    const blocker = openDatabase(join(dir, 'linli.db'));
    blocker.exec('BEGIN IMMEDIATE');
    const told: boolean[] = [];
    records.write(action(1), (stored) => told.push(stored));
    await expect.poll(() => told).toEqual([false]);
    blocker.exec('COMMIT');
    blocker.close();
    await expect.poll(() => told).toEqual([false, true]);
    expect(faults.at(-1)).toBe('well');
  });
});

describe('a damaged file', () => {
  it('is one sentence', async () => {
    open();
    const { writeFileSync, readFileSync } = await import('node:fs');
    for (let seq = 1; seq <= 500; seq++) records.write(action(seq, 'y'.repeat(500)));
    await records.stop();
    const path = join(dir, 'linli.db');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, bytes.length - 3 * 4096, bytes.length - 4096);
    writeFileSync(path, bytes);
    const opened = openRecords({ path, onRefused: () => {}, onWell: () => {}, onFaulty: () => {} });
    expect(opened.ok ? '' : faultText(opened.error, 'en').message).toMatch(/linli\.db cannot be used: .{5,}/);
    if (opened.ok) await opened.value.stop();
    rmSync(dir, { recursive: true });
    dir = mkdtempSync(join(tmpdir(), 'linli-records-'));
    open();
  });
});

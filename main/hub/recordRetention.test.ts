/** Old records go, in small units; what still stands, and what tells of it, stays. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewAction } from './access/index.ts';
import { createEvidenceLocks } from './evidence/locks.ts';
import type { Records, Statement } from './records/index.ts';
import { startRecordRetention, type RecordRetention } from './recordRetention.ts';
import { openTestRecords } from './testHub.ts';

const yearMs = 365.25 * 86_400_000;
const nowMs = Date.UTC(2030, 0, 1);
const old = nowMs - 6 * yearMs;
const young = nowMs - 4 * yearMs;

let dir: string;
let records: Records;
let retention: RecordRetention | null;
const told: NewAction[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-retention-'));
  records = openTestRecords(dir);
  retention = null;
  told.length = 0;
});
afterEach(async () => {
  await retention?.stop();
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});

function start(
  years: number | null,
  { backedUpMs = nowMs, keepAtLeast = 0 }: { backedUpMs?: number | null; keepAtLeast?: number } = {},
): RecordRetention {
  return (retention = startRecordRetention({
    records,
    actions: { record: (action) => void told.push(action) },
    compounds: () => ['c', 'd'],
    now: () => nowMs,
    years,
    backedUpMs: () => backedUpMs,
    keepAtLeast,
  }));
}

const alarm = (id: string, state: string, endedMs: number | null): Statement => ({
  sql: 'INSERT INTO alarms (id, compound, state, first_ms, ended_ms, record) VALUES (?, ?, ?, ?, ?, ?)',
  params: [id, 'c', state, old, endedMs, '{}'],
});
const transition = (alarmId: string, atMs: number): Statement => ({
  sql: 'INSERT INTO transitions (seq, compound, at_ms, alarm, onset, body) VALUES (?, ?, ?, ?, 1, ?)',
  params: [records.nextSeq('transitions'), 'c', atMs, alarmId, '{}'],
});
const event = (compound: string, atMs: number, receivedMs = atMs): Statement => {
  const seq = records.nextSeq('events');
  return {
    sql: `INSERT INTO events (seq, compound, device, id, type, at_ms, received_ms, sent_ms, data)
      VALUES (?, ?, 'x', ?, 'note', ?, ?, ?, '{}')`,
    params: [seq, compound, `e${seq}`, atMs, receivedMs, atMs],
  };
};
const command = (id: string, state: string): Statement[] => [
  {
    sql: 'INSERT INTO commands (id, compound, device, state, requested_ms, record) VALUES (?, ?, ?, ?, ?, ?)',
    params: [id, 'c', 'x', state, old, '{}'],
  },
  {
    sql: 'INSERT INTO command_steps (seq, compound, at_ms, command, body) VALUES (?, ?, ?, ?, ?)',
    params: [records.nextSeq('command_steps'), 'c', old, id, '{}'],
  },
];
const count = (table: string) => records.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('records older than they are kept', () => {
  it('go, and an action of each compound tells how many; what stands or is younger stays', async () => {
    await records.stored([
      alarm('ended', 'normal', old + 1000),
      alarm('stands', 'unacknowledged', null),
      alarm('ended-lately', 'normal', young),
      ...['ended', 'stands', 'ended-lately'].map((id) => transition(id, old)),
      transition('ended', old + 1000),
      ...Array.from({ length: 1200 }, (_, i) => event('c', old + i)),
      event('c', young),
      event('c', old, young),
      event('d', young),
      ...command('done', 'replied'),
      ...command('waits', 'sent'),
    ]);
    await start(5).remove();
    expect(records.db.prepare('SELECT alarm FROM transitions ORDER BY seq').pluck().all()).toEqual([
      'stands',
      'ended-lately',
    ]);
    expect(count('events')).toBe(3);
    expect(records.db.prepare('SELECT command FROM command_steps').pluck().all()).toEqual(['waits']);
    for (const [table, rows] of [
      ['alarms', 3],
      ['commands', 2],
    ] as const)
      expect(count(table)).toBe(rows);
    expect(told).toEqual([
      {
        compound: 'c',
        atMs: nowMs,
        by: 'system',
        verb: 'remove-old-records',
        target: new Date(nowMs - 5 * yearMs).toISOString(),
        note: JSON.stringify({ transitions: 2, events: 1200, commandSteps: 1 }),
      },
    ]);
    // Numbers that were given are never given again.
    expect(records.nextSeq('events')).toBe(1204);
    await retention?.remove();
    expect(told).toHaveLength(1);
  });

  it('stay while the evidence of their time is locked, and go once it is released', async () => {
    const lock = createEvidenceLocks(records);
    lock.set({
      version: 1,
      incidentId: 'i',
      compound: 'c',
      fromMs: old + 100,
      toMs: old + 200,
      by: 'operator',
      atMs: nowMs,
      note: '',
    });
    await records.stored([
      alarm('ended', 'normal', old + 1000),
      transition('ended', old + 150),
      transition('ended', old + 250),
      event('c', old + 100),
      event('c', old + 201),
      event('d', old + 150),
      ...command('done', 'replied'),
    ]);
    await start(5).remove();
    expect([count('transitions'), count('events'), count('command_steps')]).toEqual([1, 1, 0]);
    lock.release('i');
    await records.stored([]);
    await retention?.remove();
    expect([count('transitions'), count('events')]).toEqual([0, 0]);
  });

  it('go in units that let others write in between', async () => {
    await records.stored(Array.from({ length: 1600 }, (_, i) => event('c', old + i)));
    const removing = start(5).remove();
    /** Old ones that were left when a write was answered. */
    const left: number[] = [];
    while (left.at(-1) !== 0) {
      await records.stored([event('c', young)]);
      left.push(Number(count('events')) - left.length - 1);
    }
    await removing;
    expect(left.some((rows) => rows > 0 && rows < 1600)).toBe(true);
    expect(count('events')).toBe(left.length);
  });

  it('are told of also where the hub stops in the middle', async () => {
    await records.stored(Array.from({ length: 1600 }, (_, i) => event('c', old + i)));
    const removing = start(5).remove();
    await retention?.stop();
    await removing;
    const left = Number(count('events'));
    expect(left).toBeGreaterThan(0);
    expect(told.map(({ note }) => note)).toEqual([
      JSON.stringify({ transitions: 0, events: 1600 - left, commandSteps: 0 }),
    ]);
  });

  it('stay where nobody set years', async () => {
    await records.stored([event('c', old)]);
    await start(null).remove();
    expect([count('events'), told.length]).toEqual([1, 0]);
  });

  it('stay until they are backed up, and the newest of each kind stay in any case', async () => {
    const rows = [1, 2, 3, 4].flatMap((n) => event('c', old + n));
    await records.stored(rows);
    await start(5, { backedUpMs: null }).remove();
    expect(count('events')).toBe(4);
    await retention?.stop();
    await start(5, { backedUpMs: old + 2.5 }).remove();
    expect(count('events')).toBe(2);
    await retention?.stop();
    await start(5, { keepAtLeast: 5 }).remove();
    expect(count('events')).toBe(2);
    await retention?.stop();
    await start(5, { keepAtLeast: 1 }).remove();
    expect(count('events')).toBe(1);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmRecord, AlarmState } from '#shared/protocol/records.ts';
import type { Records } from '../records/index.ts';
import { openTestRecords } from '../testHub.ts';
import { createAlarmStore, type AlarmStore } from './alarmStore.ts';

let dir: string;
let records: Records;
let store: AlarmStore;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-alarms-'));
});
afterEach(async () => {
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});

function alarm(id: string, firstAtMs: number, change: Partial<AlarmRecord> = {}): AlarmRecord {
  const text = { zh: id, en: id };
  return {
    version: 1,
    id,
    compound: 'c',
    deviceKey: `smoke/${id}`,
    deviceName: text,
    placeId: null,
    positionEnu: null,
    system: 'smoke',
    ruleId: 'smoke',
    name: text,
    consequence: text,
    action: text,
    priority: 1,
    responseS: 60,
    state: 'unacknowledged',
    conditionActive: true,
    acknowledged: false,
    announced: true,
    latching: false,
    shelvable: false,
    shelvedUntilMs: null,
    withheld: null,
    firstAtMs,
    lastAtMs: firstAtMs,
    returnedAtMs: null,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    count: 1,
    value: '',
    note: '',
    incidentKind: null,
    eventId: null,
    ...change,
  };
}

function open(): void {
  records = openTestRecords(dir);
  store = createAlarmStore(records);
}

const write = (record: AlarmRecord, atMs: number, state: AlarmState = record.state) =>
  store.write({ ...record, state }, state === 'normal' ? 'reset' : 'raised', atMs, null, '');
const committed = () => new Promise((resolve) => records.settled(resolve));
const idsOf = (alarms: readonly AlarmRecord[]) => alarms.map(({ id, state }) => `${id} ${state}`);

describe('alarms on disk', () => {
  it('tell which stood at an instant, as they were then', async () => {
    open();
    write(alarm('a', 100), 100);
    write(alarm('b', 150), 150);
    write(alarm('a', 100), 200, 'acknowledged');
    write(alarm('a', 100), 300, 'normal');
    await committed();
    expect(idsOf(store.at('c', 99))).toEqual([]);
    expect(idsOf(store.at('c', 160))).toEqual(['a unacknowledged', 'b unacknowledged']);
    expect(idsOf(store.at('c', 250))).toEqual(['a acknowledged', 'b unacknowledged']);
    expect(idsOf(store.at('c', 300))).toEqual(['b unacknowledged']);
    expect(store.at('elsewhere', 160)).toEqual([]);
  });

  it('are counted per bin and priority, and found beside an instant', async () => {
    open();
    for (const [id, at, priority] of [
      ['a', 0, 1],
      ['b', 10, 3],
      ['c', 11, 3],
      ['d', 99, 1],
      ['e', 100, 1],
    ] as const)
      write(alarm(id, at, { priority }), at);
    await committed();
    expect(store.density('c', 0, 100, 10)).toEqual([
      [1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 2, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]);
    expect(store.beside('c', 11, 1)?.alarm.id).toBe('d');
    expect(store.beside('c', 11, -1)?.alarm.id).toBe('b');
    expect(store.beside('c', 100, 1)).toBeNull();
    expect(idsOf(store.onsets('c', 0, 100, 3).map((one) => one.alarm))).toEqual([
      'd unacknowledged',
      'a unacknowledged',
      'c unacknowledged',
    ]);
    store.write(alarm('a', 0), 'repeated', 55, null, '');
    store.write(alarm('a', 0, { state: 'acknowledged' }), 'acknowledged', 56, 'operator', '');
    await committed();
    expect(store.density('c', 0, 100, 2)[0]).toEqual([1, 2]);
  });

  it('are listed newest first, by compound and state', async () => {
    open();
    write(alarm('a', 1), 1);
    write(alarm('b', 2, { compound: 'other' }), 2);
    write(alarm('c', 3), 3, 'normal');
    // Lists know what is written, whether or not it is committed.
    expect(idsOf(store.list(null, [], 10))).toEqual(['c normal', 'b unacknowledged', 'a unacknowledged']);
    expect(idsOf(store.list('c', ['unacknowledged', 'shelved'], 10))).toEqual(['a unacknowledged']);
    await committed();
    expect(idsOf(store.list(null, [], 10))).toEqual(['c normal', 'b unacknowledged', 'a unacknowledged']);
    expect(idsOf(store.list('c', ['unacknowledged', 'shelved'], 10))).toEqual(['a unacknowledged']);
    expect(idsOf(store.list(null, [], 1))).toEqual(['c normal']);
    expect(idsOf(store.open())).toEqual(['a unacknowledged', 'b unacknowledged']);
  });

  it('of the first schema are carried over', () => {
    const old = new Database(join(dir, 'linli.db'));
    old.exec(`CREATE TABLE alarms (id TEXT PRIMARY KEY, compound TEXT NOT NULL, open INTEGER NOT NULL, record TEXT NOT NULL);
      CREATE INDEX alarms_open ON alarms (compound, open);
      CREATE TABLE transitions (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, at_ms REAL NOT NULL,
        alarm TEXT NOT NULL, body TEXT NOT NULL);
      CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, device TEXT NOT NULL,
        id TEXT NOT NULL, type TEXT NOT NULL, at_ms REAL NOT NULL, received_ms REAL NOT NULL, data TEXT NOT NULL,
        UNIQUE (compound, device, id));
      CREATE TABLE incidents (id TEXT PRIMARY KEY, compound TEXT NOT NULL, started_ms REAL NOT NULL, record TEXT NOT NULL);
      CREATE TABLE devices (compound TEXT NOT NULL, key TEXT NOT NULL, meta TEXT NOT NULL,
        PRIMARY KEY (compound, key)) WITHOUT ROWID;
      PRAGMA user_version = 1;`);
    const keep = (record: AlarmRecord, atMs: number) => {
      old
        .prepare('INSERT OR REPLACE INTO alarms VALUES (?, ?, ?, ?)')
        .run(record.id, record.compound, record.state === 'normal' ? 0 : 1, JSON.stringify(record));
      old.prepare('INSERT INTO transitions (compound, at_ms, alarm, body) VALUES (?, ?, ?, ?)').run(
        record.compound,
        atMs,
        record.id,
        JSON.stringify({
          atMs,
          verb: record.state === 'normal' ? 'reset' : 'raised',
          by: null,
          note: '',
          alarm: record,
        }),
      );
    };
    keep(alarm('a', 100), 100);
    keep(alarm('a', 100, { state: 'normal' }), 300);
    const { announced, ...asWrittenThen } = alarm('b', 150, { priority: 2 });
    keep(asWrittenThen as AlarmRecord, 150);
    old.close();
    open();
    // What somebody was asked to see before still has to be seen.
    expect(store.open().map((one) => one.announced)).toEqual([announced]);
    expect(idsOf(store.at('c', 200))).toEqual(['a unacknowledged', 'b unacknowledged']);
    expect(idsOf(store.at('c', 400))).toEqual(['b unacknowledged']);
    expect(store.density('c', 0, 1000, 1)).toEqual([[1], [1], [0], [0]]);
  });
});

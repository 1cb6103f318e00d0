/** Events of devices, kept once each: a repeat with the same id and device time is dropped. Counters begin anew. */
import type { EventRecord } from '#shared/protocol/records.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface EventLog {
  /** Null for a repeat. `sentMs` is the time as the device wrote it; `told` after the commit. */
  write(
    event: Omit<EventRecord, 'seq'>,
    sentMs: number,
    told: (event: EventRecord) => void,
  ): EventRecord | null;
  window(compound: string, fromMs: number, toMs: number): EventRecord[];
  /** The newest `limit` of [fromMs, toMs), oldest first. */
  newest(compound: string, fromMs: number, toMs: number, limit: number): EventRecord[];
  beside(compound: string, atMs: number, direction: 1 | -1): EventRecord | null;
}

const windowLimit = 5000;

interface Row extends Omit<EventRecord, 'data'> {
  readonly data: string;
}

export function createEventLog(records: Records): EventLog {
  const { db } = records;
  const unstored = createUnstored<EventRecord>();
  const columns =
    'seq, compound, device AS deviceKey, id, type, at_ms AS atMs, received_ms AS receivedMs, data';
  const insert = `INSERT OR IGNORE INTO events
    (seq, compound, device, id, type, at_ms, received_ms, sent_ms, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const same = db
    .prepare<[string, string, string, number], number>(
      'SELECT seq FROM events WHERE compound = ? AND device = ? AND id = ? AND sent_ms = ?',
    )
    .pluck();
  const between = db.prepare<[string, number, number, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, seq LIMIT ?`,
  );
  const latest = db.prepare<[string, number, number, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms DESC, seq DESC LIMIT ?`,
  );
  const next = db.prepare<[string, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms > ? ORDER BY at_ms, seq LIMIT 1`,
  );
  const previous = db.prepare<[string, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms < ? ORDER BY at_ms DESC, seq DESC LIMIT 1`,
  );
  const parse = (row: Row): EventRecord => ({ ...row, data: JSON.parse(row.data) as EventRecord['data'] });
  return {
    write(event, sentMs, told) {
      const { compound, deviceKey, id, type, atMs, receivedMs, data } = event;
      const key = JSON.stringify([compound, deviceKey, id, sentMs]);
      if (unstored.get(key) || same.get(compound, deviceKey, id, sentMs) !== undefined) return null;
      const seq = records.nextSeq('events');
      const kept = { ...event, seq };
      const release = unstored.hold(key, kept);
      const params = [seq, compound, deviceKey, id, type, atMs, receivedMs, sentMs, JSON.stringify(data)];
      records.write([{ sql: insert, params }], (stored) => {
        if (!stored) return;
        release();
        told(kept);
      });
      return kept;
    },
    window: (compound, fromMs, toMs) => between.all(compound, fromMs, toMs, windowLimit).map(parse),
    newest: (compound, fromMs, toMs, limit) =>
      latest.all(compound, fromMs, toMs, limit).map(parse).toReversed(),
    beside(compound, atMs, direction) {
      const row = (direction > 0 ? next : previous).get(compound, atMs);
      return row ? parse(row) : null;
    },
  };
}

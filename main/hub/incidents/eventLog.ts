/** Events of devices, kept once each: a repeat with the same id and device time is dropped. Counters begin anew. */
import type { EventRecord } from '#shared/protocol/records.ts';
import type { HubDatabase } from '../database.ts';

export interface EventLog {
  /** Null for a repeat. `sentMs` is the time as the device wrote it. */
  write(event: Omit<EventRecord, 'seq'>, sentMs: number): EventRecord | null;
  window(compound: string, fromMs: number, toMs: number): EventRecord[];
  /** The newest `limit` of [fromMs, toMs), oldest first. */
  newest(compound: string, fromMs: number, toMs: number, limit: number): EventRecord[];
  beside(compound: string, atMs: number, direction: 1 | -1): EventRecord | null;
}

const windowLimit = 5000;

interface Row extends Omit<EventRecord, 'data'> {
  readonly data: string;
}

export function createEventLog(db: HubDatabase): EventLog {
  const columns =
    'seq, compound, device AS deviceKey, id, type, at_ms AS atMs, received_ms AS receivedMs, data';
  const insert = db.prepare(
    'INSERT OR IGNORE INTO events (compound, device, id, type, at_ms, received_ms, sent_ms, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const between = db.prepare<[string, number, number, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, seq LIMIT ?`,
  );
  const latest = db.prepare<[string, number, number, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms DESC, seq DESC LIMIT ?`,
  );
  const next = db.prepare<[string, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms > ? ORDER BY at_ms LIMIT 1`,
  );
  const previous = db.prepare<[string, number], Row>(
    `SELECT ${columns} FROM events WHERE compound = ? AND at_ms < ? ORDER BY at_ms DESC LIMIT 1`,
  );
  const parse = (row: Row): EventRecord => ({ ...row, data: JSON.parse(row.data) as EventRecord['data'] });
  return {
    write(event, sentMs) {
      const done = insert.run(
        event.compound,
        event.deviceKey,
        event.id,
        event.type,
        event.atMs,
        event.receivedMs,
        sentMs,
        JSON.stringify(event.data),
      );
      return done.changes === 0 ? null : { ...event, seq: Number(done.lastInsertRowid) };
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

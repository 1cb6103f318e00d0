/** Alarms on disk: the latest record of each, and every transition, which is what replay reads. */
import type { AlarmRecord, AlarmTransition, AlarmVerb } from '#shared/protocol/records.ts';
import type { HubDatabase } from '../database.ts';

export interface AlarmStore {
  open(): AlarmRecord[];
  find(id: string): AlarmRecord | null;
  /** Newest first. `states` empty = all. */
  list(compound: string | null, states: readonly string[], limit: number): AlarmRecord[];
  write(alarm: AlarmRecord, verb: AlarmVerb, atMs: number, by: string | null, note: string): AlarmTransition;
  /** Alarms that stood at an instant, as they were then. */
  at(compound: string, atMs: number): AlarmRecord[];
  window(compound: string, fromMs: number, toMs: number): AlarmTransition[];
  /** The next or previous time an alarm was raised. */
  beside(compound: string, atMs: number, direction: 1 | -1): AlarmTransition | null;
}

interface Row {
  readonly seq: number;
  readonly body: string;
}

export function createAlarmStore(db: HubDatabase): AlarmStore {
  const put = db.prepare('INSERT OR REPLACE INTO alarms (id, compound, open, record) VALUES (?, ?, ?, ?)');
  const log = db.prepare('INSERT INTO transitions (compound, at_ms, alarm, body) VALUES (?, ?, ?, ?)');
  const openRows = db.prepare<[], { record: string }>('SELECT record FROM alarms WHERE open = 1');
  const one = db.prepare<[string], { record: string }>('SELECT record FROM alarms WHERE id = ?');
  const recent = db.prepare<[number], { record: string }>(
    'SELECT record FROM alarms ORDER BY rowid DESC LIMIT ?',
  );
  // The latest transition of each alarm up to the instant; those already normal are dropped by the caller.
  const lastOfEach = db.prepare<[string, number], Row>(
    `SELECT max(seq) AS seq, body FROM transitions WHERE compound = ? AND at_ms <= ? GROUP BY alarm`,
  );
  const between = db.prepare<[string, number, number], Row>(
    'SELECT seq, body FROM transitions WHERE compound = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, seq',
  );
  const raised = `SELECT seq, body FROM transitions WHERE compound = ? AND body ->> '$.verb' = 'raised' AND`;
  const next = db.prepare<[string, number], Row>(`${raised} at_ms > ? ORDER BY at_ms LIMIT 1`);
  const previous = db.prepare<[string, number], Row>(`${raised} at_ms < ? ORDER BY at_ms DESC LIMIT 1`);
  const parse = (row: { record: string }) => JSON.parse(row.record) as AlarmRecord;
  const transition = (row: Row): AlarmTransition => ({
    ...(JSON.parse(row.body) as AlarmTransition),
    seq: row.seq,
  });

  const writeBoth = db.transaction((body: Omit<AlarmTransition, 'seq'>): number => {
    const { alarm } = body;
    put.run(alarm.id, alarm.compound, alarm.state === 'normal' ? 0 : 1, JSON.stringify(alarm));
    return Number(log.run(alarm.compound, body.atMs, alarm.id, JSON.stringify(body)).lastInsertRowid);
  });

  return {
    open: () => openRows.all().map(parse),
    find: (id) => {
      const row = one.get(id);
      return row ? parse(row) : null;
    },
    list(compound, states, limit) {
      const found: AlarmRecord[] = [];
      for (const row of recent.iterate(100_000)) {
        const alarm = parse(row);
        if (compound !== null && alarm.compound !== compound) continue;
        if (states.length > 0 && !states.includes(alarm.state)) continue;
        found.push(alarm);
        if (found.length >= limit) break;
      }
      return found;
    },
    write(alarm, verb, atMs, by, note) {
      const body = { atMs, verb, by, note, alarm };
      return { ...body, seq: writeBoth.immediate(body) };
    },
    at: (compound, atMs) =>
      lastOfEach
        .all(compound, atMs)
        .map((row) => transition(row).alarm)
        .filter((alarm) => alarm.state !== 'normal'),
    beside(compound, atMs, direction) {
      const row = (direction > 0 ? next : previous).get(compound, atMs);
      return row ? transition(row) : null;
    },
    window: (compound, fromMs, toMs) => between.all(compound, fromMs, toMs).map(transition),
  };
}

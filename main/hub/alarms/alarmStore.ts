/**
 * Alarms on disk: the latest record of each, and every transition, which is what replay reads. What is written counts at
 * once for whoever asks for one alarm or a list; replay sees what is committed.
 */
import { isOnset } from '#shared/alarms/machine.ts';
import type { AlarmRecord, AlarmTransition, AlarmVerb } from '#shared/protocol/records.ts';
import { createUnstored, type Heard, type Records } from '../records/index.ts';

export interface AlarmStore {
  open(): AlarmRecord[];
  find(id: string): AlarmRecord | null;
  /** Newest first. `states` empty = all. */
  list(compound: string | null, states: readonly string[], limit: number): AlarmRecord[];
  /** `heard` as the commit loop tells it. */
  write(
    alarm: AlarmRecord,
    verb: AlarmVerb,
    atMs: number,
    by: string | null,
    note: string,
    heard?: Heard,
  ): AlarmTransition;
  /** Alarms that stood at an instant, as they were then. */
  at(compound: string, atMs: number): AlarmRecord[];
  /** Of one alarm, ascending. */
  steps(id: string): AlarmTransition[];
  /** Of the same condition at the same device, newest first. */
  ofSource(compound: string, deviceKey: string, ruleId: string, limit: number): AlarmRecord[];
  window(compound: string, fromMs: number, toMs: number): AlarmTransition[];
  /** Alarms raised or repeated in [fromMs, toMs): the gravest, newest `limit` of these transitions. */
  onsets(compound: string, fromMs: number, toMs: number, limit: number): AlarmTransition[];
  /** How many were raised or repeated per bin and priority, [4][bins]; row 0 is P1. */
  density(compound: string, fromMs: number, toMs: number, bins: number): number[][];
  /** The next or previous time an alarm was raised or repeated. */
  beside(compound: string, atMs: number, direction: 1 | -1): AlarmTransition | null;
}

interface Row {
  readonly record: string;
}

interface TransitionRow {
  readonly seq: number;
  readonly body: string;
}

const put = `INSERT INTO alarms (id, compound, state, first_ms, ended_ms, record) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended_ms = excluded.ended_ms, record = excluded.record`;
const log =
  'INSERT OR IGNORE INTO transitions (seq, compound, at_ms, alarm, onset, body) VALUES (?, ?, ?, ?, ?, ?)';

export function createAlarmStore(records: Records): AlarmStore {
  const { db } = records;
  const unstored = createUnstored<AlarmRecord>();
  const openRows = db.prepare<[], Row>("SELECT record FROM alarms WHERE state <> 'normal'");
  const one = db.prepare<[string], Row>('SELECT record FROM alarms WHERE id = ?');
  const recent = db.prepare<[{ compound: string | null; states: string; limit: number }], Row>(
    `SELECT record FROM alarms WHERE (@compound IS NULL OR compound = @compound)
       AND (@states = '[]' OR state IN (SELECT value FROM json_each(@states)))
     ORDER BY first_ms DESC LIMIT @limit`,
  );
  const standing = db.prepare<[{ compound: string; at: number }], TransitionRow>(
    `SELECT t.seq, t.body FROM alarms AS a JOIN transitions AS t ON t.seq =
       (SELECT seq FROM transitions WHERE alarm = a.id AND at_ms <= @at ORDER BY seq DESC LIMIT 1)
     WHERE a.compound = @compound AND a.first_ms <= @at AND (a.ended_ms IS NULL OR a.ended_ms > @at)`,
  );
  const between = db.prepare<[string, number, number], TransitionRow>(
    'SELECT seq, body FROM transitions WHERE compound = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, seq',
  );
  const onset = 'FROM transitions WHERE compound = @compound AND onset IS NOT NULL AND at_ms';
  const gravest = db.prepare<[{ compound: string; from: number; to: number; limit: number }], TransitionRow>(
    `SELECT seq, body ${onset} >= @from AND at_ms < @to ORDER BY onset, at_ms DESC LIMIT @limit`,
  );
  const counted = db.prepare<
    [{ compound: string; from: number; to: number; bins: number }],
    { bin: number; priority: number; count: number }
  >(
    `SELECT CAST((at_ms - @from) * @bins / (@to - @from) AS INTEGER) AS bin, onset AS priority, count(*) AS count
     ${onset} >= @from AND at_ms < @to GROUP BY bin, onset`,
  );
  const ofAlarm = db.prepare<[string], TransitionRow>(
    'SELECT seq, body FROM transitions WHERE alarm = ? ORDER BY seq LIMIT 2000',
  );
  const sameSource = db.prepare<[{ compound: string; device: string; rule: string; limit: number }], Row>(
    `SELECT record FROM alarms WHERE compound = @compound AND record ->> '$.deviceKey' = @device
       AND record ->> '$.ruleId' = @rule ORDER BY first_ms DESC LIMIT @limit`,
  );
  const next = db.prepare<[{ compound: string; at: number }], TransitionRow>(
    `SELECT seq, body ${onset} > @at ORDER BY at_ms, seq LIMIT 1`,
  );
  const previous = db.prepare<[{ compound: string; at: number }], TransitionRow>(
    `SELECT seq, body ${onset} < @at ORDER BY at_ms DESC, seq DESC LIMIT 1`,
  );
  const parse = (row: Row) => JSON.parse(row.record) as AlarmRecord;
  const transition = (row: TransitionRow): AlarmTransition => ({
    ...(JSON.parse(row.body) as AlarmTransition),
    seq: row.seq,
  });

  return {
    open: () => openRows.all().map(parse),
    find(id) {
      const fresh = unstored.get(id);
      if (fresh) return fresh;
      const row = one.get(id);
      return row ? parse(row) : null;
    },
    list(compound, states, limit) {
      const found = new Map(
        recent.all({ compound, states: JSON.stringify(states), limit }).map((row) => {
          const alarm = parse(row);
          return [alarm.id, alarm];
        }),
      );
      for (const alarm of unstored.values()) {
        const asked =
          (compound === null || alarm.compound === compound) &&
          (states.length === 0 || states.includes(alarm.state));
        if (asked) found.set(alarm.id, alarm);
        else found.delete(alarm.id);
      }
      return [...found.values()].sort((a, b) => b.firstAtMs - a.firstAtMs).slice(0, limit);
    },
    write(alarm, verb, atMs, by, note, heard) {
      const { id, compound, state, firstAtMs } = alarm;
      const body = { atMs, verb, by, note, alarm };
      const seq = records.nextSeq('transitions');
      const onset = isOnset(body) ? alarm.priority : null;
      const endedMs = state === 'normal' ? atMs : null;
      const release = unstored.hold(id, alarm);
      records.write(
        [
          { sql: put, params: [id, compound, state, firstAtMs, endedMs, JSON.stringify(alarm)] },
          { sql: log, params: [seq, compound, atMs, id, onset, JSON.stringify(body)] },
        ],
        (stored) => {
          if (stored) release();
          heard?.(stored);
        },
      );
      return { ...body, seq };
    },
    at: (compound, atMs) =>
      standing
        .all({ compound, at: atMs })
        .map((row) => transition(row).alarm)
        .filter((alarm) => alarm.state !== 'normal'),
    steps: (id) => ofAlarm.all(id).map(transition),
    ofSource: (compound, device, rule, limit) =>
      sameSource
        .all({ compound, device, rule, limit })
        .map(({ record }) => JSON.parse(record) as AlarmRecord),
    window: (compound, fromMs, toMs) => between.all(compound, fromMs, toMs).map(transition),
    onsets: (compound, from, to, limit) => gravest.all({ compound, from, to, limit }).map(transition),
    density(compound, fromMs, toMs, bins) {
      const rows = [1, 2, 3, 4].map(() => Array.from({ length: bins }, () => 0));
      for (const { bin, priority, count } of counted.all({ compound, from: fromMs, to: toMs, bins })) {
        const row = rows[priority - 1];
        if (row) row[Math.min(bin, bins - 1)] = count;
      }
      return rows;
    },
    beside(compound, atMs, direction) {
      const row = (direction > 0 ? next : previous).get({ compound, at: atMs });
      return row ? transition(row) : null;
    },
  };
}

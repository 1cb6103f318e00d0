/** A recording's records as rows of `linli.db`. Nothing of them asks anybody to act: what stood at the end stands only there. */
import type { Records, Statement } from '../records/index.ts';
import type { Renumbering } from './renumbering.ts';
import type { RecordedIncidents, RecordedTransition, SliceRecords } from './shapes.ts';

/** State column of a record that is only shown: no list of what waits finds it. */
const shownOnly = { alarm: 'normal', command: 'replied' } as const;

const tables = ['transitions', 'events', 'actions', 'command_steps', 'commands', 'alarms', 'calibrations'];

/** What an earlier attempt has left. */
export function cleared(compound: string): Statement[] {
  return [
    {
      sql: 'DELETE FROM incident_entries WHERE incident IN (SELECT id FROM incidents WHERE compound = ?)',
      params: [compound],
    },
    ...[...tables, 'incidents'].map((table) => ({
      sql: `DELETE FROM ${table} WHERE compound = ?`,
      params: [compound],
    })),
  ];
}

interface Course {
  readonly last: RecordedTransition['body'];
  readonly endedMs: number | null;
}

export function createRowWriter(records: Pick<Records, 'nextSeq'>, compound: string, ids: Renumbering) {
  const seen = new Set<number>();
  const courses = new Map<string, Course>();

  function transition({ seq, atMs, onset, body }: RecordedTransition): Statement[] {
    if (seen.has(seq)) return [];
    seen.add(seq);
    ids.meet('alarms', body.alarm.id);
    const here = ids.apply(body);
    const { alarm } = here;
    courses.set(alarm.id, { last: here, endedMs: alarm.state === 'normal' ? atMs : null });
    return [
      {
        sql: 'INSERT INTO transitions (seq, compound, at_ms, alarm, onset, body) VALUES (?, ?, ?, ?, ?, ?)',
        params: [records.nextSeq('transitions'), compound, atMs, alarm.id, onset, JSON.stringify(here)],
      },
    ];
  }

  /** Where an hour was lost, alarms have ended that nobody saw end. */
  function endUnseen({ standing }: SliceRecords, fromMs: number): void {
    const standingIds = new Set(standing.map(({ body }) => ids.apply(body.alarm.id)));
    for (const [id, course] of courses)
      if (course.endedMs === null && !standingIds.has(id)) courses.set(id, { ...course, endedMs: fromMs });
  }

  return {
    slice(found: SliceRecords, fromMs: number): Statement[] {
      for (const { body } of found.standing) ids.meet('alarms', body.alarm.id);
      endUnseen(found, fromMs);
      return [
        ...found.standing.flatMap(transition),
        ...found.transitions.flatMap(transition),
        ...found.events.map(({ device, id, type, atMs, receivedMs, sentMs, data }) => ({
          sql: `INSERT OR IGNORE INTO events (seq, compound, device, id, type, at_ms, received_ms, sent_ms, data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          params: [
            records.nextSeq('events'),
            compound,
            device,
            id,
            type,
            atMs,
            receivedMs,
            sentMs,
            JSON.stringify(data),
          ],
        })),
        ...found.actions.map(({ atMs, by, verb, target, note }) => ({
          sql: 'INSERT INTO actions (seq, compound, at_ms, by, verb, target, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
          params: [records.nextSeq('actions'), compound, atMs, by, verb, ids.apply(target), note],
        })),
        ...found.steps.flatMap(({ atMs, command }) => {
          ids.meet('commands', command.id);
          const here = ids.apply(command);
          const { id, deviceKey, requestedAtMs } = here;
          const body = JSON.stringify(here);
          return [
            {
              sql: `INSERT OR REPLACE INTO commands (id, compound, device, state, requested_ms, record)
                VALUES (?, ?, ?, ?, ?, ?)`,
              params: [id, compound, deviceKey, shownOnly.command, requestedAtMs, body],
            },
            {
              sql: 'INSERT INTO command_steps (seq, compound, at_ms, command, body) VALUES (?, ?, ?, ?, ?)',
              params: [records.nextSeq('command_steps'), compound, atMs, id, body],
            },
          ];
        }),
      ];
    },
    /** After the last slice: the alarms themselves, as each was at the end of its course. */
    alarms: (): Statement[] =>
      [...courses.values()].map(({ last: { alarm }, endedMs }) => ({
        sql: 'INSERT INTO alarms (id, compound, state, first_ms, ended_ms, record) VALUES (?, ?, ?, ?, ?, ?)',
        params: [alarm.id, compound, shownOnly.alarm, alarm.firstAtMs, endedMs, JSON.stringify(alarm)],
      })),
    incidents({ incidents, calibrations }: RecordedIncidents): Statement[] {
      for (const { head, entries } of incidents) {
        ids.meet('incidents', head.id);
        for (const { kind, ref } of entries) {
          if (kind === 'alarm' && ref !== null) ids.meet('alarms', ref);
          if (kind === 'action' && ref !== null) ids.meet('commands', ref);
        }
      }
      for (const { id } of calibrations) ids.meet('calibrations', id);
      return [
        ...ids.apply(incidents).flatMap(({ head, entries }) => [
          {
            sql: 'INSERT INTO incidents (id, compound, started_ms, record) VALUES (?, ?, ?, ?)',
            params: [head.id, compound, head.startedAtMs, JSON.stringify(head)],
          },
          ...entries.map((entry) => ({
            sql: 'INSERT INTO incident_entries (incident, seq, at_ms, kind, entry) VALUES (?, ?, ?, ?, ?)',
            params: [head.id, entry.seq, entry.atMs, entry.kind, JSON.stringify(entry)],
          })),
        ]),
        ...ids.apply(calibrations).map((one) => ({
          sql: 'INSERT INTO calibrations (id, compound, device, at_ms, record) VALUES (?, ?, ?, ?, ?)',
          params: [one.id, compound, one.deviceKey, one.atMs, JSON.stringify(one)],
        })),
      ];
    },
  };
}

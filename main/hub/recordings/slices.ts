/** Records of a stretch of time out of `linli.db`, as a recording carries them. Only of devices that may travel. */
import type { IncidentEntry } from '#shared/protocol/records.ts';
import type { HubDatabase } from '../records/index.ts';
import type {
  RecordedEntry,
  RecordedIncident,
  RecordedIncidents,
  RecordedTransition,
  SliceRecords,
} from './shapes.ts';
import { deviceTravels } from './travelling.ts';

/** What happened so long before the first instant is still shown there, for example a throw's track. */
const beforeMs = 10 * 60_000;

interface TransitionRow {
  readonly seq: number;
  readonly atMs: number;
  readonly onset: number | null;
  readonly body: string;
}
type SliceEvent = SliceRecords['events'][number];
type SliceAction = SliceRecords['actions'][number];
interface Asked {
  readonly compound: string;
  readonly from: number;
  readonly to: number;
}

/** Who was accounted for tells of people. */
function withoutPeople({ change, ...entry }: IncidentEntry): RecordedEntry[] {
  if (change === undefined) return [entry];
  return change.kind === 'muster' ? [] : [{ ...entry, change }];
}

export function createSliceReader(db: HubDatabase) {
  const standing = db.prepare<[{ compound: string; at: number }], TransitionRow>(
    `SELECT t.seq, t.at_ms AS atMs, t.onset, t.body FROM alarms AS a JOIN transitions AS t ON t.seq =
       (SELECT seq FROM transitions WHERE alarm = a.id AND at_ms <= @at ORDER BY seq DESC LIMIT 1)
     WHERE a.compound = @compound AND a.first_ms <= @at AND (a.ended_ms IS NULL OR a.ended_ms > @at) ORDER BY t.seq`,
  );
  const inRange = 'WHERE compound = @compound AND at_ms >= @from AND at_ms < @to ORDER BY at_ms, seq';
  const transitions = db.prepare<[Asked], TransitionRow>(
    `SELECT seq, at_ms AS atMs, onset, body FROM transitions ${inRange}`,
  );
  const events = db.prepare<[Asked], Omit<SliceEvent, 'data'> & { data: string }>(
    `SELECT device, id, type, at_ms AS atMs, received_ms AS receivedMs, sent_ms AS sentMs, data FROM events ${inRange}`,
  );
  const actions = db.prepare<[Asked], SliceAction>(
    `SELECT at_ms AS atMs, by, verb, target, note FROM actions ${inRange}`,
  );
  const service = db.prepare<[{ compound: string; at: number }], SliceAction>(
    `SELECT max(at_ms) AS atMs, by, verb, target, note FROM actions WHERE compound = @compound AND at_ms < @at
       AND verb IN ('out-of-service', 'in-service') GROUP BY target`,
  );
  const steps = db.prepare<[Asked], { atMs: number; body: string }>(
    `SELECT at_ms AS atMs, body FROM command_steps ${inRange}`,
  );
  const incidents = db
    .prepare<[Asked], string>(
      `SELECT record FROM incidents WHERE compound = @compound AND started_ms < @to
         AND coalesce(record ->> '$.endedAtMs', @to) >= @from ORDER BY started_ms`,
    )
    .pluck();
  const entries = db
    .prepare<[string], string>('SELECT entry FROM incident_entries WHERE incident = ? ORDER BY seq')
    .pluck();
  const calibrations = db
    .prepare<[string], string>('SELECT record FROM calibrations WHERE compound = ? ORDER BY at_ms, id')
    .pluck();
  const ofAlarm = db
    .prepare<[string], string>("SELECT record ->> '$.deviceKey' FROM alarms WHERE id = ?")
    .pluck();
  const ofCommand = db.prepare<[string], string>('SELECT device FROM commands WHERE id = ?').pluck();
  const ofEvent = db
    .prepare<[string, number, string], string>(
      'SELECT device FROM events WHERE compound = ? AND at_ms = ? AND id = ?',
    )
    .pluck();

  /** Of whom an entry of a timeline tells; null: of no device. */
  function deviceOf(compound: string, { kind, ref, atMs }: IncidentEntry): string | null {
    if (ref === null) return null;
    if (kind === 'alarm') return ofAlarm.get(ref) ?? null;
    return (kind === 'event' ? ofEvent.get(compound, atMs, ref) : ofCommand.get(ref)) ?? null;
  }

  const parsed = (rows: readonly TransitionRow[]): RecordedTransition[] =>
    rows
      .map(({ body, ...row }) => ({ ...row, body: JSON.parse(body) as RecordedTransition['body'] }))
      .filter(({ body }) => deviceTravels(body.alarm.deviceKey));

  return {
    slice(compound: string, fromMs: number, toMs: number, isFirst: boolean): SliceRecords {
      const asked = { compound, from: fromMs, to: toMs };
      const earlier = isFirst ? { ...asked, from: Math.max(0, fromMs - beforeMs) } : asked;
      return {
        version: 1,
        standing: parsed(standing.all({ compound, at: fromMs })),
        transitions: parsed(transitions.all(asked)),
        events: events
          .all(earlier)
          .filter(({ device }) => deviceTravels(device))
          .map((event) => ({ ...event, data: JSON.parse(event.data) as SliceEvent['data'] })),
        actions: [
          ...(isFirst ? service.all({ compound, at: earlier.from }) : []),
          ...actions.all(earlier),
        ].filter(({ target }) => deviceTravels(target)),
        steps: steps
          .all(earlier)
          .map(({ atMs, body }) => ({
            atMs,
            command: JSON.parse(body) as SliceRecords['steps'][number]['command'],
          }))
          .filter(({ command }) => deviceTravels(command.deviceKey)),
      };
    },
    /** With their timelines up to its end; one that a device which does not travel belongs to stays here. */
    incidents(compound: string, fromMs: number, toMs: number): RecordedIncidents {
      const asked = { compound, from: fromMs, to: toMs };
      return {
        version: 1,
        incidents: incidents
          .all(asked)
          .map((text) => JSON.parse(text) as RecordedIncident['head'])
          .filter(({ deviceKeys }) => deviceKeys.every(deviceTravels))
          .map((head) => ({
            head,
            entries: entries
              .all(head.id)
              .map((text) => JSON.parse(text) as IncidentEntry)
              // What came later is not of this past.
              .filter(
                (entry) =>
                  entry.atMs < toMs && deviceTravels(entry.of?.deviceKey ?? deviceOf(compound, entry) ?? ''),
              )
              .flatMap(withoutPeople),
          })),
        calibrations: calibrations
          .all(compound)
          .map((text) => JSON.parse(text) as RecordedIncidents['calibrations'][number])
          .filter(({ atMs }) => atMs < toMs),
      };
    },
  };
}

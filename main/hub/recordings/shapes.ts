/**
 * What the parts of a recording hold beside readings. They come from elsewhere: whatever does not have these shapes is
 * refused before any row of it is written, so that no screen meets a record it cannot show. What they do not name is left out.
 */
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import type { DeepReadonly } from '#shared/compounds/deepReadonly.ts';
import { CameraPath } from '#shared/incidents/cameraPath.ts';
import { ActingStep } from '#shared/incidents/procedure.ts';
import { CameraCalibration } from '#shared/protocol/calibration.ts';
import { CommandRecord, CommandState } from '#shared/protocol/commands.ts';
import { Instant } from '#shared/time/instant.ts';

const Words = Type.Object({ zh: Type.String({ maxLength: 4000 }), en: Type.String({ maxLength: 4000 }) });
const Id = Type.String({ minLength: 1, maxLength: 200 });
const Text = Type.String({ maxLength: 20_000 });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Position = orNull(Type.Tuple([Type.Number(), Type.Number(), Type.Number()]));
const oneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Unsafe<T[number]>(Type.Union(values.map((value) => Type.Literal(value))));

const Alarm = Type.Object({
  version: Type.Literal(1),
  id: Id,
  compound: Type.String(),
  deviceKey: Id,
  deviceName: Words,
  placeId: orNull(Type.String()),
  positionEnu: Position,
  system: Id,
  ruleId: Id,
  name: Words,
  consequence: Words,
  action: Words,
  priority: Type.Integer({ minimum: 1, maximum: 4 }),
  responseS: Type.Number(),
  state: oneOf(
    'normal',
    'unacknowledged',
    'acknowledged',
    'returned-unacknowledged',
    'shelved',
    'suppressed-by-design',
    'out-of-service',
  ),
  conditionActive: Type.Boolean(),
  acknowledged: Type.Boolean(),
  announced: Type.Boolean(),
  latching: Type.Boolean(),
  shelvable: Type.Boolean(),
  shelvedUntilMs: orNull(Instant),
  withheld: Type.Optional(orNull(oneOf('suppressed-by-design', 'out-of-service'))),
  firstAtMs: Instant,
  happenedAtMs: Type.Optional(Instant),
  learntAtMs: Type.Optional(Instant),
  lastAtMs: Instant,
  returnedAtMs: orNull(Instant),
  acknowledgedAtMs: orNull(Instant),
  acknowledgedBy: orNull(Type.String()),
  escalatedAtMs: Type.Optional(orNull(Instant)),
  count: Type.Integer({ minimum: 0 }),
  value: Text,
  note: Text,
  incidentKind: orNull(Type.String()),
  eventId: orNull(Type.String()),
});

const Transition = Type.Object({
  seq: Type.Integer(),
  atMs: Instant,
  onset: orNull(Type.Integer({ minimum: 1, maximum: 4 })),
  body: Type.Object({ atMs: Instant, verb: Id, by: orNull(Type.String()), note: Text, alarm: Alarm }),
});
export type RecordedTransition = Static<typeof Transition>;

const Event = Type.Object({
  device: Id,
  id: Id,
  type: Id,
  atMs: Instant,
  receivedMs: Instant,
  sentMs: Type.Number(),
  data: Type.Record(Type.String(), Type.Unknown()),
});

const Action = Type.Object({ atMs: Instant, by: Text, verb: Id, target: Text, note: Text });
/** Only while told and shown. */
const { notStored: _never, ...command } = CommandRecord.properties;
const Command = Type.Object({
  ...command,
  requestedAtMs: Instant,
  expiresMs: Instant,
  sentAtMs: orNull(Instant),
  endedAtMs: orNull(Instant),
});
const Step = Type.Object({ atMs: Instant, command: Command });

export const SliceRecords = Type.Object({
  version: Type.Literal(1),
  /** The last step of every alarm that stood when the slice began. */
  standing: Type.Array(Transition),
  transitions: Type.Array(Transition),
  events: Type.Array(Event),
  actions: Type.Array(Action),
  steps: Type.Array(Step),
});
export type SliceRecords = Static<typeof SliceRecords>;

const State = oneOf('new', 'in-progress', 'resolved', 'closed', 'false');
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

const Before = Type.Optional(orNull(Type.Object({ deviceKeys: Type.Array(Id), startedAtMs: Instant })));

/** Who was accounted for tells of people and never travels. */
const Change = Type.Union([
  Type.Object({ kind: Type.Literal('state'), state: State }),
  Type.Object({
    kind: Type.Literal('step'),
    step: Type.Integer({ minimum: 0 }),
    done: Type.Boolean(),
    result: Type.Optional(Text),
    choice: Type.Optional(Id),
  }),
  Type.Object({ kind: Type.Literal('assignee'), assignee: orNull(Type.String()) }),
  Type.Object({
    kind: Type.Literal('mark'),
    mark: oneOf('confirm', 'call-119', 'brigade-arrive', 'under-control'),
    done: Type.Boolean(),
  }),
  Type.Object({
    kind: Type.Literal('merge'),
    incidentId: Id,
    taken: Type.Optional(Type.Integer({ minimum: 0 })),
    before: Before,
  }),
  Type.Object({ kind: Type.Literal('split'), incidentId: Id, before: Before }),
]);

const Entry = Type.Object({
  seq: Type.Integer({ minimum: 0 }),
  atMs: Instant,
  kind: oneOf('alarm', 'event', 'action', 'note', 'state'),
  text: Words,
  by: orNull(Type.String()),
  ref: orNull(Type.String()),
  priority: orNull(Type.Integer({ minimum: 1, maximum: 4 })),
  picture: Type.Optional(Type.Object({ sha256: Sha256, camera: Id, atMs: Instant })),
  change: Type.Optional(Change),
  attachment: Type.Optional(
    Type.Object({
      sha256: Sha256,
      name: Type.String({ minLength: 1, maxLength: 200 }),
      bytes: Type.Integer({ minimum: 0 }),
    }),
  ),
  of: Type.Optional(
    Type.Object({
      deviceKey: Id,
      verb: Type.String({ maxLength: 200 }),
      state: Type.Optional(CommandState),
      heardAtMs: Instant,
    }),
  ),
});
export type RecordedEntry = DeepReadonly<Static<typeof Entry>>;

const Head = Type.Object({
  version: Type.Literal(3),
  id: Id,
  compound: Type.String(),
  kind: Id,
  title: Words,
  state: State,
  drill: Type.Boolean(),
  placeId: orNull(Type.String()),
  positionEnu: Position,
  startedAtMs: Instant,
  endedAtMs: orNull(Instant),
  openedBy: Text,
  assignee: orNull(Type.String()),
  deviceKeys: Type.Array(Id),
  emergency: Type.Optional(Text),
  procedureId: Type.Optional(Id),
  mergedInto: Type.Optional(Id),
  collective: Type.Optional(Type.Literal(true)),
  procedure: Type.Array(
    Type.Object({
      ...ActingStep.properties,
      text: Words,
      doneAtMs: orNull(Instant),
      doneBy: orNull(Type.String()),
      choice: Type.Optional(Id),
      result: orNull(Text),
    }),
  ),
  cameraPath: Type.Optional(CameraPath),
  entryCount: Type.Integer({ minimum: 0 }),
});

export const RecordedIncidents = Type.Object({
  version: Type.Literal(1),
  incidents: Type.Array(Type.Object({ head: Head, entries: Type.Array(Entry) })),
  calibrations: Type.Array(Type.Object({ ...CameraCalibration.properties, atMs: Instant })),
});
export type RecordedIncidents = DeepReadonly<Static<typeof RecordedIncidents>>;
export type RecordedIncident = RecordedIncidents['incidents'][number];

const isSliceRecords = Compile(SliceRecords);
const isRecordedIncidents = Compile(RecordedIncidents);

export function sliceRecordsIn(value: unknown): SliceRecords | null {
  const known = Value.Clean(SliceRecords, value);
  return isSliceRecords.Check(known) ? known : null;
}

export function recordedIncidentsIn(value: unknown): RecordedIncidents | null {
  const known = Value.Clean(RecordedIncidents, value);
  return isRecordedIncidents.Check(known) ? known : null;
}

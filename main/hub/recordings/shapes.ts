/**
 * What the parts of a recording hold beside readings. They come from elsewhere: whatever does not have these shapes is
 * refused before any row of it is written, so that no screen meets a record it cannot show.
 */
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { CameraPath } from '#shared/incidents/cameraPath.ts';
import { CameraCalibration } from '#shared/protocol/calibration.ts';
import { CommandRecord } from '#shared/protocol/commands.ts';

const Words = Type.Object({ zh: Type.String({ maxLength: 4000 }), en: Type.String({ maxLength: 4000 }) });
const Instant = Type.Number({ minimum: 0, maximum: 8.64e15 });
const Id = Type.String({ minLength: 1, maxLength: 200 });
const Text = Type.String({ maxLength: 20_000 });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const Position = orNull(Type.Tuple([Type.Number(), Type.Number(), Type.Number()]));
const oneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Union(values.map((value) => Type.Literal(value)));

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
  firstAtMs: Instant,
  lastAtMs: Instant,
  returnedAtMs: orNull(Instant),
  acknowledgedAtMs: orNull(Instant),
  acknowledgedBy: orNull(Type.String()),
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
const Step = Type.Object({ atMs: Instant, command: CommandRecord });

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

const Entry = Type.Object({
  seq: Type.Integer({ minimum: 0 }),
  atMs: Instant,
  kind: oneOf('alarm', 'event', 'action', 'note', 'state'),
  text: Words,
  by: orNull(Type.String()),
  ref: orNull(Type.String()),
  priority: orNull(Type.Integer({ minimum: 1, maximum: 4 })),
  picture: Type.Optional(
    Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }), camera: Id, atMs: Instant }),
  ),
});
export type RecordedEntry = Static<typeof Entry>;

const Head = Type.Object({
  version: Type.Literal(3),
  id: Id,
  compound: Type.String(),
  kind: Id,
  title: Words,
  state: oneOf('new', 'in-progress', 'resolved', 'closed', 'false'),
  drill: Type.Boolean(),
  placeId: orNull(Type.String()),
  positionEnu: Position,
  startedAtMs: Instant,
  endedAtMs: orNull(Instant),
  openedBy: Text,
  assignee: orNull(Type.String()),
  deviceKeys: Type.Array(Id),
  procedure: Type.Array(
    Type.Object({
      text: Words,
      doneAtMs: orNull(Instant),
      doneBy: orNull(Type.String()),
      result: orNull(Text),
    }),
  ),
  cameraPath: Type.Optional(CameraPath),
  entryCount: Type.Integer({ minimum: 0 }),
});

export const RecordedIncidents = Type.Object({
  version: Type.Literal(1),
  incidents: Type.Array(Type.Object({ head: Head, entries: Type.Array(Entry) })),
  calibrations: Type.Array(CameraCalibration),
});
export type RecordedIncidents = Static<typeof RecordedIncidents>;
export type RecordedIncident = RecordedIncidents['incidents'][number];

export const isSliceRecords = Compile(SliceRecords);
export const isRecordedIncidents = Compile(RecordedIncidents);

/** Shapes of what screens ask over the socket. The hub checks every request against these before it acts. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { CameraPath } from '../incidents/cameraPath.ts';
import { BookingStep, NewBooking } from './booking.ts';
import { CommandRequest } from './commands.ts';
import { NewPass } from './visitorPass.ts';
import { Instant } from '../time/instant.ts';

const id = Type.String({ minLength: 1, maxLength: 200 });
const words = Type.String({ maxLength: 2000 });
const incidentKind = Type.String({ minLength: 1, maxLength: 40 });
const incidentState = Type.Union([
  Type.Literal('new'),
  Type.Literal('in-progress'),
  Type.Literal('resolved'),
  Type.Literal('closed'),
  Type.Literal('false'),
]);

export const requestSchemas = {
  subscribe: Type.Object({ compound: id, lastSeq: Type.Number({ minimum: 0 }) }),
  snapshot: Type.Object({ compound: id, atMs: Instant }),
  window: Type.Object({ compound: id, fromMs: Instant, toMs: Instant }),
  timeline: Type.Object({
    compound: id,
    fromMs: Instant,
    toMs: Instant,
    bins: Type.Integer({ minimum: 1, maximum: 4000 }),
  }),
  nextEvent: Type.Object({
    compound: id,
    atMs: Instant,
    direction: Type.Union([Type.Literal(1), Type.Literal(-1)]),
    /** Kind and ref of the mark reached last, where it lies at this very instant. */
    after: Type.Optional(id),
    /** Absent: alarms and events. */
    kinds: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Literal('alarm'),
          Type.Literal('event'),
          Type.Literal('action'),
          Type.Literal('incident'),
        ]),
        { minItems: 1, maxItems: 4 },
      ),
    ),
  }),
  acknowledge: Type.Object({ alarmId: id, note: words }),
  resetAlarm: Type.Object({ alarmId: id, note: words }),
  shelve: Type.Object({
    alarmId: id,
    reason: words,
    minutes: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
  }),
  unshelve: Type.Object({ alarmId: id }),
  setService: Type.Object({
    compound: id,
    deviceKey: Type.String({ minLength: 1, maxLength: 200 }),
    out: Type.Boolean(),
    note: words,
  }),
  openIncident: Type.Object({
    compound: id,
    kind: incidentKind,
    alarmId: Type.Union([id, Type.Null()]),
    placeId: Type.Union([id, Type.Null()]),
    title: Type.String({ maxLength: 200 }),
  }),
  advanceIncident: Type.Object({ incidentId: id, state: incidentState, note: words }),
  setCameraPath: Type.Object({ incidentId: id, stops: CameraPath }),
  noteIncident: Type.Object({ incidentId: id, text: words }),
  stepIncident: Type.Object({
    incidentId: id,
    step: Type.Integer({ minimum: 0, maximum: 100 }),
    done: Type.Boolean(),
    /** What came of it. */
    result: Type.Optional(words),
    /** By which of its choices. */
    choice: Type.Optional(id),
  }),
  /** What whoever commands declares: the fire is confirmed, 119 is called; or takes it back. */
  markIncident: Type.Object({
    incidentId: id,
    mark: Type.Union([
      Type.Literal('confirm'),
      Type.Literal('call-119'),
      Type.Literal('brigade-arrive'),
      Type.Literal('under-control'),
    ]),
    done: Type.Boolean(),
  }),
  /** What is known of the people of one household. */
  musterHousehold: Type.Object({
    incidentId: id,
    placeId: id,
    muster: Type.Union([Type.Literal('out'), Type.Literal('help'), Type.Literal('unheard')]),
  }),
  assignIncident: Type.Object({ incidentId: id, assignee: Type.Union([id, Type.Null()]) }),
  listIncidents: Type.Object({
    compound: id,
    states: Type.Array(incidentState, { minItems: 1, maxItems: 5 }),
    /** Begun before this instant. */
    beforeMs: Type.Optional(Instant),
    limit: Type.Integer({ minimum: 1, maximum: 100 }),
  }),
  /** What devices of a compound say, each with its system and device. */
  ingest: Type.Object({ compound: id, messages: Type.Array(Type.Unknown(), { maxItems: 10_000 }) }),
  sendCommand: CommandRequest,
  listPasses: Type.Object({
    compound: id,
    placeId: Type.Optional(id),
    beforeMs: Type.Optional(Instant),
    open: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  issuePass: Type.Object({ compound: id, pass: NewPass }),
  revokePass: Type.Object({
    passId: id,
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  }),
  listBookings: Type.Object({
    compound: id,
    deviceKey: Type.Optional(id),
    fromMs: Instant,
    toMs: Instant,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  book: Type.Object({ compound: id, booking: NewBooking }),
  stepBooking: Type.Object({ bookingId: id, step: BookingStep }),
  runDemo: Type.Object({
    compound: Type.Optional(id),
    scenario: Type.Union([Type.Literal('fire'), Type.Literal('throw')]),
  }),
} as const;

export type RequestName = keyof typeof requestSchemas;
export type RequestOf<K extends RequestName> = DeepReadonly<Static<(typeof requestSchemas)[K]>>;

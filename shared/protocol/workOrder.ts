/**
 * A work order: something to be repaired, answered or looked after, from the first word of it to the call back. Its log
 * tells every step, so that it can be shown as it was at any instant.
 */
import { Type, type Static, type TSchema } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { latestInstantMs } from '../time/instant.ts';

const Instant = Type.Number({
  minimum: 0,
  maximum: latestInstantMs,
  description: 'Milliseconds since 1970-01-01T00:00:00Z.',
});
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.String({ minLength: 1, maxLength: 200 });

export const orderKinds = ['repair', 'complaint', 'inspection', 'cleaning', 'security', 'other'] as const;
export type OrderKind = (typeof orderKinds)[number];
export const OrderKind = Type.Enum(orderKinds);

export const orderStates = ['open', 'assigned', 'done', 'called-back', 'closed', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];
export const OrderState = Type.Enum(orderStates);

/** Who reported it and wants to be called back: personal, of the class contact. */
export const OrderReporter = Type.Object({
  name: Type.String({ maxLength: 100 }),
  phone: Type.String({ maxLength: 40 }),
});
export type OrderReporter = Static<typeof OrderReporter>;

export const OrderPhoto = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  by: Type.String(),
  atMs: Instant,
});

export const OrderEntry = Type.Object({
  atMs: Instant,
  by: Type.String(),
  verb: Type.Enum([
    'opened',
    'assigned',
    'done',
    'called-back',
    'closed',
    'reopened',
    'cancelled',
    'noted',
    'photo',
    'due',
  ] as const),
  note: Type.String({ maxLength: 2000 }),
  state: OrderState,
  assignee: orNull(Type.String()),
});
export type OrderEntry = DeepReadonly<Static<typeof OrderEntry>>;

export const WorkOrder = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  number: Type.Integer({ minimum: 1, description: 'Counted in its compound.' }),
  compound: Type.String(),
  kind: OrderKind,
  title: Type.String(),
  text: Type.String(),
  state: OrderState,
  assignee: orNull(Type.String()),
  alarmId: orNull(Ref),
  deviceKey: orNull(Ref),
  placeId: orNull(Ref),
  reporter: orNull(OrderReporter),
  createdBy: Type.String(),
  createdAtMs: Instant,
  dueAtMs: Instant,
  doneAtMs: orNull(Instant),
  calledBackAtMs: orNull(Instant),
  endedAtMs: orNull(Instant),
  score: orNull(Type.Integer({ minimum: 1, maximum: 5, description: 'How content who reported it was.' })),
  photos: Type.Array(OrderPhoto, { maxItems: 20 }),
  log: Type.Array(OrderEntry, { description: 'Ascending in time; the first is its opening.' }),
  external: orNull(
    Type.String({ maxLength: 200, description: 'What a property company’s own system calls it.' }),
  ),
});
export type WorkOrder = DeepReadonly<Static<typeof WorkOrder>>;

export const NewWorkOrder = Type.Object(
  {
    kind: OrderKind,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    text: Type.Optional(Type.String({ maxLength: 4000 })),
    alarmId: Type.Optional(orNull(Ref)),
    deviceKey: Type.Optional(orNull(Ref)),
    placeId: Type.Optional(orNull(Ref)),
    reporter: Type.Optional(orNull(OrderReporter)),
    assignee: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 80 }))),
    dueAtMs: Type.Optional(Instant),
    external: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 200 }))),
  },
  { additionalProperties: false },
);
export type NewWorkOrder = DeepReadonly<Static<typeof NewWorkOrder>>;

const Note = Type.Optional(Type.String({ maxLength: 2000 }));

export const OrderStep = Type.Union([
  Type.Object({
    verb: Type.Literal('assign'),
    assignee: Type.String({ minLength: 1, maxLength: 80 }),
    note: Note,
  }),
  Type.Object({ verb: Type.Literal('done'), note: Note }),
  Type.Object({
    verb: Type.Literal('call-back'),
    score: orNull(Type.Integer({ minimum: 1, maximum: 5 })),
    note: Note,
  }),
  Type.Object({ verb: Type.Literal('close'), note: Note }),
  Type.Object({ verb: Type.Literal('reopen'), note: Note }),
  Type.Object({ verb: Type.Literal('cancel'), note: Note }),
  Type.Object({ verb: Type.Literal('note'), note: Note }),
  Type.Object({ verb: Type.Literal('due'), dueAtMs: Instant, note: Note }),
]);
export type OrderStep = DeepReadonly<Static<typeof OrderStep>>;

/**
 * A booking of a device that is kept free for somebody, from–to. Whose car it is for is personal: it stands in the
 * record only as long as it is needed, and in no list.
 */
import { Type, type Static, type TSchema } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { Plate } from './visitorPass.ts';
import { latestInstantMs } from '../time/instant.ts';

const Instant = Type.Number({
  minimum: 0,
  maximum: latestInstantMs,
  description: 'Milliseconds since 1970-01-01T00:00:00Z.',
});
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = Type.String({ minLength: 1, maxLength: 200 });

export const bookingStates = ['booked', 'in-use', 'ended', 'no-show', 'cancelled'] as const;
export type BookingState = (typeof bookingStates)[number];

const shownFields = {
  version: Type.Literal(1),
  id: Type.String(),
  number: Type.Integer({ minimum: 1, description: 'Counted in its compound.' }),
  compound: Type.String(),
  deviceKey: Ref,
  placeId: orNull(Type.String({ description: 'The household that it is for.' })),
  fromMs: Instant,
  untilMs: Instant,
  state: Type.Enum(bookingStates),
  bookedBy: Type.String(),
  bookedAtMs: Instant,
  arrivedAtMs: orNull(Instant),
  endedAtMs: orNull(Instant),
  overstaySinceMs: orNull(Type.Number({ description: 'Somebody stands there since it was over.' })),
  reason: Type.String({ description: 'Why it was cancelled.' }),
  external: orNull(Type.String({ description: 'What a property company’s own system calls it.' })),
  forgottenAtMs: orNull(Type.Number({ description: 'When the plate was removed.' })),
};

export const Booking = Type.Object({ ...shownFields, plate: orNull(Plate) });
export type Booking = DeepReadonly<Static<typeof Booking>>;

export const ShownBooking = Type.Object({
  ...shownFields,
  hasPlate: Type.Boolean(),
  troubles: Type.Array(Type.String(), {
    description:
      'What keeps the device from being used now, as its system declares it; offline beside these, and unseen: the end is past, and nobody knows whether somebody still stands there.',
  }),
});
export type ShownBooking = DeepReadonly<Static<typeof ShownBooking>>;

export const NewBooking = Type.Object(
  {
    deviceKey: Ref,
    placeId: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 64 }))),
    plate: Type.Optional(orNull(Plate)),
    fromMs: Instant,
    untilMs: Instant,
    external: Type.Optional(orNull(Ref)),
  },
  { additionalProperties: false },
);
export type NewBooking = DeepReadonly<Static<typeof NewBooking>>;

export const BookingStep = Type.Union([
  Type.Object({ verb: Type.Literal('arrive') }, { additionalProperties: false }),
  Type.Object({ verb: Type.Literal('release') }, { additionalProperties: false }),
  Type.Object(
    { verb: Type.Literal('cancel'), reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) },
    { additionalProperties: false },
  ),
]);
export type BookingStep = Static<typeof BookingStep>;

/**
 * A visitor's pass: for whom of a household, through which doors and gates, from when to when. Who the visitor is and
 * what he drives are personal: they stand in the record only as long as they are needed, and in no list.
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
const Count = Type.Integer({ minimum: 0 });

/** Of a plate as it is written: letters, digits, and what separates them. */
export const platePattern = '^[\\p{L}\\p{N} ·.-]+$';
export const Plate = Type.String({ minLength: 3, maxLength: 16, pattern: platePattern });
const VisitorName = Type.String({ minLength: 1, maxLength: 100 });
const Uses = Type.Enum(['once', 'any'] as const, {
  description: 'once: one visit, each of its doors opens once within half an hour of the first.',
});

export const PassUse = Type.Object({ deviceKey: Ref, atMs: Instant });

const shownFields = {
  version: Type.Literal(1),
  id: Type.String(),
  number: Type.Integer({ minimum: 1, description: 'Counted in its compound.' }),
  compound: Type.String(),
  placeId: Type.String({ description: 'The household: building-unit-door.' }),
  fromMs: Instant,
  untilMs: Instant,
  uses: Uses,
  gates: Type.Array(Ref, { description: 'Keys of the doors and gates that it opens.' }),
  issuedBy: Type.String(),
  issuedAtMs: Instant,
  used: Type.Array(PassUse, { maxItems: 100, description: 'Ascending in time: the first, and the newest.' }),
  useCount: Count,
  revokedAtMs: orNull(Instant),
  revokedBy: orNull(Type.String()),
  reason: Type.String({ description: 'Why it was revoked.' }),
  external: orNull(Type.String({ description: 'What a property company’s own system calls it.' })),
  forgottenAtMs: orNull(Type.Number({ description: 'When name and plate were removed.' })),
};

/** As it is kept. */
export const VisitorPass = Type.Object({
  ...shownFields,
  name: orNull(VisitorName),
  plate: orNull(Plate),
});
export type VisitorPass = DeepReadonly<Static<typeof VisitorPass>>;

/** As lists show it: whether there is a name and a plate, not which. */
export const ShownPass = Type.Object({
  ...shownFields,
  hasName: Type.Boolean(),
  hasPlate: Type.Boolean(),
});
export type ShownPass = DeepReadonly<Static<typeof ShownPass>>;

/** Who comes: given to whoever was granted contacts, and each look is written down. */
export const Visitor = Type.Object({ name: orNull(VisitorName), plate: orNull(Plate) });
export type Visitor = Static<typeof Visitor>;

export const NewPass = Type.Object(
  {
    placeId: Type.String({ minLength: 1, maxLength: 64 }),
    name: Type.Optional(orNull(VisitorName)),
    plate: Type.Optional(orNull(Plate)),
    fromMs: Instant,
    untilMs: Instant,
    uses: Type.Optional(Uses),
    gates: Type.Optional(
      Type.Array(Ref, {
        minItems: 1,
        maxItems: 50,
        description:
          'Absent: the household’s own door, all gates on foot, and those for cars where there is a plate.',
      }),
    ),
    external: Type.Optional(orNull(Ref)),
  },
  { additionalProperties: false },
);
export type NewPass = DeepReadonly<Static<typeof NewPass>>;

export const PassReason = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) },
  { additionalProperties: false },
);

export const refusals = [
  'unknown',
  'waiting',
  'expired',
  'revoked',
  'used',
  'elsewhere',
  'late',
  'unsure',
  'gate',
] as const;
export type PassRefusal = (typeof refusals)[number];

/** Somebody passed a door or gate, or was not let through. */
export const Passage = Type.Object({
  seq: Count,
  compound: Type.String(),
  deviceKey: Ref,
  atMs: Instant,
  method: orNull(Type.String({ maxLength: 40 })),
  direction: orNull(Type.String({ maxLength: 20 })),
  plate: orNull(Type.String({ maxLength: 16, description: 'As it was read; not that of a visitor’s pass.' })),
  confidence: orNull(Type.Number({ description: '0…1' })),
  result: Type.Enum(['accepted', 'refused'] as const),
  reason: orNull(Type.Enum(refusals)),
  passId: orNull(Type.String()),
  opened: Type.Boolean({ description: 'The device had opened, whatever the hub says of the pass.' }),
});
export type Passage = DeepReadonly<Static<typeof Passage>>;

/**
 * A meter as its file in `modbus/` describes it: where it is, which registers are which points, what can be written. Version
 * 1. The screen edits the same, and reads it once to see what it answers.
 */
import { Type, type Static } from 'typebox';
import { PlaceId, PlainId } from '../compounds/local.ts';
import type { PointValue } from './device.ts';
import { registerFunctions, registerTypes } from './meterWords.ts';
import type { Fault } from './result.ts';

const PointId = Type.String({ minLength: 1, maxLength: 64, pattern: '^(?!__proto__$)' });
const order = Type.Optional(Type.Union([Type.Literal('big'), Type.Literal('little')]));
const value = {
  address: Type.Integer({ minimum: 0, maximum: 65_535, description: 'From zero, as on the wire.' }),
  type: Type.Enum([...registerTypes]),
  wordOrder: order,
  byteOrder: order,
  scale: Type.Optional(Type.Number({ description: 'The value is what is read × scale + offset.' })),
  offset: Type.Optional(Type.Number()),
};

export const Register = Type.Object(
  {
    function: Type.Enum([...registerFunctions]),
    ...value,
    point: PointId,
    unit: Type.Optional(Type.String({ maxLength: 32 })),
  },
  { additionalProperties: false },
);
export type Register = Static<typeof Register>;

const Write = Type.Object(
  {
    command: PlainId,
    function: Type.Union([Type.Literal('coil'), Type.Literal('holding')]),
    ...value,
    value: Type.Optional(
      Type.Union([Type.Number(), Type.Boolean()], { description: 'Always this; else the parameter.' }),
    ),
    param: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { additionalProperties: false },
);
export type Write = Static<typeof Write>;

export const MeterFile = Type.Object(
  {
    version: Type.Literal(1),
    on: Type.Optional(Type.Boolean({ description: 'False: it is kept here and not read.' })),
    host: Type.String({ minLength: 1, maxLength: 255 }),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    unitId: Type.Optional(Type.Integer({ minimum: 0, maximum: 255 })),
    intervalMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 86_400_000 })),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 50, maximum: 60_000 })),
    device: Type.Object(
      {
        compound: PlainId,
        system: PlainId,
        id: Type.String({ minLength: 1, maxLength: 128, pattern: '^[^/+#\\u0000-\\u001f\\u007f]+$' }),
        name: Type.String({ minLength: 1, maxLength: 200 }),
        placeId: Type.Optional(PlaceId),
      },
      { additionalProperties: false },
    ),
    registers: Type.Array(Register, { minItems: 1, maxItems: 250 }),
    writes: Type.Optional(Type.Array(Write, { maxItems: 50 })),
  },
  { additionalProperties: false },
);
export type MeterFile = Static<typeof MeterFile>;
export type Meter = MeterFile & { readonly id: string };

/** What a meter answered when it was read once, in the order of its registers. */
export interface MeterReading {
  readonly registers: readonly {
    readonly point: string;
    /** Null: none, for the reason beside it. */
    readonly value: PointValue;
    readonly fault: Fault | null;
  }[];
}

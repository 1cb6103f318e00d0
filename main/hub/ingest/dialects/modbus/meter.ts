/** A meter as its file in `modbus/` describes it: where it is, which registers are which points, what can be written. Version 1. */
import { Type, type Static } from 'typebox';
import { PlaceId, PlainId } from '#shared/compounds/local.ts';

const PointId = Type.String({ minLength: 1, maxLength: 64, pattern: '^(?!__proto__$)' });
const order = Type.Optional(Type.Union([Type.Literal('big'), Type.Literal('little')]));
const value = {
  address: Type.Integer({ minimum: 0, maximum: 65_535, description: 'From zero, as on the wire.' }),
  type: Type.Enum(['bit', 'int16', 'uint16', 'int32', 'uint32', 'float32', 'float64']),
  wordOrder: order,
  byteOrder: order,
  scale: Type.Optional(Type.Number({ description: 'The value is what is read × scale + offset.' })),
  offset: Type.Optional(Type.Number()),
};

export const Register = Type.Object(
  {
    function: Type.Enum(['coil', 'discrete', 'holding', 'input']),
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
export type Meter = Static<typeof MeterFile> & { readonly id: string };

export const usualPort = 502;
export const usualIntervalMs = 10_000;

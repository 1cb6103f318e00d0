/** `mapping.json` of a compound: which devices of other systems are its own, and what they are called in it. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from './deepReadonly.ts';
import { Enu, LocalText, PlaceId, PlainId } from './local.ts';

const DeviceId = Type.String({ minLength: 1, maxLength: 128, pattern: '^[^/+#\\u0000-\\u001f\\u007f]+$' });

export const MappedDevice = Type.Object(
  {
    system: Type.Optional(PlainId),
    id: Type.Optional(DeviceId),
    placeId: Type.Optional(PlaceId),
    positionEnu: Type.Optional(Enu),
    name: Type.Optional(Type.Union([LocalText, Type.String({ minLength: 1, maxLength: 200 })])),
    points: Type.Optional(
      Type.Record(
        Type.String({ minLength: 1, maxLength: 200 }),
        Type.String({ minLength: 1, maxLength: 64, pattern: '^(?!__proto__$)' }),
        { description: 'Key of an entity → id of the point.' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type MappedDevice = DeepReadonly<Static<typeof MappedDevice>>;

export const CompoundMapping = Type.Object(
  {
    version: Type.Literal(1),
    homeAssistant: Type.Object(
      {
        prefix: Type.Optional(Type.String({ pattern: '^[^+#/]+(/[^+#/]+)*$', maxLength: 200 })),
        nodes: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
            maxItems: 10_000,
            description: 'Node ids whose devices are this compound’s.',
          }),
        ),
        devices: Type.Record(Type.String({ minLength: 1, maxLength: 200 }), MappedDevice),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type CompoundMapping = DeepReadonly<Static<typeof CompoundMapping>>;

export const emptyMapping: CompoundMapping = { version: 1, homeAssistant: { devices: {} } };

/**
 * `mapping.json` of a compound: which devices of other systems are its own, and what they are called in it. Version 1
 * knew Home Assistant's alone; `migrateMapping` brings it up to date before it is checked.
 */
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
        { description: 'Key of an entity or value → id of the point.' },
      ),
    ),
    ignored: Type.Optional(Type.Boolean({ description: 'It is nobody’s: what it says is not taken in.' })),
  },
  { additionalProperties: false },
);
export type MappedDevice = DeepReadonly<Static<typeof MappedDevice>>;

const ofHomeAssistant = Type.Object(
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
);

/** As it was written before other dialects than Home Assistant’s were known. */
export const FirstCompoundMapping = Type.Object(
  { version: Type.Literal(1), homeAssistant: ofHomeAssistant },
  { additionalProperties: false },
);

export const CompoundMapping = Type.Object(
  {
    version: Type.Literal(2),
    homeAssistant: ofHomeAssistant,
    devices: Type.Record(
      Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
      Type.Record(Type.String({ minLength: 1, maxLength: 200 }), MappedDevice),
      {
        additionalProperties: false,
        description: 'Dialect → what the device is called there → what it is here.',
      },
    ),
  },
  { additionalProperties: false },
);
export type CompoundMapping = DeepReadonly<Static<typeof CompoundMapping>>;

export const emptyMapping: CompoundMapping = { version: 2, homeAssistant: { devices: {} }, devices: {} };

/** What is of no version known here stays as it is, for the check to refuse. */
export function migrateMapping(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (!('version' in value) || value.version !== 1 || 'devices' in value) return value;
  return { ...value, version: 2, devices: {} };
}

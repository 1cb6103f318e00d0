/**
 * What travels on `linli/v1/<compound>/<system>/<device>/{state,event,meta,availability,command}`. The schemas are the
 * contract.
 */
import { Type, type Static } from 'typebox';
import { Instant } from '../time/instant.ts';

const name = Type.Union([
  Type.String({ minLength: 1, maxLength: 200 }),
  Type.Object({ zh: Type.String({ maxLength: 200 }), en: Type.String({ maxLength: 200 }) }),
]);

export const PointValue = Type.Union([
  Type.Number(),
  Type.Boolean(),
  Type.String({ maxLength: 512 }),
  Type.Null(),
]);
export type PointValue = Static<typeof PointValue>;

export const Quality = Type.Union([
  Type.Literal('good'),
  Type.Literal('stale'),
  Type.Literal('bad'),
  Type.Literal('substituted'),
]);
export type Quality = Static<typeof Quality>;

export const DeviceState = Type.Object(
  {
    t: Type.Number({ description: 'Device time, milliseconds since 1970-01-01T00:00:00Z.' }),
    v: Type.Record(Type.String({ minLength: 1, maxLength: 64 }), PointValue, {
      description: 'Point id → value, in the unit the system declares.',
    }),
    q: Type.Optional(Quality),
  },
  {
    $id: 'linli/v1/state',
    title: 'Device state',
    description: 'Topic …/state. Absent points are unchanged.',
  },
);
export type DeviceState = Static<typeof DeviceState>;

export const DeviceEvent = Type.Object(
  {
    t: Type.Number({ description: 'Device time, milliseconds since 1970-01-01T00:00:00Z.' }),
    id: Type.String({ minLength: 1, maxLength: 128, description: 'Unique per device; repeats are dropped.' }),
    type: Type.String({ minLength: 1, maxLength: 64 }),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'linli/v1/event', title: 'Device event', description: 'Topic …/event. A past fact.' },
);
export type DeviceEvent = Static<typeof DeviceEvent>;

/** On this planet. */
const metres = Type.Number({ minimum: -2e7, maximum: 2e7 });

export const PointMeta = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64, pattern: '^(?!__proto__$)' }),
  name: Type.Optional(name),
  kind: Type.Optional(
    Type.Union([Type.Literal('number'), Type.Literal('boolean'), Type.Literal('text')], {
      description: 'What its values are; without it the first one tells.',
    }),
  ),
  unit: Type.Optional(Type.String({ maxLength: 32 })),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
});
export type PointMeta = Static<typeof PointMeta>;

export const CameraMeta = Type.Object(
  {
    headingRad: Type.Number({ description: 'Viewing direction, counter-clockwise from east.' }),
    pitchRad: Type.Number({ description: 'Above the horizon positive.' }),
    fovRad: Type.Number({ exclusiveMinimum: 0, maximum: 3.1, description: 'Horizontal field of view.' }),
    aspect: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    rangeM: Type.Number({ exclusiveMinimum: 0 }),
  },
  { title: 'Camera pose' },
);
export type CameraMeta = Static<typeof CameraMeta>;

export const VideoSource = Type.Object(
  {
    kind: Type.Union([Type.Literal('mjpeg'), Type.Literal('hls'), Type.Literal('mp4')]),
    url: Type.String({ minLength: 1, maxLength: 2048 }),
    recordedFromMs: Type.Optional(
      Type.Number({ description: 'The picture is a recording that begins at this instant.' }),
    ),
    loop: Type.Optional(
      Type.Boolean({ description: 'A demo loop: plays round and round, tied to the clock.' }),
    ),
  },
  { title: 'Video source' },
);
export type VideoSource = Static<typeof VideoSource>;

/** What is declared as the interval of a device that speaks only when something changes: its longest silence is learnt. */
export const onChangeS = 86_400;

export const DeviceMeta = Type.Object(
  {
    name,
    positionEnu: Type.Optional(
      Type.Tuple([metres, metres, metres], {
        description: 'Metres in the compound frame: east, north, up.',
      }),
    ),
    placeId: Type.Optional(
      Type.String({ maxLength: 64, description: 'Place of the plan, for example 8-2-401.' }),
    ),
    intervalS: Type.Optional(
      Type.Number({
        minimum: 0.1,
        maximum: 31_536_000,
        description:
          'Longest silence of a healthy device; stale after three. A day (86400): it speaks when something changes, and the hub learns the rest.',
      }),
    ),
    points: Type.Optional(Type.Array(PointMeta, { maxItems: 256 })),
    via: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'Key of the gateway it speaks through: <system>/<device>.',
      }),
    ),
    model: Type.Optional(Type.String({ maxLength: 100, description: 'Maker and model.' })),
    firmware: Type.Optional(Type.String({ maxLength: 100, description: 'Version of its own software.' })),
    camera: Type.Optional(CameraMeta),
    video: Type.Optional(VideoSource),
  },
  {
    $id: 'linli/v1/meta',
    title: 'Device description',
    description: 'Topic …/meta, retained. Empty payload removes.',
  },
);
export type DeviceMeta = Static<typeof DeviceMeta>;

export const DeviceAvailability = Type.Union(
  [
    Type.Literal('online'),
    Type.Literal('offline'),
    Type.Object({ online: Type.Boolean(), t: Type.Optional(Type.Number()) }),
  ],
  {
    $id: 'linli/v1/availability',
    title: 'Device availability',
    description:
      'Topic …/availability: the plain words online or offline, or JSON. A last will of “offline” makes a device known as silent at once.',
  },
);

const commandId = Type.String({ minLength: 1, maxLength: 128 });

export const CommandParams = Type.Record(Type.String({ minLength: 1, maxLength: 64 }), PointValue);
export type CommandParams = Static<typeof CommandParams>;

export const DeviceCommand = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 128, description: 'Correlation id; the reply repeats it.' }),
    t: Type.Number({ description: 'Hub time, milliseconds since 1970-01-01T00:00:00Z.' }),
    params: CommandParams,
    expiresMs: Type.Number({
      description: 'From this instant on the hub no longer waits; do not act later.',
    }),
  },
  {
    $id: 'linli/v1/command',
    title: 'Command',
    description: 'Topic …/command/<name>, QoS 1, not retained. The device answers on …/command/<name>/reply.',
  },
);
export type DeviceCommand = Static<typeof DeviceCommand>;

export const CommandReply = Type.Object(
  {
    id: commandId,
    ok: Type.Boolean(),
    message: Type.Optional(Type.String({ maxLength: 500 })),
    t: Type.Optional(Type.Number()),
  },
  {
    $id: 'linli/v1/reply',
    title: 'Reply to a command',
    description:
      'Topic …/command/<name>/reply. `ok: false` with a message where the device refuses or fails.',
  },
);
export type CommandReply = Static<typeof CommandReply>;

/** A long list comes in several messages. */
export const mostPointsOfDevice = 10_000;

export const DeviceTest = Type.Object({
  atMs: Instant,
  by: Type.String({ maxLength: 100 }),
});
export type DeviceTest = Static<typeof DeviceTest>;

/** A device as `devices.json` of a compound lists it. */
export interface PlannedDevice extends DeviceMeta {
  readonly id: string;
  readonly system: string;
  /** Somebody stood before it and it spoke. */
  readonly tested?: DeviceTest | undefined;
}

/**
 * Discovery configurations as Home Assistant publishes their format (MQTT discovery): abbreviations spelt out, `~`
 * replaced by the base topic, single and device bundles brought into one shape. Unknown keys are left alone.
 */
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { failure, type Result, success } from '#shared/protocol/result.ts';

/** The keys used here; the format has some two hundred more. */
const longKeys: Readonly<Record<string, string>> = {
  avty: 'availability',
  avty_mode: 'availability_mode',
  avty_t: 'availability_topic',
  avty_tpl: 'availability_template',
  cmd_t: 'command_topic',
  cmps: 'components',
  dev: 'device',
  dev_cla: 'device_class',
  exp_aft: 'expire_after',
  ops: 'options',
  o: 'origin',
  obj_id: 'object_id',
  p: 'platform',
  pl_avail: 'payload_available',
  pl_not_avail: 'payload_not_available',
  pl_on: 'payload_on',
  pl_off: 'payload_off',
  pl_lock: 'payload_lock',
  pl_unlk: 'payload_unlock',
  pl_open: 'payload_open',
  pl_cls: 'payload_close',
  stat_cla: 'state_class',
  stat_t: 'state_topic',
  stat_on: 'state_on',
  stat_off: 'state_off',
  stat_locked: 'state_locked',
  stat_unlocked: 'state_unlocked',
  stat_open: 'state_open',
  stat_closed: 'state_closed',
  t: 'topic',
  uniq_id: 'unique_id',
  unit_of_meas: 'unit_of_measurement',
  val_tpl: 'value_template',
};
const longDeviceKeys: Readonly<Record<string, string>> = {
  cns: 'connections',
  ids: 'identifiers',
  mf: 'manufacturer',
  mdl: 'model',
  sa: 'suggested_area',
  sw: 'sw_version',
};

const text = Type.Optional(Type.String({ maxLength: 512 }));
/** Some bridges send booleans and numbers where the format says text. */
const word = Type.Optional(Type.Union([Type.String({ maxLength: 256 }), Type.Boolean(), Type.Number()]));

export const EntityConfig = Type.Object({
  platform: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
  unique_id: text,
  device_class: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  state_class: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  unit_of_measurement: Type.Optional(Type.Union([Type.String({ maxLength: 32 }), Type.Null()])),
  state_topic: text,
  command_topic: text,
  value_template: Type.Optional(Type.String({ maxLength: 1000 })),
  expire_after: Type.Optional(Type.Number({ minimum: 0 })),
  payload_on: word,
  payload_off: word,
  state_on: word,
  state_off: word,
  payload_lock: word,
  payload_unlock: word,
  state_locked: word,
  state_unlocked: word,
  payload_open: word,
  payload_close: word,
  state_open: word,
  state_closed: word,
  availability_topic: text,
  availability_template: Type.Optional(Type.String({ maxLength: 1000 })),
  availability_mode: Type.Optional(
    Type.Union([Type.Literal('all'), Type.Literal('any'), Type.Literal('latest')]),
  ),
  payload_available: word,
  payload_not_available: word,
  availability: Type.Optional(
    Type.Array(
      Type.Object({
        topic: Type.String({ minLength: 1, maxLength: 512 }),
        payload_available: word,
        payload_not_available: word,
        value_template: Type.Optional(Type.String({ maxLength: 1000 })),
      }),
      { maxItems: 16 },
    ),
  ),
});
export type EntityConfig = Static<typeof EntityConfig>;

/** Words about a device: no reason to refuse what it measures. */
const about = Type.Optional(Type.Unknown());
const DeviceConfig = Type.Object({
  identifiers: Type.Optional(
    Type.Union([Type.String(), Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1 })]),
  ),
  connections: Type.Optional(Type.Array(Type.Array(Type.String(), { minItems: 2, maxItems: 2 }))),
  name: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
  manufacturer: about,
  model: about,
  sw_version: about,
  via_device: about,
});
export type DeviceConfig = Static<typeof DeviceConfig>;

const checkEntity = Compile(EntityConfig);
const checkDevice = Compile(DeviceConfig);

export interface FoundEntity {
  /** Unique among the entities of its discovery topic. */
  readonly key: string;
  /** Null: it was taken away. */
  readonly config: EntityConfig | null;
}

export interface Discovery {
  readonly device: DeviceConfig | null;
  readonly entities: readonly FoundEntity[];
}

/** One entity per topic, or a bundle. */
export function readDiscovery(component: string, objectId: string, payload: unknown): Result<Discovery> {
  if (!isObject(payload)) return failure('discovery-object', { place: '/' });
  const { '~': base, ...rest } = spelt(payload, longKeys);
  const root = withBase(rest, typeof base === 'string' ? base : null);
  const device = isObject(root['device']) ? spelt(root['device'], longDeviceKeys) : null;
  if (device && !checkDevice.Check(device)) return wrongShape('/device', checkDevice.Errors(device));
  if (component !== 'device') {
    const config = { platform: component, ...root };
    if (!checkEntity.Check(config)) return wrongShape('', checkEntity.Errors(config));
    return success({ device, entities: [{ key: objectId, config }] });
  }
  const { components, device: _device, origin: _origin, ...shared } = root;
  if (!isObject(components)) return failure('discovery-components');
  if (!device) return failure('discovery-device');
  const entities: FoundEntity[] = [];
  for (const [key, given] of Object.entries(components)) {
    if (!isObject(given)) return failure('discovery-object', { place: `/components/${key}` });
    const own = withBase(spelt(given, longKeys), typeof base === 'string' ? base : null);
    // A component that keeps its platform alone is taken away.
    const isGone = Object.keys(own).length <= 1;
    const config = { ...shared, ...own };
    if (!isGone && !checkEntity.Check(config))
      return wrongShape(`/components/${key}`, checkEntity.Errors(config));
    entities.push({ key, config: isGone ? null : (config as EntityConfig) });
  }
  return success({ device, entities });
}

function wrongShape(
  place: string,
  [first]: readonly { instancePath: string; message: string }[],
): Result<never> {
  return failure('schema', {
    place: `${place}${first?.instancePath ?? ''}` || '/',
    reason: first?.message ?? '',
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function spelt(
  value: Readonly<Record<string, unknown>>,
  keys: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const long = Object.hasOwn(keys, key) ? (keys[key] ?? key) : key;
    found[long] =
      long === 'availability' && Array.isArray(inner)
        ? inner.map((one: unknown) => (isObject(one) ? spelt(one, keys) : one))
        : inner;
  }
  return found;
}

/** `~` at the beginning or the end of a topic stands for the base topic. */
function withBase(value: Record<string, unknown>, base: string | null): Record<string, unknown> {
  if (base === null) return value;
  const found: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && key.endsWith('topic'))
      found[key] = inner.replace(/^~/, base).replace(/~$/, base);
    else if (key === 'availability' && Array.isArray(inner))
      found[key] = inner.map((one: unknown) => (isObject(one) ? withBase(one, base) : one));
    else found[key] = inner;
  }
  if (typeof found['topic'] === 'string')
    found['topic'] = found['topic'].replace(/^~/, base).replace(/~$/, base);
  return found;
}

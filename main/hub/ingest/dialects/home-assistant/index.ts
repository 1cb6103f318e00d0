/**
 * The Home Assistant dialect: devices that announce themselves by MQTT discovery, one entity a topic or a device bundle,
 * with their availability and their last will. The hub says `online` as Home Assistant does, so that they announce
 * themselves again, and `offline` when it goes. A command has no reply there: the state that shows it done is its reply.
 */
import type { MappedDevice } from '#shared/compounds/mapping.ts';
import type { DeviceMeta, PointValue } from '#shared/protocol/device.ts';
import { isDeviceId } from '#shared/twin/topic.ts';
import {
  addressOf,
  refused,
  type Decoded,
  type DeviceAddress,
  type DeviceMessage,
  type Dialect,
  type Refusal,
} from '#hub/ingest/message.ts';
import { parseJson } from '../json.ts';
import { createAvailability, type Availability } from './availability.ts';
import { readDiscovery, type DeviceConfig, type EntityConfig } from './config.ts';
import { createEntity, systemOf, type Entity } from './entity.ts';

export const usualPrefix = 'homeassistant';

/** Whose a device is, and what it is called there. `prefix` is the discovery prefix it announced itself under. */
export type HomeOf = (
  deviceId: string,
  nodeId: string | null,
  prefix: string,
) => { readonly compound: string; readonly mapped: MappedDevice } | null;

export interface HomeAssistantOptions {
  readonly prefix: string;
  /** Where a device belongs, by its id and its node id; null: nowhere. */
  readonly homeOf: HomeOf;
  /** A topic that a configuration names. */
  readonly listen: (topic: string) => void;
}

const mostDevices = 20_000;
const mostTopics = 100_000;
/** Devices there speak when something changes; how often they live a sign is told by their availability. */
const intervalS = 86_400;

interface KnownDevice {
  readonly compound: string;
  readonly id: string;
  readonly name: string;
  /** By discovery topic and key. */
  readonly configs: Map<string, { readonly ownId: string; readonly config: EntityConfig }>;
  /** What the compound's mapping says of it. */
  mapped: MappedDevice;
  address: DeviceAddress;
  entities: readonly Entity[];
  readonly availability: Availability;
}

export function createHomeAssistant(options: HomeAssistantOptions): Dialect {
  const { prefix } = options;
  const devices = new Map<string, KnownDevice>();
  /** Of each discovery topic: its device and the keys it announced. */
  const announced = new Map<string, { device: KnownDevice; keys: Set<string> }>();
  const states = new Map<string, Set<KnownDevice>>();
  const availability = new Map<string, Set<KnownDevice>>();
  const waiting = new Map<
    string,
    {
      readonly device: KnownDevice;
      readonly pointId: string;
      readonly wanted: PointValue;
      readonly expiresMs: number;
    }
  >();

  function remember(topics: Map<string, Set<KnownDevice>>, topic: string, device: KnownDevice): boolean {
    if (/[+#]/.test(topic) || topics.size >= mostTopics) return false;
    const known = topics.get(topic);
    if (known) known.add(device);
    else {
      topics.set(topic, new Set([device]));
      options.listen(topic);
    }
    return true;
  }

  function deviceFor(
    found: DeviceConfig | null,
    objectId: string,
    nodeId: string | null,
    uniqueId: string | undefined,
  ): KnownDevice | null {
    const given = found?.identifiers;
    const first = Array.isArray(given) ? given[0] : given;
    const id = plainId(String(first ?? found?.connections?.[0]?.[1] ?? uniqueId ?? objectId));
    const home = options.homeOf(id, nodeId, prefix);
    if (home === null) return null;
    const { compound, mapped } = home;
    const known = devices.get(`${compound}\n${id}`);
    if (known) {
      known.mapped = mapped;
      return known;
    }
    if (devices.size >= mostDevices) return null;
    const device: KnownDevice = {
      compound,
      id,
      name: found?.name || id,
      configs: new Map(),
      mapped,
      address: addressOf(compound, mapped.system ?? systemOf([]), mapped.id ?? id),
      entities: [],
      availability: createAvailability(),
    };
    devices.set(`${compound}\n${id}`, device);
    return device;
  }

  /** Its entities anew from all that is announced of it, and what that makes it. */
  function describe(device: KnownDevice, refusals: Refusal[]): DeviceMessage[] {
    const configs = [...device.configs.values()];
    if (configs.length === 0) {
      devices.delete(`${device.compound}\n${device.id}`);
      device.entities = [];
      return [{ kind: 'gone', device: device.address }];
    }
    const { mapped } = device;
    const system = mapped.system ?? systemOf(configs.map(({ config }) => config));
    const before = device.address;
    const wasDescribed = device.entities.length > 0;
    device.address = addressOf(device.compound, system, mapped.id ?? device.id);
    const entities: Entity[] = [];
    for (const { config, ownId } of configs) {
      const entity = createEntity(config, system, ownId);
      if (!entity.ok) {
        refusals.push({ code: entity.error.code, reason: entity.error.message });
        continue;
      }
      const pointId = mapped.points?.[ownId];
      entities.push(
        pointId === undefined
          ? entity.value
          : { ...entity.value, pointId, meta: { ...entity.value.meta, id: pointId } },
      );
      if (entity.value.stateTopic) remember(states, entity.value.stateTopic, device);
      for (const topic of device.availability.topicsOf(config)) remember(availability, topic, device);
    }
    device.entities = entities;
    if (entities.length === 0) return [];
    const points = new Map(
      entities.filter(({ stateTopic }) => stateTopic).map(({ meta }) => [meta.id, meta]),
    );
    const meta: DeviceMeta = {
      name: mapped.name ?? device.name,
      intervalS,
      points: [...points.values()],
      ...(mapped.placeId === undefined ? {} : { placeId: mapped.placeId }),
      ...(mapped.positionEnu === undefined ? {} : { positionEnu: [...mapped.positionEnu] }),
    };
    const moved = wasDescribed && before.key !== device.address.key;
    return [
      ...(moved ? [{ kind: 'gone', device: before } as const] : []),
      { kind: 'describe', device: device.address, meta },
    ];
  }

  function discover(topic: string, payload: Uint8Array): Decoded {
    const levels = topic.slice(prefix.length + 1).split('/');
    const [component = '', ...ids] = levels.slice(0, -1);
    const objectId = ids.at(-1) ?? '';
    const nodeId = ids.length > 1 ? (ids[0] ?? null) : null;
    if (ids.length < 1 || ids.length > 2 || !/^[\w-]+$/.test(objectId))
      return refused('topic', `not ${prefix}/<component>/[<node>/]<object>/config`);
    const refusals: Refusal[] = [];
    const before = announced.get(topic);
    if (payload.byteLength === 0) {
      if (!before) return { messages: [], refusals };
      announced.delete(topic);
      for (const key of before.keys) before.device.configs.delete(`${topic}\n${key}`);
      return { messages: describe(before.device, refusals), refusals };
    }
    const parsed = parseJson(payload);
    if (!parsed.ok) return refused(parsed.error.code, parsed.error.message);
    const discovery = readDiscovery(component, objectId, parsed.value);
    if (typeof discovery === 'string') return refused('schema', discovery);
    const device = deviceFor(discovery.device, objectId, nodeId, discovery.entities[0]?.config?.unique_id);
    if (!device) return refused('unknown-compound', 'no compound takes this device');
    const keys = new Set<string>();
    for (const { key, config } of discovery.entities) {
      if (!config) device.configs.delete(`${topic}\n${key}`);
      else {
        keys.add(key);
        device.configs.set(`${topic}\n${key}`, { ownId: plainId(key), config });
      }
    }
    // What an earlier version of this configuration announced and this one does not is gone.
    for (const key of before?.keys ?? [])
      if (!keys.has(key)) before?.device.configs.delete(`${topic}\n${key}`);
    announced.set(topic, { device, keys });
    // Another compound's by now: it leaves the one it was in.
    const left = before && before.device !== device ? before : null;
    for (const key of left?.keys ?? []) left?.device.configs.delete(`${topic}\n${key}`);
    const farewell = left ? describe(left.device, refusals) : [];
    return { messages: [...farewell, ...describe(device, refusals)], refusals };
  }

  function stateOf(
    device: KnownDevice,
    topic: string,
    payload: string,
    refusals: Refusal[],
  ): DeviceMessage[] {
    const values: Record<string, PointValue> = {};
    for (const entity of device.entities) {
      if (entity.stateTopic !== topic) continue;
      const read = entity.read(payload);
      if (!read.ok)
        refusals.push({ code: read.error.code, reason: `${entity.pointId}: ${read.error.message}` });
      else if (read.value !== null) values[entity.pointId] = read.value;
    }
    if (Object.keys(values).length === 0) return [];
    const messages: DeviceMessage[] = [
      { kind: 'state', device: device.address, tMs: null, values, quality: undefined },
    ];
    for (const [id, asked] of waiting) {
      if (asked.device !== device || values[asked.pointId] !== asked.wanted) continue;
      waiting.delete(id);
      messages.push({ kind: 'reply', device: device.address, reply: { id, ok: true } });
    }
    return messages;
  }

  function availabilityOf(device: KnownDevice, topic: string, payload: string): DeviceMessage[] {
    const configs = [...device.configs.values()].map(({ config }) => config);
    const online = device.availability.hear(configs, topic, payload);
    return online === null ? [] : [{ kind: 'availability', device: device.address, online }];
  }

  return {
    id: 'home-assistant',
    get subscriptions() {
      return [`${prefix}/+/+/config`, `${prefix}/+/+/+/config`, ...states.keys(), ...availability.keys()];
    },
    // Kept by the broker, for those who connect after the hub.
    birth: { topic: `${prefix}/status`, payload: 'online', qos: 1, retain: true },
    will: { topic: `${prefix}/status`, payload: 'offline', qos: 1, retain: true },
    owns: (topic) =>
      (topic.startsWith(`${prefix}/`) && topic.endsWith('/config')) ||
      states.has(topic) ||
      availability.has(topic),
    decode(topic, payload) {
      if (topic.startsWith(`${prefix}/`) && topic.endsWith('/config')) return discover(topic, payload);
      const text = Buffer.from(payload).toString('utf8');
      const refusals: Refusal[] = [];
      const messages = [
        ...[...(availability.get(topic) ?? [])].flatMap((device) => availabilityOf(device, topic, text)),
        ...[...(states.get(topic) ?? [])].flatMap((device) => stateOf(device, topic, text, refusals)),
      ];
      return { messages, refusals };
    },
    encode({ device, name, id, atMs, expiresMs }) {
      const known = [...devices.values()].find(
        ({ address }) => address.compound === device.compound && address.key === device.key,
      );
      if (!known) return null;
      for (const { config, order, pointId } of known.entities) {
        const said = config.command_topic ? order(name) : null;
        if (!said || config.command_topic === undefined) continue;
        for (const [old, one] of waiting) if (one.expiresMs < atMs) waiting.delete(old);
        waiting.set(id, { device: known, pointId, wanted: said.wanted, expiresMs });
        return { topic: config.command_topic, payload: said.payload, qos: 1 };
      }
      return null;
    },
  };
}

/** An id that fits into one level of a topic. */
function plainId(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  const plain = text.replaceAll(/[/+#\u0000-\u001f\u007f]/g, '_').slice(0, 128);
  return isDeviceId(plain) ? plain : 'device';
}

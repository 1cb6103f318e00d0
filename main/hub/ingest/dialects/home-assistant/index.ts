/**
 * The Home Assistant dialect: devices that announce themselves by MQTT discovery, one entity a topic or a device bundle,
 * with their availability and their last will. The hub says `online` as Home Assistant does, so that they announce
 * themselves again, and `offline` when it goes. A command has no reply there: the state that shows it done is its reply.
 */
import { isDeepStrictEqual } from 'node:util';
import { homeAssistantDialect, type HomeOf } from '#shared/compounds/foreignName.ts';
import type { PointValue } from '#shared/protocol/device.ts';
import { isDeviceId } from '#shared/twin/topic.ts';
import { type Fault, fault } from '#shared/protocol/result.ts';
import { ownerOf, readOwner } from '#hub/ingest/foreign/names.ts';
import { refused, type Decoded, type DeviceMessage, type Dialect } from '#hub/ingest/message.ts';
import { parseJson } from '../json.ts';
import { readDiscovery, type DeviceConfig, type Discovery } from './config.ts';
import { createEntity, saidIn, type Said } from './entity.ts';
import {
  describeDevice,
  factsOf,
  listingOf,
  mostEntities,
  mostEntityIds,
  newDevice,
  type KnownDevice,
} from './knownDevice.ts';
import { createWays } from './ways.ts';

export interface HomeAssistantOptions {
  readonly prefix: string;
  /** The prefix, and where that alone would not tell, the source. */
  readonly scope: string;
  readonly homeOf: HomeOf;
  /** A topic that a configuration names. */
  readonly listen: (topic: string) => void;
}

const mostDevices = 20_000;
const mostTopics = 100_000;

export function createHomeAssistant(options: HomeAssistantOptions): Dialect {
  const { prefix, scope } = options;
  const homeFor = (id: string, node: string | null) =>
    options.homeOf({ dialect: homeAssistantDialect, id, node, scope: prefix });
  const devices = new Map<string, KnownDevice>();
  /** Of each discovery topic: its device and the keys it announced. */
  const announced = new Map<string, { device: KnownDevice; keys: Set<string> }>();
  const states = new Map<string, Set<KnownDevice>>();
  const availability = new Map<string, Set<KnownDevice>>();
  const ways = createWays();
  const waiting = new Map<
    string,
    {
      readonly device: KnownDevice;
      readonly pointId: string;
      readonly wanted: PointValue;
      readonly expiresMs: number;
    }
  >();

  function listen(
    topics: Map<string, Set<KnownDevice>>,
    topic: string,
    device: KnownDevice,
    refusals: Fault[],
  ): void {
    let listeners = topics.get(topic);
    if (!listeners) {
      if (/[+#]/.test(topic)) return void refusals.push(fault('topic-filter', { topic }));
      if (topics.size >= mostTopics)
        return void refusals.push(fault('too-many-topics', { most: mostTopics }));
      topics.set(topic, (listeners = new Set()));
      options.listen(topic);
    }
    listeners.add(device);
    device.listeners.add(listeners);
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
    const home = homeFor(id, nodeId);
    if (home === null) return null;
    const { compound, mapped } = home;
    const facts = factsOf(found);
    const known = devices.get(`${compound}\n${id}`);
    if (known) {
      known.mapped = mapped;
      if (found && !isDeepStrictEqual(facts, known.facts)) known.facts = facts;
      return known;
    }
    if (devices.size >= mostDevices) return null;
    const device = newDevice({
      compound,
      id,
      nodeId,
      name: found?.name || id,
      from: ownerOf(homeAssistantDialect, id, scope),
      mapped,
      facts,
    });
    devices.set(`${compound}\n${id}`, device);
    return device;
  }

  /** What is new of it; without entities it is forgotten. */
  function tell(device: KnownDevice): DeviceMessage[] {
    if (device.entities.size === 0) {
      devices.delete(`${device.compound}\n${device.id}`);
      for (const listeners of device.listeners) listeners.delete(device);
      ways.forget(device);
    } else ways.note(device);
    const told = describeDevice(device, ways.keyOf(device));
    return [...told, ...tellBehind(device)];
  }

  function tellBehind(device: KnownDevice): DeviceMessage[] {
    return ways.changedBehind(device).flatMap((one) => describeDevice(one, ways.keyOf(one)));
  }

  /** Keys of the entities it has now by this topic. */
  function takeEntities(
    device: KnownDevice,
    topic: string,
    { entities }: Discovery,
    refusals: Fault[],
  ): Set<string> {
    const keys = new Set<string>();
    const { ownIds } = device;
    let leftOut = 0;
    for (const { key, config } of entities) {
      const at = `${topic}\n${key}`;
      const entity = config && createEntity(config, plainId(key));
      if (!entity?.ok) {
        device.entities.delete(at);
        if (entity) refusals.push(entity.error);
        continue;
      }
      const { ownId } = entity.value;
      const isFull = !device.entities.has(at) && device.entities.size >= mostEntities;
      if (isFull || (!ownIds.has(ownId) && ownIds.size >= mostEntityIds)) leftOut++;
      else {
        keys.add(key);
        ownIds.add(ownId);
        device.entities.set(at, entity.value);
        if (entity.value.stateTopic) listen(states, entity.value.stateTopic, device, refusals);
        for (const one of device.availability.topicsOf(entity.value.config))
          listen(availability, one, device, refusals);
      }
    }
    if (leftOut > 0)
      refusals.push(
        fault('too-many-entities', { count: leftOut, most: mostEntities, mostOverTime: mostEntityIds }),
      );
    return keys;
  }

  function discover(topic: string, payload: Uint8Array): Decoded {
    const levels = topic.slice(prefix.length + 1).split('/');
    const [component = '', ...ids] = levels.slice(0, -1);
    const objectId = ids.at(-1) ?? '';
    const nodeId = ids.length > 1 ? (ids[0] ?? null) : null;
    if (ids.length < 1 || ids.length > 2 || !/^[\w-]+$/.test(objectId))
      return refused(fault('topic', { form: `${prefix}/<component>/[<node>/]<object>/config` }));
    const refusals: Fault[] = [];
    const before = announced.get(topic);
    if (payload.byteLength === 0) {
      if (!before) return { messages: [], refusals };
      announced.delete(topic);
      for (const key of before.keys) before.device.entities.delete(`${topic}\n${key}`);
      return { messages: tell(before.device), refusals };
    }
    const parsed = parseJson(payload);
    if (!parsed.ok) return refused(parsed.error);
    const found = readDiscovery(component, objectId, parsed.value);
    if (!found.ok) return refused(found.error);
    const discovery = found.value;
    const device = deviceFor(discovery.device, objectId, nodeId, discovery.entities[0]?.config?.unique_id);
    if (!device) return refused(fault('unknown-compound'));
    // What an earlier version of this configuration announced and this one does not is gone.
    const named = new Set(discovery.entities.map(({ key }) => key));
    for (const key of before?.keys ?? [])
      if (before?.device !== device || !named.has(key)) before?.device.entities.delete(`${topic}\n${key}`);
    const keys = takeEntities(device, topic, discovery, refusals);
    // All of it was refused: of the device nothing is new.
    if (!before && keys.size === 0 && device.entities.size > 0) return { messages: [], refusals };
    if (keys.size > 0) announced.set(topic, { device, keys });
    else announced.delete(topic);
    // Another compound's by now: it leaves the one it was in.
    const farewell = before && before.device !== device ? tell(before.device) : [];
    return { messages: [...farewell, ...tell(device)], refusals };
  }

  function stateOf(device: KnownDevice, topic: string, said: Said, refusals: Fault[]): DeviceMessage[] {
    const values: Record<string, PointValue> = {};
    const { address, from } = device;
    for (const entity of device.placed) {
      if (entity.stateTopic !== topic) continue;
      const read = entity.read(said);
      if (!read.ok) refusals.push({ ...read.error, params: { ...read.error.params, point: entity.pointId } });
      else if (read.value !== null) values[entity.pointId] = read.value;
    }
    if (Object.keys(values).length === 0) return [];
    const messages: DeviceMessage[] = [
      { kind: 'state', device: address, from, tMs: null, values, quality: undefined },
    ];
    for (const [id, asked] of waiting) {
      if (asked.device !== device || values[asked.pointId] !== asked.wanted) continue;
      waiting.delete(id);
      messages.push({ kind: 'reply', device: address, from, reply: { id, ok: true } });
    }
    return messages;
  }

  function availabilityOf(device: KnownDevice, topic: string, payload: string): DeviceMessage[] {
    const { address, from, placed } = device;
    const configs = placed.map(({ config }) => config);
    const online = device.availability.hear(configs, topic, payload);
    return online === null ? [] : [{ kind: 'availability', device: address, from, online }];
  }

  /** Its home may be another by now. */
  function remap(): DeviceMessage[] {
    return [...devices].flatMap(([at, device]) => {
      const home = homeFor(device.id, device.nodeId);
      if (home === null) return [];
      const moved = home.compound !== device.compound;
      if (!moved && JSON.stringify(home.mapped) === JSON.stringify(device.mapped)) return [];
      device.mapped = home.mapped;
      device.compound = home.compound;
      if (moved) {
        devices.delete(at);
        devices.set(`${home.compound}\n${device.id}`, device);
      }
      return [...describeDevice(device, ways.keyOf(device)), ...tellBehind(device)];
    });
  }

  return {
    foreign: {
      list: () => [...devices.values()].map((device) => listingOf(device, scope)),
      count: () => ({
        devices: devices.size,
        unmapped: [...devices.values()].filter(({ mapped }) => mapped === null).length,
      }),
      remap,
    },
    id: homeAssistantDialect,
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
      const said = saidIn(payload);
      const refusals: Fault[] = [];
      const messages = [
        ...[...(availability.get(topic) ?? [])].flatMap((device) => availabilityOf(device, topic, said.text)),
        ...[...(states.get(topic) ?? [])].flatMap((device) => stateOf(device, topic, said, refusals)),
      ];
      return { messages, refusals };
    },
    encode({ device, name, id, atMs, expiresMs }, owner) {
      const own = readOwner(owner);
      const isOwn = own?.dialect === homeAssistantDialect && own.scope === scope;
      const known = isOwn ? devices.get(`${device.compound}\n${own.id}`) : undefined;
      if (known?.address.key !== device.key) return null;
      for (const { config, order, pointId } of known.placed) {
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

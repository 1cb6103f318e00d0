/**
 * The zigbee2mqtt dialect: its list of devices tells what each exposes and is called, `<base>/<friendly name>` what it
 * says. Devices are known by their address on the air, so that a renamed one stays the same. A command has no reply there:
 * the state that shows it done is its reply.
 */
import { newTold, type Decoded, type Dialect, type Told } from '#hub/ingest/message.ts';
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import { fault } from '#shared/protocol/result.ts';
import type { ForeignDialectOptions } from '../createDialects.ts';
import { parseJson } from '../json.ts';
import {
  availabilityIn,
  flattened,
  isPublishable,
  isRecord,
  recordsIn,
  stringIn,
  textOf,
  type JsonRecord,
} from '../records.ts';
import { createBridge } from './bridge.ts';
import { pointsExposed } from './exposes.ts';

const mostRemembered = 50_000;
/** Of the list of all devices. */
const mostListBytes = 16 * 1024 * 1024;
/** Of the bridge, not of the device. */
const notOfDevice: ReadonlySet<string> = new Set([
  'last_seen',
  'update',
  'update_available',
  'elapsed',
  'device',
]);
const nothing: Decoded = { messages: [], refusals: [] };

type Route =
  | { readonly kind: 'state' | 'availability'; readonly device: ForeignDevice }
  | { readonly kind: 'attribute'; readonly device: ForeignDevice; readonly key: string }
  | { readonly kind: 'ignored' | 'unknown' };

export function createZigbee2mqtt({ base, devices, isClaimed }: ForeignDialectOptions): Dialect {
  const root = `${base}/`;
  /** Address of each name, and the other way round. */
  const addresses = new Map<string, string>();
  const names = new Map<string, string>();
  let groups: ReadonlySet<string> = new Set();
  const routes = new Map<string, Route>();
  const bridge = createBridge(base, devices, () => names.keys());

  function named(name: string): ForeignDevice | undefined {
    const address = addresses.get(name);
    return address === undefined ? undefined : devices.find(address);
  }

  function findRoute(rest: string): Route {
    const device = named(rest);
    if (device) return { kind: 'state', device };
    if (groups.has(rest)) return { kind: 'ignored' };
    const cut = rest.lastIndexOf('/');
    const [before, last] = [rest.slice(0, Math.max(cut, 0)), rest.slice(cut + 1)];
    if (last === 'set' || last === 'get' || groups.has(before)) return { kind: 'ignored' };
    const owner = named(before);
    if (!owner) return { kind: before === '' || !isOrder(rest) ? 'unknown' : 'ignored' };
    return last === 'availability'
      ? { kind: last, device: owner }
      : { kind: 'attribute', device: owner, key: last };
  }

  function routeOf(topic: string): Route {
    const known = routes.get(topic);
    if (known) return known;
    const route = findRoute(topic.slice(root.length));
    if (routes.size >= mostRemembered) routes.clear();
    routes.set(topic, route);
    return route;
  }

  function learnDevice(told: Told, entry: JsonRecord, place: string): string | null {
    const address = stringIn(entry, 'ieee_address');
    const name = stringIn(entry, 'friendly_name');
    if (!address || !name) {
      const reason = !address ? 'ieee_address' : 'friendly_name';
      told.refusals.push(fault('shape-required', { names: `${place}.${reason}` }));
      return null;
    }
    if (stringIn(entry, 'type') === 'Coordinator') {
      bridge.moveTo(told, address);
      return null;
    }
    if (entry['disabled'] === true || isClaimed(root + name)) return null;
    const definition = isRecord(entry['definition']) ? entry['definition'] : {};
    const described = stringIn(entry, 'description');
    const wordsOf = (...keys: readonly string[]) =>
      keys.flatMap((key) => stringIn(definition, key) ?? []).join(' ');
    const modelId = stringIn(entry, 'model_id') ?? '';
    const device = devices.learn(told, address, {
      name: name === address && described ? described : name,
      model: wordsOf('description', 'vendor', 'model') || modelId,
      product: wordsOf('vendor', 'model') || modelId,
      firmware: stringIn(entry, 'software_build_id') ?? '',
      ...(bridge.address === null ? {} : { via: bridge.address }),
      points: pointsExposed(definition['exposes']),
    });
    if (!device) return null;
    addresses.set(name, address);
    names.set(address, name);
    return address;
  }

  function learnAll(told: Told, list: readonly unknown[]): void {
    const before = [...names.keys()];
    addresses.clear();
    names.clear();
    routes.clear();
    const found = new Set<string>();
    list.forEach((entry, nth) => {
      if (!isRecord(entry)) return told.refusals.push(fault('discovery-object', { place: `[${nth}]` }));
      const address = learnDevice(told, entry, `[${nth}]`);
      if (address !== null) found.add(address);
    });
    for (const address of before) if (!found.has(address)) devices.remove(told, address);
    bridge.learn(told);
  }

  function hearBridge(told: Told, what: string, payload: Uint8Array): void {
    if (what === 'state') {
      const online = availabilityIn(payload, 'online', 'offline');
      if (online !== null) bridge.hearState(told, online);
      return;
    }
    if (what === 'info' && payload.byteLength > 0) {
      const info = parseJson(payload, mostListBytes);
      if (info.ok) bridge.hearInfo(told, info.value);
      else told.refusals.push(info.error);
      return;
    }
    if ((what !== 'devices' && what !== 'groups') || payload.byteLength === 0) return;
    const parsed = parseJson(payload, mostListBytes);
    if (!parsed.ok) return void told.refusals.push(parsed.error);
    if (!Array.isArray(parsed.value)) return void told.refusals.push(fault('shape-array', { value: what }));
    if (what === 'devices') return learnAll(told, parsed.value);
    groups = new Set(recordsIn(parsed.value).flatMap((group) => stringIn(group, 'friendly_name') ?? []));
    routes.clear();
  }

  function hearState(told: Told, device: ForeignDevice, payload: Uint8Array): void {
    if (payload.byteLength === 0) return;
    const parsed = parseJson(payload);
    if (!parsed.ok) return void told.refusals.push(parsed.error);
    const records = recordsIn(parsed.value);
    if (records.length === 0) told.refusals.push(fault('discovery-object', { place: '/' }));
    for (const record of records) devices.say(told, device, flattened(record, notOfDevice), seenMs(record));
  }

  return {
    id: 'zigbee2mqtt',
    foreign: devices,
    // The bridge first, and the list: what a broker kept of a device nobody described would be refused, and one that is
    // described without its way would take its gateway's alarm back.
    subscriptions: [`${root}bridge/info`, `${root}bridge/devices`, `${root}bridge/groups`, `${root}#`],
    owns: (topic) => topic.startsWith(root),
    decode(topic, payload) {
      const told = newTold();
      if (topic.startsWith(`${root}bridge/`)) {
        hearBridge(told, topic.slice(root.length + 'bridge/'.length), payload);
        return told;
      }
      const route = routeOf(topic);
      switch (route.kind) {
        case 'state':
          hearState(told, route.device, payload);
          break;
        case 'attribute':
          devices.say(told, route.device, { [route.key]: textOf(payload.subarray(0, 1024)) }, null);
          break;
        case 'availability': {
          const online = availabilityIn(payload, 'online', 'offline');
          if (online !== null) {
            bridge.noteAway(route.device, !online);
            devices.available(told, route.device, online);
          } else if (payload.byteLength > 0)
            told.refusals.push(
              fault('payload', { point: 'availability', value: textOf(payload.subarray(0, 100)) }),
            );
          break;
        }
        case 'unknown':
          told.refusals.push(fault('unknown-device'));
          break;
        case 'ignored':
          return nothing;
      }
      return told;
    },
    encode(order, owner) {
      const asked = devices.order(order, owner);
      const name = asked && names.get(asked.device.id);
      const topic = `${root}${name ?? ''}/set`;
      if (!asked || name === undefined || !isPublishable(topic)) return null;
      return { topic, payload: JSON.stringify(nested(asked.words)), qos: 1 };
    },
    release(topic) {
      const name = topic.startsWith(root) ? topic.slice(root.length) : '';
      const address = addresses.get(name);
      if (address === undefined) return [];
      const told = newTold();
      devices.remove(told, address);
      addresses.delete(name);
      names.delete(address);
      routes.clear();
      return told.messages;
    },
  };
}

/** `<name>/set/<attribute>` and the like: what is asked of a device, not what it says. */
function isOrder(rest: string): boolean {
  return rest.includes('/set/') || rest.includes('/get/');
}

/** When the device was last heard on the air, where the bridge says so. */
function seenMs(record: JsonRecord): number | null {
  const seen = record['last_seen'];
  if (typeof seen === 'number' && seen > 0) return seen;
  if (typeof seen !== 'string' || seen.length < 10) return null;
  const ms = Date.parse(seen);
  return Number.isNaN(ms) ? null : ms;
}

/** `color.x` is the x of color. */
function nested(words: readonly { readonly key: string; readonly word: unknown }[]): Record<string, unknown> {
  const groups = new Map<string, [string, unknown][]>();
  const plain: [string, unknown][] = [];
  for (const { key, word } of words) {
    const dot = key.indexOf('.');
    if (dot < 0) plain.push([key, word]);
    else
      groups.set(key.slice(0, dot), [...(groups.get(key.slice(0, dot)) ?? []), [key.slice(dot + 1), word]]);
  }
  return Object.fromEntries([
    ...plain,
    ...[...groups].map(([key, inner]): [string, unknown] => [key, Object.fromEntries(inner)]),
  ]);
}

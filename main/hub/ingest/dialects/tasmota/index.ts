/**
 * The Tasmota dialect: `tele/<x>/SENSOR`, `STATE`, `LWT`, `stat/<x>/RESULT`, `POWER`, prefix first or after the device's
 * topic, and its discovery, which only tells names. Devices are known by their topic. A command is said on `cmnd`; the
 * state that shows it is its reply.
 */
import { newTold, type Decoded, type Dialect, type Told } from '#hub/ingest/message.ts';
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import { fault } from '#shared/protocol/result.ts';
import type { ForeignDialectOptions } from '../createDialects.ts';
import { parseJson } from '../json.ts';
import {
  flattened,
  isPublishable,
  isRecord,
  recordsIn,
  stringIn,
  textOf,
  type JsonRecord,
} from '../records.ts';
import { createLocalClock, type LocalClock } from './localTime.ts';
import { isOfState, isSwitch, notReadings, pointsOf } from './points.ts';

const mostRemembered = 50_000;
const nothing: Decoded = { messages: [], refusals: [] };

interface Known {
  readonly topic: string;
  readonly prefixFirst: boolean;
  readonly clock: LocalClock;
  online: string;
  offline: string;
}
interface Route {
  readonly known: Known;
  readonly channel: string;
}

export function createTasmota({ base, devices, isClaimed, now }: ForeignDialectOptions): Dialect {
  const discovery = `${base}/discovery/`;
  const known = new Map<string, Known>();
  const routes = new Map<string, Route | null>();
  /** Home Assistant's announcements name these. */
  const yielded = new Set<string>();
  /** Topic of each address that was discovered. */
  const discovered = new Map<string, string>();

  function knownAs(topic: string, prefixFirst: boolean): Known {
    const found = known.get(topic) ?? {
      topic,
      prefixFirst,
      clock: createLocalClock(),
      online: 'online',
      offline: 'offline',
    };
    if (known.size < mostRemembered) known.set(topic, found);
    return found;
  }

  function findRoute(topic: string): Route | null {
    const levels = topic.split('/');
    const channel = levels.at(-1) ?? '';
    if (!isChannel(channel) || levels.length < 3) return null;
    if (isPrefix(levels[0])) return { known: knownAs(levels.slice(1, -1).join('/'), true), channel };
    if (!isPrefix(levels.at(-2))) return null;
    return { known: knownAs(levels.slice(0, -2).join('/'), false), channel };
  }

  function routeOf(topic: string): Route | null {
    const found = routes.get(topic);
    if (found !== undefined) return found;
    const route = findRoute(topic);
    if (routes.size >= mostRemembered) routes.clear();
    routes.set(topic, route);
    return route;
  }

  function deviceOf(told: Told, { topic }: Known): ForeignDevice | null {
    if (yielded.has(topic)) return null;
    return devices.find(topic) ?? devices.learn(told, topic, {});
  }

  function discover(told: Told, topic: string, payload: Uint8Array): void {
    if (!topic.endsWith('/config')) return;
    const address = topic.slice(discovery.length, -'/config'.length);
    if (payload.byteLength === 0) {
      const gone = discovered.get(address);
      discovered.delete(address);
      return gone === undefined ? undefined : devices.remove(told, gone);
    }
    const parsed = parseJson(payload);
    if (!parsed.ok) return void told.refusals.push(parsed.error);
    const config = recordsIn(parsed.value)[0];
    const own = config && stringIn(config, 't');
    if (!config || !own) return void told.refusals.push(fault('shape-required', { names: 't' }));
    if (yielded.has(own) || isClaimed(`tele/${own}/SENSOR`) || isClaimed(`tele/${own}/STATE`)) return;
    const device = knownAs(own, (stringIn(config, 'ft') ?? '%prefix%').startsWith('%prefix%'));
    device.online = stringIn(config, 'onln')?.toLowerCase() ?? device.online;
    device.offline = stringIn(config, 'ofln')?.toLowerCase() ?? device.offline;
    const friendly: unknown = Array.isArray(config['fn']) ? config['fn'][0] : undefined;
    const name = typeof friendly === 'string' && friendly !== '' ? friendly : stringIn(config, 'dn');
    const model = stringIn(config, 'md') ?? '';
    const firmware = stringIn(config, 'sw') ?? '';
    devices.learn(told, own, { name: name ?? own, model, product: model, firmware });
    discovered.set(address, own);
  }

  function hearRecord(
    told: Told,
    { known: own, channel }: Route,
    record: JsonRecord,
    retained: boolean,
  ): void {
    const sensors = isRecord(record['StatusSNS']) ? record['StatusSNS'] : null;
    const state = isRecord(record['StatusSTS']) ? record['StatusSTS'] : null;
    const said = sensors ?? state ?? record;
    const isSensor = sensors !== null || channel === 'SENSOR';
    if (!isSensor && !state && channel.startsWith('STATUS')) return;
    const device = deviceOf(told, own);
    if (!device) return;
    const time = stringIn(said, 'Time');
    const tMs = time === undefined ? null : own.clock.instant(time, now(), !retained);
    const values = isSensor ? flattened(said, notReadings) : stateIn(said);
    devices.say(told, device, values, tMs, pointsOf(said));
  }

  function hear(told: Told, route: Route, payload: Uint8Array, retained: boolean): void {
    const { known: own, channel } = route;
    if (channel === 'LWT' || isSwitch(channel)) {
      const word = textOf(payload.subarray(0, 100)).trim();
      const device = word === '' ? null : deviceOf(told, own);
      if (!device) return;
      if (channel !== 'LWT') return devices.say(told, device, { [channel]: word }, null, pointsOf({}));
      const online = word.toLowerCase() === own.online;
      if (online || word.toLowerCase() === own.offline) devices.available(told, device, online);
      else told.refusals.push(fault('payload', { point: 'LWT', value: word }));
      return;
    }
    const parsed = parseJson(payload);
    if (!parsed.ok) return void told.refusals.push(parsed.error);
    const records = recordsIn(parsed.value);
    if (records.length === 0) told.refusals.push(fault('discovery-object', { place: '/' }));
    for (const record of records) hearRecord(told, route, record, retained);
  }

  return {
    id: 'tasmota',
    foreign: devices,
    subscriptions: [
      `${discovery}+/config`,
      'tele/#',
      'stat/#',
      '+/tele/+',
      '+/stat/+',
      '+/+/tele/+',
      '+/+/stat/+',
    ],
    owns: (topic) => topic.startsWith(discovery) || routeOf(topic) !== null,
    decode(topic, payload, retained) {
      const told = newTold();
      if (topic.startsWith(discovery)) discover(told, topic, payload);
      else {
        const route = routeOf(topic);
        if (!route || payload.byteLength === 0) return nothing;
        hear(told, route, payload, retained);
      }
      return told;
    },
    encode(order, owner) {
      const asked = devices.order(order, owner);
      const own = asked && known.get(asked.device.id);
      if (!asked || !own) return null;
      const [first, ...more] = asked.words;
      const command = more.length === 0 ? (first?.key ?? '') : 'Backlog';
      const payload =
        more.length === 0
          ? String(first?.word)
          : asked.words.map(({ key, word }) => `${key} ${String(word)}`).join('; ');
      const topic = own.prefixFirst ? `cmnd/${own.topic}/${command}` : `${own.topic}/cmnd/${command}`;
      return isPublishable(topic) ? { topic, payload, qos: 1 } : null;
    },
    release(topic) {
      const route = routeOf(topic);
      if (!route) return [];
      const told = newTold();
      yielded.add(route.known.topic);
      devices.remove(told, route.known.topic);
      return told.messages;
    },
  };
}

function isPrefix(level: string | undefined): boolean {
  return level === 'tele' || level === 'stat';
}

function isChannel(level: string): boolean {
  return (
    level === 'SENSOR' ||
    level === 'STATE' ||
    level === 'LWT' ||
    level === 'RESULT' ||
    level.startsWith('STATUS') ||
    isSwitch(level)
  );
}

function stateIn(said: JsonRecord): JsonRecord {
  const flat = flattened(said, notReadings);
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(flat)) if (isOfState(key)) found[key] = flat[key];
  return found;
}

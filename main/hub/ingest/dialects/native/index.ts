/**
 * The native dialect, `linli/v1/<compound>/<system>/<device>/<channel>` with JSON. Addresses are remembered per topic, so
 * that the usual message costs one look-up and one JSON.parse.
 */
import { Compile } from 'typebox/compile';
import {
  CommandReply,
  DeviceAvailability,
  DeviceEvent,
  DeviceMeta,
  DeviceState,
  type DeviceCommand,
} from '#shared/protocol/device.ts';
import { parseTopic, topicRoot, type NativeTopic } from '#shared/twin/topic.ts';
import { fault } from '#shared/protocol/result.ts';
import {
  addressOf,
  decoded,
  refused,
  type Decoded,
  type DeviceAddress,
  type Dialect,
} from '#hub/ingest/message.ts';
import { parseJson, schemaFault } from '../json.ts';
import { nativeRecordsIn, withTime } from './records.ts';

/** Devices speak under their own addresses, so that the dialect as a whole owns what it describes. */
export const nativeOwner = 'native';

const mostRemembered = 50_000;
/** Events are facts, not documents. */
const maxDepth = 16;

interface Route {
  readonly channel: NativeTopic['channel'];
  readonly device: DeviceAddress;
}

export function createNative(): Dialect {
  const checkState = Compile(DeviceState);
  const checkEvent = Compile(DeviceEvent);
  const checkMeta = Compile(DeviceMeta);
  const checkReply = Compile(CommandReply);
  const checkAvailability = Compile(DeviceAvailability);
  const routes = new Map<string, Route>();

  function routeOf(topic: string): Route | null {
    const known = routes.get(topic);
    if (known) return known;
    const parsed = parseTopic(topic);
    if (!parsed) return null;
    const route = {
      channel: parsed.channel,
      device: addressOf(parsed.compound, parsed.system, parsed.device),
    };
    if (routes.size >= mostRemembered) routes.clear();
    routes.set(topic, route);
    return route;
  }

  function decodeJson({ channel, device }: Route, message: unknown): Decoded {
    switch (channel) {
      case 'state':
        if (!checkState.Check(message)) return schemaFault(checkState.Errors(message));
        return decoded({ kind: 'state', device, tMs: message.t, values: message.v, quality: message.q });
      case 'event': {
        if (!checkEvent.Check(message)) return schemaFault(checkEvent.Errors(message));
        const { t: tMs, id, type, data = {} } = message;
        return isDeeperThan(data, maxDepth)
          ? refused(fault('too-deep', { most: maxDepth }))
          : decoded({ kind: 'event', device, tMs, id, type, data });
      }
      case 'meta':
        if (!checkMeta.Check(message)) return schemaFault(checkMeta.Errors(message));
        return decoded({ kind: 'describe', device, meta: message });
      case 'reply':
        if (!checkReply.Check(message)) return schemaFault(checkReply.Errors(message));
        return decoded({ kind: 'reply', device, reply: message });
      case 'availability':
        if (!checkAvailability.Check(message)) return schemaFault(checkAvailability.Errors(message));
        return decoded({
          kind: 'availability',
          device,
          online: typeof message === 'string' ? message === 'online' : message.online,
        });
      case 'command':
        return decoded();
    }
  }

  function decodeAll(route: Route, parsed: unknown): Decoded {
    if (!Array.isArray(parsed)) return decodeRecord(route, parsed);
    const { records, refusal } = nativeRecordsIn(parsed);
    const all = records.map((record) => decodeRecord(route, record));
    return {
      messages: all.flatMap(({ messages }) => messages),
      refusals: [...all.flatMap(({ refusals }) => refusals), ...(refusal ? [refusal] : [])],
    };
  }

  function decodeRecord(route: Route, given: unknown): Decoded {
    const record = withTime(given);
    return record.ok ? decodeJson(route, record.value) : refused(record.error);
  }

  return {
    id: nativeOwner,
    // Descriptions first: what a broker kept of a device nobody described would be refused.
    subscriptions: [`${topicRoot}/+/+/+/meta`, `${topicRoot}/#`],
    owns: (topic) => topic.startsWith('linli/'),
    decode(topic, payload) {
      const route = routeOf(topic);
      if (!route)
        return refused(fault('topic', { form: `${topicRoot}/<compound>/<system>/<device>/<channel>` }));
      if (route.channel === 'command') return decoded();
      if (route.channel === 'meta' && payload.byteLength === 0)
        return decoded({ kind: 'gone', device: route.device });
      if (route.channel === 'availability') {
        const word = payload.byteLength <= 16 ? Buffer.from(payload).toString('utf8') : '';
        if (word === 'online' || word === 'offline') return decodeJson(route, word);
      }
      const parsed = parseJson(payload);
      return { ...(parsed.ok ? decodeAll(route, parsed.value) : refused(parsed.error)), of: route.device };
    },
    encode({ device, name, id, atMs, expiresMs, params }, owner) {
      if (owner !== nativeOwner) return null;
      const payload: DeviceCommand = { id, t: atMs, params, expiresMs };
      return {
        topic: `${topicRoot}/${device.compound}/${device.key}/command/${name}`,
        payload: JSON.stringify(payload),
        qos: 1,
      };
    },
  };
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}

/**
 * The dialect of gateways that speak ThingsBoard's gateway API: the hub takes the server's part. Devices are known by
 * their names; a command is a remote call by its own name, and the answer with its number is the reply.
 */
import { newTold, type Dialect, type Told } from '#hub/ingest/message.ts';
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import { gatewayKind } from '#hub/ingest/foreign/foreignDevices.ts';
import { fault } from '#shared/protocol/result.ts';
import type { ForeignDialectOptions } from '../createDialects.ts';
import { parseJson } from '../json.ts';
import { flattened, isRecord, numberIn, recordsIn, stringIn, type JsonRecord } from '../records.ts';

const mostCalls = 10_000;
const lifeEveryMs = 10_000;
/** Seconds since 1970 are below, milliseconds above. */
const leastMs = 100_000_000_000;

interface Call {
  readonly device: string;
  readonly commandId: string;
  readonly expiresMs: number;
}

export function createThingsboard({ base, devices, now }: ForeignDialectOptions): Dialect {
  const root = `${base}/`;
  const calls = new Map<number, Call>();
  let lastCall = 0;

  let livesMs = -Infinity;

  const deviceFor = (told: Told, name: string): ForeignDevice | null =>
    devices.find(name) ?? devices.learn(told, name, { via: base });

  /** Of the gateway nothing is said but what comes through it: that it lives. */
  function noteGateway(told: Told): void {
    if (now() - livesMs < lifeEveryMs) return;
    livesMs = now();
    const gateway = devices.find(base) ?? devices.learn(told, base, { kind: gatewayKind });
    if (gateway) devices.available(told, gateway, true);
  }

  function hearTelemetry(told: Told, record: JsonRecord): void {
    for (const name of Object.keys(record)) {
      const readings = recordsIn(record[name]);
      if (readings.length === 0) {
        told.refusals.push(fault('discovery-object', { place: `/${name.slice(0, 100)}` }));
        continue;
      }
      const device = deviceFor(told, name);
      if (!device) continue;
      for (const reading of readings) {
        const values = reading['values'];
        if (isRecord(values)) devices.say(told, device, flattened(values), instantOf(reading['ts']));
        else devices.say(told, device, flattened(reading, withoutTime), instantOf(reading['ts']));
      }
    }
  }

  function hearAttributes(told: Told, record: JsonRecord): void {
    // The server's own word to a gateway.
    if (typeof record['device'] === 'string') return;
    for (const name of Object.keys(record)) {
      const values = record[name];
      const device = isRecord(values) ? deviceFor(told, name) : null;
      if (device && isRecord(values)) devices.say(told, device, flattened(values), null);
      else if (!isRecord(values))
        told.refusals.push(fault('discovery-object', { place: `/${name.slice(0, 100)}` }));
    }
  }

  function answerRequest(told: Told, record: JsonRecord): void {
    const [name, id] = [stringIn(record, 'device'), numberIn(record, 'id')];
    const device = name === undefined ? undefined : devices.find(name);
    if (!device || id === undefined) return void told.refusals.push(fault('unknown-device'));
    const key = stringIn(record, 'key');
    const keys = Array.isArray(record['keys']) ? record['keys'].filter((one) => typeof one === 'string') : [];
    const last = (one: string) => device.placed.get(one)?.last ?? null;
    const found =
      key === undefined
        ? { values: Object.fromEntries(keys.slice(0, 250).map((one) => [one, last(one)])) }
        : { value: last(key) };
    told.answers.push({
      topic: `${root}attributes/response`,
      payload: JSON.stringify({ id, device: name, ...found }),
      qos: 1,
    });
  }

  function hearCall(told: Told, record: JsonRecord): void {
    const data = record['data'];
    // What the hub asked, said again by the broker.
    if (isRecord(data) && 'method' in data) return;
    const [name, id] = [stringIn(record, 'device'), numberIn(record, 'id')];
    const call = id === undefined ? undefined : calls.get(id);
    const device = name === undefined ? undefined : devices.find(name);
    if (id === undefined || !call || !device || call.device !== name)
      return void told.refusals.push(fault('reply-unasked', { id: String(record['id'] ?? '').slice(0, 50) }));
    calls.delete(id);
    const said = isRecord(data) ? data : {};
    const error = said['error'];
    const ok = said['success'] !== false && (error === undefined || error === null);
    const message = typeof error === 'string' ? error : (stringIn(said, 'message') ?? '');
    devices.reply(told, device, call.commandId, ok, message);
  }

  function hearConnection(told: Told, record: JsonRecord, online: boolean): void {
    const name = stringIn(record, 'device');
    if (name === undefined) return void told.refusals.push(fault('shape-required', { names: 'device' }));
    const model = stringIn(record, 'type');
    const device = online
      ? devices.learn(told, name, { via: base, ...(model === undefined ? {} : { model }) })
      : (devices.find(name) ?? null);
    if (device) devices.available(told, device, online);
  }

  function hear(told: Told, channel: string, record: JsonRecord): void {
    switch (channel) {
      case 'telemetry':
        return hearTelemetry(told, record);
      case 'attributes':
        return hearAttributes(told, record);
      case 'attributes/request':
        return answerRequest(told, record);
      case 'rpc':
        return hearCall(told, record);
      case 'connect':
        return hearConnection(told, record, true);
      case 'disconnect':
        return hearConnection(told, record, false);
    }
  }

  return {
    id: 'thingsboard',
    foreign: devices,
    subscriptions: [`${root}#`],
    owns: (topic) => topic.startsWith(root),
    decode(topic, payload) {
      const told = newTold();
      const channel = topic.slice(root.length);
      if (!channels.has(channel) || payload.byteLength === 0) return told;
      const parsed = parseJson(payload);
      if (!parsed.ok) told.refusals.push(parsed.error);
      else {
        const records = recordsIn(parsed.value);
        if (records.length === 0) told.refusals.push(fault('discovery-object', { place: '/' }));
        for (const record of records) hear(told, channel, record);
        if (records.length > 0) noteGateway(told);
      }
      return told;
    },
    encode(order, owner) {
      const device = devices.addressee(order, owner);
      if (!device) return null;
      const { id: commandId, name, params, expiresMs, atMs } = order;
      for (const [id, call] of calls) if (call.expiresMs < atMs || calls.size >= mostCalls) calls.delete(id);
      const id = ++lastCall;
      calls.set(id, { device: device.id, commandId, expiresMs });
      return {
        topic: `${root}rpc`,
        payload: JSON.stringify({ device: device.id, data: { id, method: name, params } }),
        qos: 1,
      };
    },
  };
}

const channels: ReadonlySet<string> = new Set([
  'telemetry',
  'attributes',
  'attributes/request',
  'rpc',
  'connect',
  'disconnect',
]);
const withoutTime: ReadonlySet<string> = new Set(['ts']);

function instantOf(ts: unknown): number | null {
  const value = typeof ts === 'string' && ts.trim() !== '' ? Number(ts) : ts;
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return null;
  return value < leastMs ? value * 1000 : value;
}

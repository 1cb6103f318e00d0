/**
 * The ingest room: messages of the native dialect in, readings and events out. Every message is parsed, validated
 * against the published schema and range-checked by point; what is bad is counted with its reason, and what is good
 * around it is kept. Routes are remembered per topic, so the usual message costs one look-up and one JSON.parse.
 */
import { Compile } from 'typebox/compile';
import { DeviceEvent, DeviceMeta, DeviceState, type PointValue } from '#shared/protocol/device.ts';
import { isPlainId, parseTopic, topicRoot, type NativeTopic } from '#shared/twin/topic.ts';
import { emptyPlan, type CompoundManifest } from '#shared/twin/compound.ts';
import { qualityCode, qualityCodes, type QualityCode } from '#shared/twin/columns.ts';
import {
  eventInstant,
  isFuture,
  kindOf,
  placeReading,
  reckon,
  toColumn,
  type CompoundTwin,
  type PointSlot,
  type Reckoning,
  type Twin,
  type TwinDevice,
} from '../twin/index.ts';
import { createRejections, type Rejections } from './rejections.ts';

export type { Rejections } from './rejections.ts';
export { startBroker, type Broker } from './broker.ts';

/** Descriptions first: what a broker kept of a device nobody described would be refused. */
export const nativeSubscriptions = [`${topicRoot}/+/+/+/meta`, `${topicRoot}/#`];

const maxPayload = 256 * 1024;
const maxCompounds = 64;
const maxRoutes = 50_000;
const maxDevices = 50_000;
/** Events are facts, not documents. */
const maxDepth = 16;

export type EventListener = (
  twin: CompoundTwin,
  device: TwinDevice,
  event: DeviceEvent,
  receivedMs: number,
  /** As the device wrote it; `event.t` is when it happened. */
  sentMs: number,
) => void;

export interface Ingest {
  /** `retained`: the broker had kept it from before. */
  accept(topic: string, payload: Uint8Array, retained?: boolean): void;
  onEvent(listener: EventListener): void;
  readonly rejections: Rejections;
  /** Messages taken since start. */
  accepted(): number;
}

interface Route {
  readonly topic: NativeTopic;
  readonly twin: CompoundTwin;
  readonly device: TwinDevice;
}

export function createIngest(twin: Twin, now: () => number): Ingest {
  const checkState = Compile(DeviceState);
  const checkEvent = Compile(DeviceEvent);
  const checkMeta = Compile(DeviceMeta);
  const rejections = createRejections(now);
  const listeners: EventListener[] = [];
  const routes = new Map<string, Route>();
  let accepted = 0;

  // A changed device stays the same object; only one that is gone must be looked up anew.
  twin.onDevice((compound, _changed, removedKey) => {
    for (const channel of ['state', 'event'])
      routes.delete(`${topicRoot}/${compound.id}/${removedKey}/${channel}`);
  });

  function routeOf(topic: string, payload: Uint8Array): Route | null {
    const known = routes.get(topic);
    if (known) return known;
    const parsed = parseTopic(topic);
    if (!parsed) {
      rejections.add(topic, 'topic', 'topic is not linli/v1/<compound>/<system>/<device>/<channel>', payload);
      return null;
    }
    if (parsed.channel === 'command' || parsed.channel === 'reply') return null;
    if (parsed.channel === 'meta') {
      describe(topic, parsed, payload);
      return null;
    }
    const compound = twin.compounds.get(parsed.compound);
    const device = compound?.devices.get(`${parsed.system}/${parsed.device}`);
    if (!compound || !device) {
      rejections.add(
        topic,
        'unknown-device',
        'no description of this device was received on …/meta',
        payload,
      );
      return null;
    }
    const route = { topic: parsed, twin: compound, device };
    if (routes.size < maxRoutes) routes.set(topic, route);
    return route;
  }

  function parse(topic: string, payload: Uint8Array): unknown {
    if (payload.byteLength > maxPayload) {
      rejections.add(topic, 'too-large', `${payload.byteLength} bytes, allowed ${maxPayload}`, payload);
      return undefined;
    }
    try {
      return JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'));
    } catch (error) {
      rejections.add(topic, 'json', error instanceof Error ? error.message : 'not JSON', payload);
      return undefined;
    }
  }

  function describe(topic: string, parsed: NativeTopic, payload: Uint8Array): void {
    let compound = twin.compounds.get(parsed.compound);
    if (payload.byteLength === 0) {
      if (compound) twin.forget(compound, `${parsed.system}/${parsed.device}`);
      return;
    }
    const meta = parse(topic, payload);
    if (meta === undefined) return;
    if (!checkMeta.Check(meta)) return reject(topic, checkMeta.Errors(meta), payload);
    const upside = meta.points?.find(({ min, max }) => min !== undefined && max !== undefined && min > max);
    if (upside) return rejections.add(topic, 'schema', `/points ${upside.id}: min is above max`, payload);
    if (!compound) {
      if (!isPlainId(parsed.compound) || twin.compounds.size >= maxCompounds) {
        return rejections.add(
          topic,
          'unknown-compound',
          'too many compounds, or an id that is not plain',
          payload,
        );
      }
      compound = twin.ensureCompound(bareManifest(parsed.compound), emptyPlan);
    }
    if (compound.devices.size >= maxDevices && !compound.devices.has(`${parsed.system}/${parsed.device}`)) {
      return rejections.add(topic, 'too-many-devices', `more than ${maxDevices} devices`, payload);
    }
    accepted++;
    twin.describe(compound, parsed.system, parsed.device, meta);
  }

  function reject(
    topic: string,
    errors: { instancePath: string; message: string }[],
    payload: Uint8Array,
  ): void {
    const first = errors[0];
    rejections.add(
      topic,
      'schema',
      first ? `${first.instancePath || '/'} ${first.message}` : 'schema',
      payload,
    );
  }

  /** The first value of a point that nobody declared tells what it is. */
  function slotFor({ twin: compound, device }: Route, id: string, value: PointValue): PointSlot | undefined {
    const slot = device.slots.get(id);
    const kind = kindOf(value);
    if (slot?.kind !== 'any' || kind === null) return slot;
    compound.learn(device, id, kind);
    return device.slots.get(id);
  }

  function read(
    { twin: compound, device }: Route,
    slot: PointSlot,
    value: number,
    reckoning: Reckoning,
    quality: QualityCode,
    repeated: boolean,
  ): void {
    const { times, qualities } = compound.columns;
    const atMs = times[slot.index] ?? 0;
    const isMark = qualities[slot.index] === qualityCodes.stale;
    const placed = placeReading(reckoning, { atMs, isMark, ownMs: slot.ownMs });
    if (placed.as !== 'late') slot.ownMs = reckoning.tMs;
    if (placed.as === 'new') device.clock.lagMs = reckoning.receivedMs - reckoning.tMs;
    const role = placed.as !== 'late' ? 'new' : repeated ? 'repeat' : 'late';
    twin.read(compound, device, slot.index, value, placed.atMs, quality, role);
    // Its last word before it fell silent is what the mark has to repeat.
    if (placed.as === 'behind')
      twin.read(compound, device, slot.index, value, atMs, qualityCodes.stale, 'mark');
  }

  /** The time is refused, not what was said: it may be a fire. */
  function refuseFuture(topic: string, tMs: number, receivedMs: number, payload: Uint8Array): void {
    if (isFuture(tMs, receivedMs))
      rejections.add(topic, 'time', `t=${tMs} is more than a day ahead; taken as now`, payload);
  }

  function takeState(
    route: Route,
    topic: string,
    state: DeviceState,
    receivedMs: number,
    payload: Uint8Array,
    retained: boolean,
  ): void {
    const { device } = route;
    accepted++;
    refuseFuture(topic, state.t, receivedMs, payload);
    const reckoning = reckon(device.clock, state.t, receivedMs);
    const repeated = device.recent.isRepeat(state.t, payload);
    // What a broker kept says nothing of whether the device still lives.
    if (!retained) device.lastSeenMs = receivedMs;
    const quality = qualityCode(state.q);
    // What rules look at comes last: by then the rest of the message is known.
    const isWatched = (id: string) => Number(device.slots.get(id)?.watched === true);
    let learned = false;
    for (const id of Object.keys(state.v).sort((a, b) => isWatched(a) - isWatched(b))) {
      const given = state.v[id] ?? null;
      const wasAny = device.slots.get(id)?.kind === 'any';
      const slot = slotFor(route, id, given);
      learned ||= wasAny && slot?.kind !== 'any';
      if (!slot) {
        rejections.add(topic, 'unknown-point', `${id} is neither declared nor described`, payload);
        continue;
      }
      const value = toColumn(slot, given, route.twin.intern);
      if (value.ok) read(route, slot, value.value, reckoning, quality, repeated);
      else rejections.add(topic, value.error.code, value.error.message, payload);
    }
    if (learned) twin.learned(route.twin, device);
  }

  function take(topic: string, payload: Uint8Array, retained: boolean): void {
    const route = routeOf(topic, payload);
    if (!route) return;
    const message = parse(topic, payload);
    if (message === undefined) return;
    const receivedMs = now();
    if (route.topic.channel === 'state') {
      if (!checkState.Check(message)) reject(topic, checkState.Errors(message), payload);
      else takeState(route, topic, message, receivedMs, payload, retained);
    } else if (!checkEvent.Check(message)) {
      reject(topic, checkEvent.Errors(message), payload);
    } else if (isDeeperThan(message.data, maxDepth)) {
      rejections.add(topic, 'too-deep', `data is nested deeper than ${maxDepth}`, payload);
    } else {
      accepted++;
      route.device.lastSeenMs = receivedMs;
      refuseFuture(topic, message.t, receivedMs, payload);
      const t = eventInstant(route.device.clock, message.t, receivedMs);
      for (const listener of listeners)
        listener(route.twin, route.device, { ...message, t }, receivedMs, message.t);
    }
  }

  return {
    rejections,
    accepted: () => accepted,
    onEvent: (listener) => void listeners.push(listener),
    accept(topic, payload, retained = false) {
      // Whatever a message makes go wrong behind this door, it is that message that is refused.
      try {
        take(topic, payload, retained);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        rejections.add(topic, 'internal', reason, payload);
        process.stderr.write(`ingest: ${topic.slice(0, 200)}: ${reason}\n`);
      }
    },
  };
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}

/** A compound nobody described: it exists because a device announced itself there. */
function bareManifest(id: string): CompoundManifest {
  return {
    version: 1,
    id,
    name: { zh: id, en: id },
    address: { zh: '', en: '' },
    layout: 'illustrative',
    facts: { built: 0, buildings: 0, units: 0, households: 0, people: 0 },
    origin: {
      latDeg: 0,
      lonDeg: 0,
      heightM: 0,
      crs: 'EPSG:4326',
      eastingM: 0,
      northingM: 0,
      timeZone: 'Asia/Shanghai',
    },
    models: [],
  };
}

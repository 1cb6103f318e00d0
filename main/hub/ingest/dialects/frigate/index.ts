/**
 * The Frigate dialect: each camera is a device, the objects it counts are its points, tracked objects and reviews its
 * events. Counts come for zones too, under names like those of cameras: a name is a camera once something says so, and a
 * zone once an object of a camera stood in it.
 */
import { newTold, type Dialect, type Told } from '#hub/ingest/message.ts';
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import type { ForeignPoint } from '#hub/ingest/foreign/reading.ts';
import { fault } from '#shared/protocol/result.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { ForeignDialectOptions } from '../createDialects.ts';
import { parseJson } from '../json.ts';
import {
  availabilityIn,
  isPublishable,
  isRecord,
  numberIn,
  recordsIn,
  textOf,
  type JsonRecord,
} from '../records.ts';
import { createEventReader } from './events.ts';
import { throwEventOf } from './throwEvent.ts';

const mostWaiting = 2000;
/** `<base>/<word>` that is no camera. */
const words: ReadonlySet<string> = new Set([
  'available',
  'events',
  'reviews',
  'stats',
  'restart',
  'onConnect',
  'triggers',
  'tracked_object_update',
  'camera_activity',
  'notifications',
  'profile',
]);
/** `<camera>/<switch>/state`, and `/set`. */
const switches: ReadonlySet<string> = new Set([
  'enabled',
  'detect',
  'recordings',
  'snapshots',
  'audio',
  'motion',
  'ptz_autotracker',
  'review_alerts',
  'review_detections',
]);

export function createFrigate({ base, devices }: ForeignDialectOptions): Dialect {
  const root = `${base}/`;
  const events = createEventReader();
  /** Zone → camera. */
  const zones = new Map<string, string>();
  /** Counts of names that are neither yet. */
  const waiting = new Map<string, Map<string, string>>();

  function cameraFor(told: Told, name: string): ForeignDevice | null {
    const known = devices.find(name);
    if (known) return known;
    const camera = devices.learn(told, name, { kind: 'camera' });
    const counts = waiting.get(name);
    waiting.delete(name);
    if (camera && counts) count(told, camera, '', counts);
    return camera;
  }

  function count(
    told: Told,
    camera: ForeignDevice,
    prefix: string,
    counts: ReadonlyMap<string, string>,
  ): void {
    for (const [key, text] of counts) devices.say(told, camera, { [prefix + key]: text }, null, counted);
  }

  function noteZones(told: Told, camera: string, names: readonly string[]): void {
    for (const zone of names) {
      // One that several cameras share is counted once, with the first of them.
      if (zones.has(zone) || zones.size >= mostWaiting) continue;
      zones.set(zone, camera);
      const counts = waiting.get(zone);
      const device = devices.find(camera);
      waiting.delete(zone);
      if (counts && device) count(told, device, `${zone}.`, counts);
    }
  }

  function hearCount(told: Told, name: string, key: string, text: string): void {
    const camera = devices.find(name);
    if (camera) return devices.say(told, camera, { [key]: text }, null, counted);
    const zoneOf = devices.find(zones.get(name) ?? '');
    if (zoneOf) return devices.say(told, zoneOf, { [`${name}.${key}`]: text }, null, counted);
    if (!waiting.has(name) && waiting.size >= mostWaiting)
      return void told.refusals.push(fault('unknown-device'));
    const counts = waiting.get(name) ?? new Map<string, string>();
    if (counts.size < 50) counts.set(key, text);
    waiting.set(name, counts);
  }

  function hearEvents(told: Told, kind: 'object' | 'review', payload: Uint8Array): void {
    const parsed = parseJson(payload);
    if (!parsed.ok) return void told.refusals.push(parsed.error);
    const records = recordsIn(parsed.value);
    if (records.length === 0) told.refusals.push(fault('discovery-object', { place: '/' }));
    for (const record of records) {
      const found = events.read(kind, record);
      if (found === null)
        told.refusals.push(fault('shape-required', { names: 'after.id, after.camera, after.start_time' }));
      for (const { camera, zones: names, ...event } of found ?? []) {
        const device = cameraFor(told, camera);
        if (!device) continue;
        noteZones(told, camera, names);
        devices.event(told, device, event);
        // On a camera that watches a façade, what fell is a throw.
        const role = device.address && findSystem(device.address.system)?.role;
        if (event.type !== 'object-end' || role !== 'facade-camera') continue;
        const thrown = throwEventOf(record, events.seesPeople(camera));
        if (thrown) devices.event(told, device, thrown);
      }
    }
  }

  function hearStats(told: Told, payload: Uint8Array): void {
    const parsed = parseJson(payload);
    const stats = parsed.ok ? recordsIn(parsed.value)[0] : undefined;
    if (!parsed.ok) told.refusals.push(parsed.error);
    const cameras = stats && isRecord(stats['cameras']) ? stats['cameras'] : {};
    for (const name of Object.keys(cameras).slice(0, 1000)) {
      const said = cameras[name];
      const camera = isRecord(said) ? cameraFor(told, name) : null;
      const fps = isRecord(said) ? numberIn(said, 'camera_fps') : undefined;
      if (camera && fps !== undefined) devices.say(told, camera, { fps }, null, statistic);
    }
  }

  function hearActivity(told: Told, payload: Uint8Array): void {
    const parsed = parseJson(payload);
    if (!parsed.ok) return void told.refusals.push(parsed.error);
    for (const record of recordsIn(parsed.value))
      for (const name of Object.keys(record).slice(0, 1000)) {
        const said = record[name];
        const camera = isRecord(said) ? cameraFor(told, name) : null;
        if (camera && isRecord(said) && typeof said['motion'] === 'boolean')
          devices.say(told, camera, { motion: said['motion'] }, null, onOff);
      }
  }

  function hearAll(told: Told, online: boolean): void {
    for (const device of devices.all()) tellOnline(told, device, online);
  }

  function tellOnline(told: Told, device: ForeignDevice, online: boolean): void {
    devices.say(told, device, { online }, null, onlinePoint);
    devices.available(told, device, online);
  }

  function hearCamera(told: Told, levels: readonly string[], payload: Uint8Array): void {
    const [name = '', what = '', third] = levels;
    const text = textOf(payload.subarray(0, 100));
    if (levels.length === 2 && what === 'motion') return sayOf(told, name, { motion: text }, onOff);
    if (levels.length === 2 && what === 'review_status')
      return sayOf(told, name, { review_status: text }, wordsOf);
    if (levels.length === 2) return hearCount(told, name, what, text);
    if (third === 'active') return hearCount(told, name, `${what}.active`, text);
    if (third === 'state' && switches.has(what))
      return sayOf(told, name, { [what === 'motion' ? 'motion_detection' : what]: text }, settableSwitch);
    if (what === 'audio' && third !== undefined && third !== 'set')
      return sayOf(
        told,
        name,
        { [`audio.${third}`]: text },
        third === 'dBFS' || third === 'rms' ? loudness : onOff,
      );
    if (what !== 'status' || third !== 'detect') return;
    const camera = cameraFor(told, name);
    if (camera && text !== 'disabled') tellOnline(told, camera, text === 'online');
  }

  function sayOf(told: Told, name: string, values: JsonRecord, pointOf: typeof counted): void {
    const camera = cameraFor(told, name);
    if (camera) devices.say(told, camera, values, null, pointOf);
  }

  return {
    id: 'frigate',
    foreign: devices,
    // Not the pictures that it publishes too.
    subscriptions: [
      'available',
      'events',
      'reviews',
      'stats',
      'camera_activity',
      '+/+',
      '+/+/state',
      '+/+/active',
      '+/status/detect',
      '+/audio/+',
    ].map((filter) => root + filter),
    owns: (topic) => topic.startsWith(root),
    decode(topic, payload) {
      const told = newTold();
      const rest = topic.slice(root.length);
      if (payload.byteLength === 0) return told;
      if (rest === 'events') hearEvents(told, 'object', payload);
      else if (rest === 'reviews') hearEvents(told, 'review', payload);
      else if (rest === 'stats') hearStats(told, payload);
      else if (rest === 'camera_activity') hearActivity(told, payload);
      else if (rest === 'available') {
        const online = availabilityIn(payload, 'online', 'offline');
        hearAll(told, online === true);
      } else {
        const levels = rest.split('/');
        const isOfCamera = levels.length > 1 && levels.length < 4 && !words.has(levels[0] ?? '');
        if (isOfCamera && levels.at(-1) !== 'set' && levels.at(-1) !== 'snapshot')
          hearCamera(told, levels, payload);
      }
      return told;
    },
    encode(order, owner) {
      const asked = devices.order(order, owner);
      const first = asked?.words[0];
      if (!asked || !first) return null;
      const what = first.key === 'motion_detection' ? 'motion' : first.key;
      const topic = `${root}${asked.device.id}/${what}/set`;
      return isPublishable(topic) ? { topic, payload: String(first.word), qos: 1 } : null;
    },
  };
}

const counted = (key: string, _value: unknown): ForeignPoint => ({ key, kind: 'number', min: 0 });
const loudness = (key: string, _value: unknown): ForeignPoint => ({ key, kind: 'number' });
const onOff = (key: string, _value: unknown): ForeignPoint => ({
  key,
  kind: 'boolean',
  on: 'ON',
  off: 'OFF',
});
const onlinePoint = (key: string, _value: unknown): ForeignPoint => ({ key, kind: 'boolean' });
const wordsOf = (key: string, _value: unknown): ForeignPoint => ({ key, kind: 'text' });
const statistic = (key: string, _value: unknown): ForeignPoint => ({ key, kind: 'number', unit: 'fps' });
const settableSwitch = (key: string, _value: unknown): ForeignPoint => ({
  key,
  kind: 'boolean',
  on: 'ON',
  off: 'OFF',
  words: ['ON', 'OFF'],
  settable: true,
});

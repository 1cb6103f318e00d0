/**
 * The dialect of Hikvision's alert stream: `isapi/<camera>` with one event each, `…/status` with the connection and what
 * the device is. Of a recorder each channel is a device that speaks through it. An event that goes on is said again and
 * again; many never say that it is over, so one that is not said again for a while is.
 */
import { cameraTopic } from '#hub/ingest/cameras/cameraTopic.ts';
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import type { ForeignDevices } from '#hub/ingest/foreign/foreignDevices.ts';
import type { ForeignPoint } from '#hub/ingest/foreign/reading.ts';
import { newTold, type Dialect, type Told } from '#hub/ingest/message.ts';
import { fault } from '#shared/protocol/result.ts';
import type { CameraSettings } from '#shared/protocol/sources.ts';
import { findPoint, findSystem } from '#shared/systems/index.ts';
import { cameraPoint, createPictureState, type PictureState, type PictureTrouble } from '../cameraPicture.ts';
import { parseJson } from '../json.ts';
import { isRecord, stringIn, type JsonRecord } from '../records.ts';
import { readAlert, type Alert, type CarSeen } from './alert.ts';
import { createCarNumbers } from './carNumbers.ts';

/**
 * What goes on is repeated every second, by some every five; the next word after it stopped is the heartbeat, ten seconds
 * later at most. Two of the slowest repetitions may be lost before it counts as over.
 */
const overAfterMs = 15_000;
const mostActive = 2000;

/** By small letters: makers' firmwares differ in them. */
const troubles: Readonly<Record<string, PictureTrouble>> = {
  tamperdetection: 'covered',
  shelteralarm: 'covered',
  scenechangedetection: 'moved',
  defocus: 'blurred',
  defocusdetection: 'blurred',
};
const disks: ReadonlySet<string> = new Set(['diskerror', 'diskunformat', 'diskabnormal']);
/** Each is one of its own: the next car comes before the last is over. */
const single: ReadonlySet<string> = new Set(['anpr']);

const noCar: CarSeen = { plate: null, confidence: null, direction: null, lane: null };

interface Active {
  readonly device: ForeignDevice;
  readonly key: string;
  readonly type: string;
  lastMs: number;
}

export function createIsapi(camera: CameraSettings, devices: ForeignDevices, now: () => number): Dialect {
  const topicOfCamera = cameraTopic(camera);
  const pictures = new Map<ForeignDevice, PictureState>();
  const active = new Map<string, Active>();
  const numbers = createCarNumbers();
  let model = 'ISAPI';
  /** Null: it did not say what it is. */
  let isRecorder: boolean | null = null;

  function deviceFor(told: Told, channel: string | null): ForeignDevice | null {
    const own = isRecorder === false ? null : channel;
    const id = own === null ? camera.id : `${camera.id}/${own}`;
    const known = devices.find(id);
    if (known) return known;
    const name = camera.name ?? camera.id;
    return devices.learn(told, id, {
      name: own === null ? name : `${name} ${own}`,
      model,
      kind: 'camera',
      ...(own === null ? {} : { via: camera.id }),
    });
  }

  /** What a change of this event says of its device's points. */
  function valuesOf(device: ForeignDevice, type: string, key: string, isOn: boolean): JsonRecord {
    const word = type.toLowerCase();
    if (word === 'videoloss') return { online: !isOn };
    if (disks.has(word)) return { disk: isOn ? 'fault' : 'good', [key]: isOn };
    const trouble = Object.hasOwn(troubles, word) ? troubles[word] : undefined;
    if (trouble === undefined) return { [key]: isOn };
    const state = pictures.get(device) ?? createPictureState();
    pictures.set(device, state);
    return { picture: state.note(key, trouble, isOn), [key]: isOn };
  }

  function expire(told: Told): void {
    const nowMs = now();
    for (const [at, { device, key, type, lastMs }] of active) {
      if (nowMs - lastMs <= overAfterMs) continue;
      active.delete(at);
      devices.say(told, device, valuesOf(device, type, key, false), null, cameraPoint);
    }
  }

  /** A plate is about a person: it goes where the device is of a system that asks for plates. */
  function passOf({ address }: ForeignDevice, car: CarSeen): JsonRecord {
    if (!address || !findPoint(address.system, 'plate')) return {};
    const { confidence, direction, lane } = car;
    return {
      plate: car.plate ?? '',
      ...(confidence === null ? {} : { confidence }),
      ...(direction === null ? {} : { direction }),
      ...(lane === null ? {} : { lane }),
    };
  }

  function hear(told: Told, alert: Alert): void {
    const { type, channel, input, tMs } = alert;
    const key = input === null ? type : `${type}@${input}`;
    const at = `${channel ?? ''}\n${key}`;
    const known = active.get(at);
    // The heartbeat: a loss that never was is over.
    if (!alert.active && !known && type.toLowerCase() === 'videoloss') return;
    const device = deviceFor(told, channel);
    if (!device) return;
    if (!alert.active) {
      active.delete(at);
      devices.say(told, device, valuesOf(device, type, key, false), tMs, cameraPoint);
      return;
    }
    if (known) known.lastMs = now();
    else if (active.size < mostActive) active.set(at, { device, key, type, lastMs: now() });
    if (!known) devices.say(told, device, valuesOf(device, type, key, true), tMs, cameraPoint);
    const isCar = single.has(type.toLowerCase());
    if (known && !isCar) return;
    const eventMs = tMs ?? now();
    const where = { ...(channel === null ? {} : { channel }), ...(input === null ? {} : { input }) };
    if (!isCar) return devices.event(told, device, { id: `${key}-${eventMs}`, type, tMs, data: where });
    const car = alert.car ?? noCar;
    const pass = passOf(device, car);
    if (car.plate !== null) devices.say(told, device, pass, tMs, passPoint);
    const passage = device.address ? findSystem(device.address.system)?.passage : undefined;
    const nth = numbers.of(device.id, eventMs, `${car.lane ?? ''}\n${car.plate ?? ''}`);
    devices.event(told, device, {
      id: `${key}-${eventMs}${nth === 0 ? '' : `-${nth}`}`,
      type: passage?.event ?? type,
      tMs,
      data: passage ? { ...where, method: 'plate', ...pass } : where,
    });
  }

  function hearStatus(told: Told, status: JsonRecord): void {
    told.isOwnWord = true;
    const online = status['online'] === true;
    if (online) {
      const type = stringIn(status, 'type');
      isRecorder = type === undefined ? null : /[nhdcx]vr|recorder|encoder|dvs/i.test(type);
      model = stringIn(status, 'model') ?? model;
    }
    const itself = deviceFor(told, null);
    if (itself && online) {
      const product = stringIn(status, 'model') ?? '';
      devices.learn(told, camera.id, { model, product, firmware: stringIn(status, 'firmware') ?? '' });
      devices.say(told, itself, { online: true }, null, cameraPoint);
    }
    for (const device of devices.all()) devices.available(told, device, online);
  }

  return {
    id: 'isapi',
    foreign: devices,
    subscriptions: [],
    owns: (topic) => topic === topicOfCamera || topic === `${topicOfCamera}/status`,
    decode(topic, payload) {
      const told = newTold();
      if (topic !== topicOfCamera) {
        const parsed = parseJson(payload);
        if (parsed.ok && isRecord(parsed.value)) hearStatus(told, parsed.value);
        else told.refusals.push(parsed.ok ? fault('discovery-object', { place: '/' }) : parsed.error);
        return told;
      }
      expire(told);
      const alert = readAlert(payload);
      if (alert.ok) hear(told, alert.value);
      else told.refusals.push(alert.error);
      return told;
    },
    encode: () => null,
  };
}

function passPoint(key: string, value: string | number | boolean): ForeignPoint {
  if (key === 'direction') return { key, kind: 'text', words: ['in', 'out'] };
  return { key, kind: typeof value === 'number' ? 'number' : 'text' };
}

/**
 * What is taken of a GA/T 1400 body, before anything of it goes any further: of cars what a gate has to know, of people and
 * their bicycles that one was seen. Pictures, features, names and everything else ends here.
 */
import { createHash } from 'node:crypto';
import { plateIn } from '../dialects/plate.ts';
import { isRecord, type JsonRecord } from '../dialects/records.ts';

const mostObjects = 1000;
const longestSentId = 200;

export interface PassedVehicle {
  readonly id: string;
  /** Who saw it; null: whoever says so. */
  readonly deviceId: string | null;
  /** `yyyyMMddHHmmss` on the clocks of the place. */
  readonly at: string | null;
  readonly plate: string | null;
  readonly plateColor: string | null;
  readonly color: string | null;
  readonly lane: string | null;
  readonly speedKmh: number | null;
  /** 0…1 */
  readonly confidence: number | null;
}

export const seenKinds = ['face', 'person', 'non-motor-vehicle'] as const;
export type SeenKind = (typeof seenKinds)[number];

export interface Seen {
  readonly kind: SeenKind;
  /** Tells the same report apart from another one; of the person it says nothing. */
  readonly id: string;
  readonly deviceId: string | null;
  readonly at: string | null;
}

export interface Reduced {
  readonly vehicles: readonly PassedVehicle[];
  readonly seen: readonly Seen[];
}

const objectNames: Readonly<Record<string, SeenKind | 'vehicle'>> = {
  MotorVehicleObject: 'vehicle',
  FaceObject: 'face',
  PersonObject: 'person',
  NonMotorVehicleObject: 'non-motor-vehicle',
};
/** Lists around the objects: of a post, and within a notification. */
const listName =
  /^(?:SubscribeNotification|MotorVehicle|Face|Person|NonMotorVehicle)s?(?:Object)?List(?:Object)?$/;

/**
 * Null: it holds none of what can be told here. `sentId`: each object's number as it was sent, which the answer has to
 * name; it is kept nowhere.
 */
export function reduced(body: unknown, sentId: (id: string) => void = () => undefined): Reduced | null {
  const vehicles: PassedVehicle[] = [];
  const seen: Seen[] = [];
  let isKnown = false;
  function take(name: string, record: JsonRecord): void {
    const kind = Object.hasOwn(objectNames, name) ? objectNames[name] : undefined;
    if (kind === undefined || vehicles.length + seen.length >= mostObjects) return;
    sentId(word(record, idNames[kind], longestSentId) ?? '');
    if (kind === 'vehicle') vehicles.push(vehicleOf(record));
    else seen.push(seenOf(kind, record));
  }
  function walk(record: JsonRecord, depth: number): void {
    for (const name of Object.keys(record).slice(0, 100)) {
      const isList = listName.test(name) || name === 'SubscribeNotificationObject';
      if (!isList && !Object.hasOwn(objectNames, name)) continue;
      isKnown = true;
      const inner = record[name];
      for (const one of (Array.isArray(inner) ? inner : [inner]).slice(0, mostObjects)) {
        if (!isRecord(one)) continue;
        if (isList) {
          if (depth > 0) walk(one, depth - 1);
        } else take(name, one);
      }
    }
  }
  if (isRecord(body)) walk(body, 4);
  return isKnown ? { vehicles, seen } : null;
}

function vehicleOf(record: JsonRecord): PassedVehicle {
  const reliability = number(record, 'PlateReliability');
  const speedKmh = number(record, 'Speed');
  return {
    id: word(record, idNames.vehicle, 64) ?? '',
    deviceId: deviceOf(record),
    at: instant(record, ['PassTime', 'AppearTime', 'ShotTime', 'MarkTime']),
    plate: plateIn(word(record, 'PlateNo', 200)),
    plateColor: code(record, 'PlateColor'),
    color: code(record, 'VehicleColor'),
    lane: code(record, 'LaneNo'),
    speedKmh: speedKmh !== null && speedKmh >= 0 && speedKmh <= 400 ? speedKmh : null,
    confidence:
      reliability !== null && reliability >= 0 && reliability <= 100
        ? reliability / (reliability > 1 ? 100 : 1)
        : null,
  };
}

function seenOf(kind: SeenKind, record: JsonRecord): Seen {
  const id = word(record, idNames[kind], 200) ?? '';
  return {
    kind,
    id: id === '' ? '' : createHash('sha256').update(id).digest('hex').slice(0, 24),
    deviceId: deviceOf(record),
    at: instant(record, timeNames),
  };
}

const idNames: Readonly<Record<SeenKind | 'vehicle', string>> = {
  vehicle: 'MotorVehicleID',
  face: 'FaceID',
  person: 'PersonID',
  'non-motor-vehicle': 'NonMotorVehicleID',
};
const timeNames = ['PassTime', 'FaceAppearTime', 'PersonAppearTime', 'AppearTime', 'ShotTime', 'MarkTime'];

function deviceOf(record: JsonRecord): string | null {
  for (const name of ['DeviceID', 'TollgateID']) {
    const id = word(record, name, 64);
    if (id !== null && /^\d{20}$/.test(id)) return id;
  }
  return null;
}

function instant(record: JsonRecord, names: readonly string[]): string | null {
  for (const name of names) {
    const at = word(record, name, 20);
    if (at !== null && /^\d{14}(?:\d{3})?$/.test(at)) return at;
  }
  return null;
}

function word(record: JsonRecord, name: string, longest: number): string | null {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, longest) : null;
}

function code(record: JsonRecord, name: string): string | null {
  return word(record, name, 8);
}

function number(record: JsonRecord, name: string): number | null {
  const text = word(record, name, 20);
  const value = text === null ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

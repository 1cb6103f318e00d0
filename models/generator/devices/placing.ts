/** How a device is put down: an id, a name in both languages, a point of the ground or of a home, and its place. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { CompoundPlan, Enu, Place } from '#shared/twin/compound.ts';
import type { SitePoint } from '#models/generator/design.ts';
import { toEnu } from '#models/generator/frame.ts';

export function device(
  id: string,
  system: string,
  name: LocalText,
  at: Enu,
  placeId: string,
  /** Absent: as its system declares. */
  intervalS?: number,
): PlannedDevice {
  return {
    id,
    system,
    name: { zh: name.zh, en: name.en },
    positionEnu: [at[0], at[1], at[2]],
    placeId,
    ...(intervalS === undefined ? {} : { intervalS }),
  };
}

export const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** Name in Chinese and English, where on the ground, and its place. */
export type Row = readonly [id: string, zh: string, en: string, at: SitePoint, placeId: string];

/** Devices of one system on the ground, all as high above it; `name` stands before what each is called. */
export function onGround(
  system: string,
  name: LocalText,
  heightM: number,
  yawRad: number,
  rows: readonly Row[],
): PlannedDevice[] {
  return rows.map(([id, zh, en, at, placeId]) => {
    const words = { zh: `${name.zh} ${zh}`, en: `${name.en}, ${en}` };
    return device(id, system, words, toEnu(at, heightM, yawRad), placeId);
  });
}

/** One in each of these homes or rooms, so high above its floor. */
export function inRooms(
  system: string,
  prefix: string,
  name: LocalText,
  heightM: number,
  rooms: readonly Place[],
): PlannedDevice[] {
  return rooms.flatMap(({ id, name: room, box }) => {
    if (!box) return [];
    const [x, y, z] = box.centreEnu;
    const at: Enu = [x, y, z - box.sizeM[2] / 2 + heightM];
    const words = { zh: `${name.zh} ${room.zh}`, en: `${name.en}, ${room.en}` };
    return [device(`${prefix}-${id}`, system, words, at, id)];
  });
}

export function homesOf({ places }: CompoundPlan): readonly Place[] {
  return places.filter(({ kind }) => kind === 'household');
}

/** Every nth home, so that all buildings have some. */
export function someHomes(plan: CompoundPlan, every: number, from = 0): readonly Place[] {
  return homesOf(plan).filter((_home, n) => n % every === from);
}

export function roomOf({ places }: CompoundPlan, id: string): Place {
  const room = places.find((place) => place.id === id);
  if (!room) throw new Error(`There is no room ${id}.`);
  return room;
}

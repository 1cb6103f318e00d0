/**
 * What whoever commands at a fire asks of the plan in one glance: who is above, below and beside it, where the nearest
 * hydrants are, which lifts and doors are the unit's, and through which gate help comes. Pure; states and people are
 * looked up by who shows it.
 */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { CompoundPlan, Enu, OrientedBox, Place } from '#shared/twin/compound.ts';

export type CardDevice = Pick<DeviceRecord, 'key' | 'system' | 'placeId' | 'positionEnu'>;

export interface AtDistance {
  readonly key: string;
  /** Horizontal, metres. */
  readonly distanceM: number;
}

export interface FireCard {
  /** Where it burns; null where the plan knows no such place and none holds the position. */
  readonly place: Place | null;
  /** Households of the same unit, the nearest storey first. */
  readonly above: readonly Place[];
  readonly below: readonly Place[];
  /** On the same storey; of a unit whose storey nobody told, all of its households. */
  readonly beside: readonly Place[];
  /** The nearest four. */
  readonly hydrants: readonly AtDistance[];
  /** Keys of the unit's lifts and doors; of a building as a whole, all of its. */
  readonly lifts: readonly string[];
  readonly doors: readonly string[];
  /** All gates for vehicles, nearest first. */
  readonly gates: readonly AtDistance[];
}

const hydrantsShown = 4;
/** Floors of one storey may differ by steps. */
const sameFloorM = 1;

export function fireCardOf({
  plan,
  devices,
  placeId,
  positionEnu,
}: {
  readonly plan: CompoundPlan;
  readonly devices: readonly CardDevice[];
  readonly placeId: string | null;
  readonly positionEnu: Enu | null;
}): FireCard {
  const byId = new Map(plan.places.map((one) => [one.id, one]));
  const place = (placeId === null ? undefined : byId.get(placeId)) ?? holding(plan, positionEnu);
  const from = positionEnu ?? place?.box?.centreEnu ?? null;
  const up = place ? chainOf(place, byId) : [];
  const unit = up.find(({ kind }) => kind === 'unit') ?? null;
  const around = unit ?? up.find(({ kind }) => kind === 'building') ?? null;
  const isInside = (id: string | null) => {
    const inside = id === null ? undefined : byId.get(id);
    return inside !== undefined && around !== null && chainOf(inside, byId).includes(around);
  };
  const ofRole = (role: string) => devices.filter(({ system }) => systemOrUnknown(system).role === role);
  const keysInside = (role: string) =>
    ofRole(role)
      .filter((device) => isInside(device.placeId))
      .map(({ key }) => key);
  const households = unit
    ? plan.places.filter(
        (one) => one.kind === 'household' && one !== place && chainOf(one, byId).includes(unit),
      )
    : [];
  return {
    place: place ?? null,
    ...byStorey(households, floorOf(up, households, positionEnu), byId),
    hydrants: nearest(ofRole('hydrant'), from).slice(0, hydrantsShown),
    lifts: keysInside('lift'),
    doors: keysInside('unit-door'),
    gates: nearest(ofRole('vehicle-gate'), from),
  };
}

/** So many of a role are asked where none is in the place: the nearest loudspeakers, lamps, gates. */
const nearestAsked = 8;

/**
 * Devices of a role that a step about an emergency means: the emergency's own, else those of its very place, else those
 * of its unit or building, else the nearest. Keys, in the plan's order or by distance.
 */
export function devicesOfRole(
  role: string,
  emergency: {
    readonly plan: CompoundPlan;
    readonly devices: readonly CardDevice[];
    readonly placeId: string | null;
    readonly positionEnu: Enu | null;
    readonly deviceKeys: readonly string[];
  },
): readonly string[] {
  const { plan, devices, placeId, positionEnu, deviceKeys } = emergency;
  const all = devices.filter(({ system }) => systemOrUnknown(system).role === role);
  const byId = new Map(plan.places.map((one) => [one.id, one]));
  const place = (placeId === null ? undefined : byId.get(placeId)) ?? holding(plan, positionEnu);
  const up = place ? chainOf(place, byId) : [];
  const around = up.find(({ kind }) => kind === 'unit') ?? up.find(({ kind }) => kind === 'building');
  const isInside = (id: string | null, outer: Place) => {
    const inside = id === null ? undefined : byId.get(id);
    return inside !== undefined && chainOf(inside, byId).includes(outer);
  };
  const circles = [
    all.filter(({ key }) => deviceKeys.includes(key)),
    all.filter((device) => place !== undefined && device.placeId === place.id),
    all.filter((device) => around !== undefined && isInside(device.placeId, around)),
  ];
  const own = circles.find((circle) => circle.length > 0);
  if (own) return own.map(({ key }) => key);
  const from = positionEnu ?? place?.box?.centreEnu ?? null;
  return nearest(all, from)
    .slice(0, nearestAsked)
    .map(({ key }) => key);
}

/** The place itself, then what it lies in. */
function chainOf(place: Place, byId: ReadonlyMap<string, Place>): Place[] {
  const chain: Place[] = [];
  for (let one: Place | undefined = place; one && chain.length < 10;) {
    chain.push(one);
    one = one.parentId === null ? undefined : byId.get(one.parentId);
  }
  return chain;
}

const floorM = ({ centreEnu, sizeM }: OrientedBox): number => centreEnu[2] - sizeM[2] / 2;

const isOnAStorey = ({ kind }: Place) => kind === 'storey' || kind === 'household' || kind === 'area';

/** Height of the floor it burns on, metres, by its place, else by its position; null where nothing tells the storey. */
function floorOf(up: readonly Place[], households: readonly Place[], positionEnu: Enu | null): number | null {
  const room = up.find((place) => place.box !== null && isOnAStorey(place));
  if (room?.box) return floorM(room.box);
  if (!positionEnu) return null;
  const heightM = positionEnu[2];
  const level = households.find(
    ({ box }) => box && heightM >= floorM(box) && heightM < floorM(box) + box.sizeM[2],
  );
  return level?.box ? floorM(level.box) : null;
}

function byStorey(
  households: readonly Place[],
  atM: number | null,
  byId: ReadonlyMap<string, Place>,
): Pick<FireCard, 'above' | 'below' | 'beside'> {
  const withFloor = households.map((place) => {
    const box = place.box ?? chainOf(place, byId).find(({ kind }) => kind === 'storey')?.box;
    return { place, overM: box && atM !== null ? floorM(box) - atM : 0 };
  });
  const isBeside = ({ overM }: (typeof withFloor)[number]) => Math.abs(overM) < sameFloorM;
  const others = withFloor.filter((one) => !isBeside(one));
  const places = (list: typeof withFloor) => list.map(({ place }) => place);
  return {
    above: places(others.filter(({ overM }) => overM > 0).toSorted((a, b) => a.overM - b.overM)),
    below: places(others.filter(({ overM }) => overM < 0).toSorted((a, b) => b.overM - a.overM)),
    beside: places(withFloor.filter(isBeside)),
  };
}

/** The smallest place whose box holds the position. */
function holding({ places }: CompoundPlan, positionEnu: Enu | null): Place | undefined {
  if (positionEnu === null) return undefined;
  const volume = ({ box }: Place) => (box ? box.sizeM[0] * box.sizeM[1] * box.sizeM[2] : Infinity);
  return places
    .filter(({ box }) => box !== null && isIn(box, positionEnu))
    .toSorted((a, b) => volume(a) - volume(b))[0];
}

function isIn({ centreEnu, sizeM, yawRad }: OrientedBox, [x, y, z]: Enu): boolean {
  const [dx, dy, dz] = [x - centreEnu[0], y - centreEnu[1], z - centreEnu[2]];
  const along = dx * Math.cos(yawRad) + dy * Math.sin(yawRad);
  const across = dy * Math.cos(yawRad) - dx * Math.sin(yawRad);
  return Math.abs(along) <= sizeM[0] / 2 && Math.abs(across) <= sizeM[1] / 2 && Math.abs(dz) <= sizeM[2] / 2;
}

function nearest(devices: readonly CardDevice[], from: Enu | null): AtDistance[] {
  if (from === null) return [];
  return devices
    .flatMap(({ key, positionEnu: at }) =>
      at === null ? [] : [{ key, distanceM: Math.hypot(at[0] - from[0], at[1] - from[1]) }],
    )
    .toSorted((a, b) => a.distanceM - b.distanceM);
}

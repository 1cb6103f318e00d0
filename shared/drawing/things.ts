/** One thing of a drawing, whatever it is, by its key: what it is, where its points are, moved, turned, copied, taken away. */
import type { PlannedDevice } from '../protocol/device.ts';
import type {
  At,
  CompoundDrawing,
  DrawnArea,
  DrawnBays,
  DrawnBuilding,
  DrawnGate,
  DrawnLamp,
  DrawnRoad,
  DrawnTree,
} from './drawing.ts';
import { middleOf, roundedAt, turned } from './rings.ts';

/** What is drawn together and saved together. */
export interface Sketch {
  readonly drawing: CompoundDrawing;
  readonly devices: readonly PlannedDevice[];
}

export type Thing =
  | { readonly kind: 'building'; readonly value: DrawnBuilding }
  | { readonly kind: 'road'; readonly value: DrawnRoad }
  | { readonly kind: 'area'; readonly value: DrawnArea }
  | { readonly kind: 'gate'; readonly value: DrawnGate }
  | { readonly kind: 'bays'; readonly value: DrawnBays }
  | { readonly kind: 'tree'; readonly value: DrawnTree }
  | { readonly kind: 'lamp'; readonly value: DrawnLamp }
  | { readonly kind: 'fence'; readonly value: readonly At[] }
  | { readonly kind: 'device'; readonly value: PlannedDevice };

export type ThingKind = Thing['kind'];

/** There is one. */
export const fenceKey = 'fence';
const devicePrefix = 'device:';
export const keyOfDevice = ({ system, id }: Pick<PlannedDevice, 'system' | 'id'>): string =>
  `${devicePrefix}${system}/${id}`;

/** Lists of the drawing by what they hold. */
const lists = {
  building: 'buildings',
  road: 'roads',
  area: 'areas',
  gate: 'gates',
  bays: 'bays',
  tree: 'trees',
  lamp: 'lamps',
} as const satisfies Partial<Record<ThingKind, keyof CompoundDrawing>>;
export type ListedKind = keyof typeof lists;
type ValueOf<Kind extends ListedKind> = CompoundDrawing[(typeof lists)[Kind]][number];

const listedKinds = Object.keys(lists) as ListedKind[];

export function findThing({ drawing, devices }: Sketch, key: string): Thing | null {
  if (key === fenceKey) return drawing.fence.length > 0 ? { kind: 'fence', value: drawing.fence } : null;
  if (key.startsWith(devicePrefix)) {
    const value = devices.find((device) => keyOfDevice(device) === key);
    return value ? { kind: 'device', value } : null;
  }
  for (const kind of listedKinds) {
    const value = drawing[lists[kind]].find((one) => one.key === key);
    // The list says which kind its things are.
    if (value) return { kind, value } as Thing;
  }
  return null;
}

const noIds: ReadonlySet<string> = new Set();

/** `building-7`: one more than any that is there. `taken`: of the plan, by what was not drawn. */
export function nextKey(drawing: CompoundDrawing, kind: ListedKind, taken = noIds): string {
  const most = drawing[lists[kind]].reduce((number, { key }) => {
    const own = Number(key.slice(kind.length + 1));
    return key.startsWith(`${kind}-`) && own > number ? own : number;
  }, 0);
  let number = most + 1;
  while (taken.has(`${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}

export function added<Kind extends ListedKind>(sketch: Sketch, kind: Kind, value: ValueOf<Kind>): Sketch {
  const list = lists[kind];
  return { ...sketch, drawing: { ...sketch.drawing, [list]: [...sketch.drawing[list], value] } };
}

/** Points of it that can be taken hold of. */
export function pointsOf(thing: Thing): readonly At[] {
  switch (thing.kind) {
    case 'building':
    case 'area':
      return thing.value.ring;
    case 'road':
      return thing.value.path;
    case 'fence':
      return thing.value;
    case 'bays':
      return [thing.value.from];
    case 'device':
      return thing.value.positionEnu ? [[thing.value.positionEnu[0], thing.value.positionEnu[1]]] : [];
    default:
      return [thing.value.at];
  }
}

/** The same thing with its points where `move` puts them. */
function movedThing(thing: Thing, move: (at: At, nth: number) => At, turnRad: number): Thing['value'] {
  const put = (at: At, nth = 0) => roundedAt(move(at, nth));
  switch (thing.kind) {
    case 'building':
    case 'area':
      return { ...thing.value, ring: thing.value.ring.map(put) };
    case 'road':
      return { ...thing.value, path: thing.value.path.map(put) };
    case 'fence':
      return thing.value.map(put);
    case 'bays':
      return { ...thing.value, from: put(thing.value.from), yawRad: turnOf(thing.value.yawRad + turnRad) };
    case 'device':
      return movedDevice(thing.value, put, turnRad);
    default:
      return { ...thing.value, at: put(thing.value.at) };
  }
}

function movedDevice(device: PlannedDevice, put: (at: At) => At, turnRad: number): PlannedDevice {
  const { positionEnu, camera } = device;
  if (!positionEnu) return device;
  const [x, y] = put([positionEnu[0], positionEnu[1]]);
  return {
    ...device,
    positionEnu: [x, y, positionEnu[2]],
    ...(camera ? { camera: { ...camera, headingRad: turnOf(camera.headingRad + turnRad) } } : {}),
  };
}

const turnOf = (yawRad: number): number => Math.atan2(Math.sin(yawRad), Math.cos(yawRad));

/** In the building, on one of its storeys, in one of its homes. */
export function isPlacedIn(device: PlannedDevice, buildingId: string): boolean {
  const { placeId } = device;
  return placeId === buildingId || placeId?.startsWith(`${buildingId}-`) === true;
}

function replaced(sketch: Sketch, key: string, value: Thing['value'] | null): Sketch {
  const { drawing, devices } = sketch;
  const swap = <T>(all: readonly T[], isIt: (one: T) => boolean) =>
    all.flatMap((one) => (isIt(one) ? (value === null ? [] : [value as T]) : [one]));
  if (key === fenceKey)
    return { ...sketch, drawing: { ...drawing, fence: (value as readonly At[] | null) ?? [] } };
  if (key.startsWith(devicePrefix))
    return { ...sketch, devices: swap(devices, (device) => keyOfDevice(device) === key) };
  for (const kind of listedKinds) {
    const list = lists[kind];
    if (drawing[list].some((one) => one.key === key))
      return {
        ...sketch,
        drawing: {
          ...drawing,
          [list]: swap<{ readonly key: string }>(drawing[list], (one) => one.key === key),
        },
      };
  }
  return sketch;
}

function movedAll(sketch: Sketch, keys: readonly string[], move: (at: At) => At, turnRad: number): Sketch {
  let next = sketch;
  const chosen = new Set(keys);
  for (const key of keys) {
    const thing = findThing(next, key);
    if (!thing) continue;
    next = replaced(next, key, movedThing(thing, move, turnRad));
    if (thing.kind !== 'building') continue;
    // What hangs in a building goes with it.
    const { id } = thing.value;
    next = {
      ...next,
      devices: next.devices.map((device) =>
        isPlacedIn(device, id) && !chosen.has(keyOfDevice(device))
          ? movedDevice(device, (at) => roundedAt(move(at)), turnRad)
          : device,
      ),
    };
  }
  return next;
}

export const moved = (sketch: Sketch, keys: readonly string[], [dx, dy]: At): Sketch =>
  movedAll(sketch, keys, ([x, y]) => [x + dx, y + dy], 0);

/** About the middle of all of them. */
export function turnedAll(sketch: Sketch, keys: readonly string[], yawRad: number): Sketch {
  const points = keys.flatMap((key) => {
    const thing = findThing(sketch, key);
    return thing ? pointsOf(thing) : [];
  });
  const [x, y] = middleOf(points);
  const move = (at: At): At => {
    const [dx, dy] = turned([at[0] - x, at[1] - y], yawRad);
    return [x + dx, y + dy];
  };
  return movedAll(sketch, keys, move, yawRad);
}

export function withPoint(sketch: Sketch, key: string, nth: number, at: At): Sketch {
  const thing = findThing(sketch, key);
  return thing
    ? replaced(
        sketch,
        key,
        movedThing(thing, (own, i) => (i === nth ? at : own), 0),
      )
    : sketch;
}

/** Before the point of this number; of a building the entrances stay on their side. */
export function withNewPoint(sketch: Sketch, key: string, nth: number, at: At): Sketch {
  const thing = findThing(sketch, key);
  const insert = (points: readonly At[]) => points.toSpliced(nth, 0, roundedAt(at));
  switch (thing?.kind) {
    case 'building': {
      const { ring, entranceEdge } = thing.value;
      const value = {
        ...thing.value,
        ring: insert(ring),
        entranceEdge: entranceEdge >= nth ? entranceEdge + 1 : entranceEdge,
      };
      return replaced(sketch, key, value);
    }
    case 'area':
      return replaced(sketch, key, { ...thing.value, ring: insert(thing.value.ring) });
    case 'road':
      return replaced(sketch, key, { ...thing.value, path: insert(thing.value.path) });
    case 'fence':
      return replaced(sketch, key, insert(thing.value));
    default:
      return sketch;
  }
}

/** Not the last ones that make it what it is. */
export function withoutPoint(sketch: Sketch, key: string, nth: number): Sketch {
  const thing = findThing(sketch, key);
  if (!thing) return sketch;
  const points = pointsOf(thing);
  if (points.length <= (thing.kind === 'road' ? 2 : 3)) return sketch;
  const left = points.toSpliced(nth, 1);
  switch (thing.kind) {
    case 'building': {
      const { entranceEdge } = thing.value;
      const edge = entranceEdge >= nth ? Math.max(0, entranceEdge - 1) : entranceEdge;
      return replaced(sketch, key, {
        ...thing.value,
        ring: left,
        entranceEdge: Math.min(edge, left.length - 1),
      });
    }
    case 'area':
      return replaced(sketch, key, { ...thing.value, ring: left });
    case 'road':
      return replaced(sketch, key, { ...thing.value, path: left });
    case 'fence':
      return replaced(sketch, key, left);
    default:
      return sketch;
  }
}

/** A building that is called otherwise takes the places of its devices along; as another one is called it is not called. */
export function changed<T extends Thing>(sketch: Sketch, key: string, change: Partial<T['value']>): Sketch {
  const thing = findThing(sketch, key);
  if (!thing || thing.kind === 'fence') return sketch;
  const isTaken =
    thing.kind === 'building' &&
    'id' in change &&
    sketch.drawing.buildings.some((one) => one.key !== key && one.id === change.id);
  if (isTaken) return sketch;
  const next = replaced(sketch, key, { ...thing.value, ...change } as Thing['value']);
  if (thing.kind !== 'building' || !('id' in change) || typeof change.id !== 'string') return next;
  const { id } = thing.value;
  const nextId = change.id;
  return {
    ...next,
    devices: next.devices.map((device) =>
      isPlacedIn(device, id)
        ? { ...device, placeId: nextId + (device.placeId ?? '').slice(id.length) }
        : device,
    ),
  };
}

export const removed = (sketch: Sketch, keys: readonly string[]): Sketch =>
  keys.reduce((next, key) => replaced(next, key, null), sketch);

/** Beside what they are copies of; devices and the fence are not copied. Gives the keys of the copies. */
export function copied(
  sketch: Sketch,
  keys: readonly string[],
  [dx, dy]: At,
  taken = noIds,
): readonly [Sketch, readonly string[]] {
  let next = sketch;
  const copies: string[] = [];
  for (const key of keys) {
    const thing = findThing(sketch, key);
    if (!thing || thing.kind === 'fence' || thing.kind === 'device') continue;
    const own = nextKey(next.drawing, thing.kind, taken);
    const value = {
      ...(movedThing(thing, ([x, y]) => [x + dx, y + dy], 0) as object),
      key: own,
      ...(thing.kind === 'building' ? freshName(next.drawing, taken) : {}),
      ...(thing.kind === 'bays' ? { first: nextBay(next.drawing, taken) } : {}),
    };
    next = added(next, thing.kind, value as ValueOf<typeof thing.kind>);
    copies.push(own);
  }
  return [next, copies];
}

/** The next number that no building has. */
export function freshName({ buildings }: CompoundDrawing, taken = noIds): Pick<DrawnBuilding, 'id' | 'name'> {
  const drawn = new Set(buildings.map(({ id }) => id));
  let number = 1;
  while (drawn.has(String(number)) || taken.has(String(number))) number++;
  return { id: String(number), name: { zh: `${number}号楼`, en: `Building ${number}` } };
}

export function nextBay({ bays }: CompoundDrawing, taken = noIds): number {
  const drawn = bays.reduce((most, { first, count }) => Math.max(most, first + count), 1);
  return [...taken].reduce((most, id) => {
    const number = /^bay-(\d{1,5})$/.exec(id)?.[1];
    return number === undefined ? most : Math.max(most, Number(number) + 1);
  }, drawn);
}

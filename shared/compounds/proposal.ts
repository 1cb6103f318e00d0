/**
 * What a device of another system might be here: its system of the catalogue, its place in the plan, its points. A
 * proposal for a person to confirm; no system is known by name, only by what its declaration says.
 */
import { systems as catalogue } from '../systems/index.ts';
import type { SystemDeclaration } from '../systems/declaration.ts';
import { proposePlace } from './proposedPlace.ts';
import { hasOwnAlarm, proposePoints, vagueUnits, type ExposedPoint, type Match } from './proposedPoints.ts';
import { matchesAny, systemWords } from './recognition.ts';

export type { ExposedPoint } from './proposedPoints.ts';

export interface ExposedDevice {
  readonly name: string;
  readonly model?: string;
  /** What the other system says its devices are: `camera`. */
  readonly kind?: string;
  readonly points: readonly ExposedPoint[];
}

export interface Proposal {
  /** Null where nothing, or more than one, is likely. */
  readonly system: string | null;
  readonly placeId: string | null;
  /** Key → id of the point; keys that are not here keep their own names. */
  readonly points: Readonly<Record<string, string>>;
}

/** By this much the likeliest system must be ahead of the next. */
const clearlyAhead = 0.2;
/** Of what a system shows first; without a word for it so much has to be there. */
const enoughOfHeadline = 0.6;

export function propose(
  device: ExposedDevice,
  places: ReadonlySet<string>,
  systems: readonly SystemDeclaration[] = catalogue,
): Proposal {
  const system = proposeSystem(device, systems);
  return {
    system: system?.id ?? null,
    placeId: proposePlace(device.name, places),
    points: system ? pointsIn(system, device.points) : {},
  };
}

/** In a system that was chosen by hand. */
export function pointsIn(
  system: SystemDeclaration,
  points: readonly ExposedPoint[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(proposePoints(system, points).map(({ key, pointId }) => [key, pointId]));
}

const counted = new WeakMap<readonly SystemDeclaration[], ReadonlyMap<string, number>>();

/** How many systems have a point of this name. */
function sharingIn(systems: readonly SystemDeclaration[]): ReadonlyMap<string, number> {
  const known = counted.get(systems);
  if (known) return known;
  const sharing = new Map<string, number>();
  for (const { points } of systems) for (const { id } of points) sharing.set(id, (sharing.get(id) ?? 0) + 1);
  counted.set(systems, sharing);
  return sharing;
}

function proposeSystem(
  device: ExposedDevice,
  systems: readonly SystemDeclaration[],
): SystemDeclaration | null {
  const sharing = sharingIn(systems);
  const ranked = systems
    .map((system) => ({ system, score: likelihood(system, device, sharing) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  if (!best || best.score - (next?.score ?? 0) < clearlyAhead) return null;
  const { kind = '', points } = device;
  const isKept = points.length === 0 || matchesAny(kind, systemWords(best.system)) > 0;
  return isKept || saysOwn(best.system, points, sharing) ? best.system : null;
}

function likelihood(
  system: SystemDeclaration,
  { name, model = '', kind = '', points }: ExposedDevice,
  sharing: ReadonlyMap<string, number>,
): number {
  const words = systemWords(system);
  const heard = Math.max(
    matchesAny(kind, words) * 1.5,
    matchesAny(name, words),
    matchesAny(model, words),
    ...points.map((point) => classWord(point, system)),
  );
  const named = proposePoints(system, points, true);
  const evidence = named.reduce((sum, { pointId }) => sum + 1 / (sharing.get(pointId) ?? 1), 0);
  if (heard > 0) return 2 + Math.min(heard, 20) / 5 + evidence;
  const shown = system.headline.filter((id) => named.some(({ pointId }) => pointId === id)).length;
  const isEnough = named.length > 1 && shown >= system.headline.length * enoughOfHeadline;
  return isEnough && measured(system, named) > 1 ? evidence : 0;
}

/** Of what raises an alarm at least as grave. */
const graveEnough = 2;

/**
 * Whether something of the device is the system's own, is shown of it first, or raises a grave alarm of it. A name alone promises too much: an SOS
 * button of which only the battery is understood would call nobody, and a plug called after gas finds none.
 */
function saysOwn(
  system: SystemDeclaration,
  points: readonly ExposedPoint[],
  sharing: ReadonlyMap<string, number>,
): boolean {
  return proposePoints(system, points).some(({ pointId }) => {
    const declared = system.points.find(({ id }) => id === pointId);
    const isVague = declared?.kind === 'number' && vagueUnits.has(declared.unit ?? '');
    return (
      sharing.get(pointId) === 1 ||
      (system.headline.includes(pointId) && !isVague) ||
      system.rules.some(({ point, priority }) => point === pointId && priority <= graveEnough)
    );
  });
}

/** A value that is called as a system is: smoke, in a smoke detector. Its class says more than its name. */
function classWord({ key, deviceClass, kind }: ExposedPoint, system: SystemDeclaration): number {
  // What is measured anywhere, such as a door's temperature, makes no system.
  if (kind === 'number') return 0;
  const words = systemWords(system);
  // A switch called POWER makes no meter.
  return Math.max(matchesAny(deviceClass ?? '', words), hasOwnAlarm(system) ? wholeKey(key, words) : 0);
}

function wholeKey(key: string, words: ReturnType<typeof systemWords>): number {
  const matched = matchesAny(key, words);
  return matched * 2 > key.length ? matched : 0;
}

/** Matches with a unit of their own: a name alone, a battery, a temperature are shared by too much. */
function measured(system: SystemDeclaration, matches: readonly Match[]): number {
  const unitOf = (pointId: string) => system.points.find(({ id }) => id === pointId)?.unit;
  return matches.filter(({ pointId }) => !vagueUnits.has(unitOf(pointId) ?? '')).length;
}

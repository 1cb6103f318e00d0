/** Which declared point each value of a foreign device is: by name, class, kind and unit; else it keeps its own name. */
import { rescaleFrom } from '../units/rescale.ts';
import type { PointDeclaration, SystemDeclaration } from '../systems/declaration.ts';
import { callsForHelp } from './emergencyWords.ts';
import { matchesAny, systemWords } from './recognition.ts';
import { stateWords } from './stateWords.ts';

export interface ExposedPoint {
  /** As the other system calls the value. */
  readonly key: string;
  readonly name?: string;
  readonly kind?: 'number' | 'boolean' | 'text';
  readonly unit?: string;
  /** What kind of quantity the other system says it is: `smoke`, `temperature`, `battery`. */
  readonly deviceClass?: string;
  /** Words that it may say, or be told. */
  readonly words?: readonly string[];
}

/** Units that tell little: half of all devices have a battery or a temperature. */
export const vagueUnits: ReadonlySet<string> = new Set(['%', '', '°C', 'ms-epoch', 's', 'min', 'h']);

const anybodys: ReadonlySet<string> = new Set(['on', 'off', 'true', 'false', '0', '1', 'toggle']);

export interface Match {
  readonly key: string;
  readonly pointId: string;
}

/** Of one device; those after them keep their own names. */
const mostConsidered = 100;

/** `namedOnly`: those whose name or class says so, which is what tells systems apart. */
export function proposePoints(
  system: SystemDeclaration,
  all: readonly ExposedPoint[],
  namedOnly = false,
): Match[] {
  const points = all.slice(0, mostConsidered);
  const index = indexOf(system);
  const found: { readonly key: string; readonly pointId: string; readonly score: number }[] = [];
  for (const point of points)
    for (const [declared, score] of candidates(point, index, namedOnly ? null : points))
      if (fits(point, declared, index)) found.push({ key: point.key, pointId: declared.id, score });
  if (found.length === 0) return [];
  found.sort((a, b) => b.score - a.score);
  const keys = new Set<string>();
  const ids = new Set<string>();
  return found.flatMap(({ key, pointId }) => {
    if (keys.has(key) || ids.has(pointId)) return [];
    keys.add(key);
    ids.add(pointId);
    return [{ key, pointId }];
  });
}

/** A yes or no of a meter, tampered with, is not what the meter is for. */
const leastGrave = 2;

/** The system has a point for a detector's own alarm: what is called as the system is that. */
export function hasOwnAlarm(system: SystemDeclaration): boolean {
  return indexOf(system).alarm !== undefined;
}

/** The points of a system by what they are called. */
interface Index {
  readonly system: SystemDeclaration;
  readonly byName: ReadonlyMap<string, readonly PointDeclaration[]>;
  readonly endings: readonly (readonly [string, PointDeclaration])[];
  /** What a rule as grave as any of the system asks of a device's own word: its alarm, not its fault. */
  readonly alarm: PointDeclaration | undefined;
}

const indices = new WeakMap<SystemDeclaration, Index>();

function indexOf(system: SystemDeclaration): Index {
  const known = indices.get(system);
  if (known) return known;
  const byName = new Map<string, PointDeclaration[]>();
  for (const declared of system.points)
    for (const name of new Set([declared.id, declared.name.zh, declared.name.en].map(plain)))
      byName.set(name, [...(byName.get(name) ?? []), declared]);
  const booleans = system.points.filter(({ kind }) => kind === 'boolean');
  const gravest = system.rules
    .filter(({ condition }) => condition.kind === 'equals' && condition.value === 1)
    .filter(({ point }) => booleans.some(({ id }) => id === point))
    .filter(
      ({ priority }) => priority <= leastGrave && system.rules.every((other) => priority <= other.priority),
    )[0];
  const index = {
    system,
    byName,
    endings: system.points.filter(({ id }) => id.length > 3).map((one) => [plain(one.id), one] as const),
    alarm: booleans.find(({ id }) => id === gravest?.point),
  };
  indices.set(system, index);
  return index;
}

/** Whether its values can be read as the declared ones. */
function fits(point: ExposedPoint, declared: PointDeclaration, { alarm }: Index): boolean {
  const { kind, unit, words, key, deviceClass } = point;
  if (declared.personal !== undefined) return false;
  switch (declared.kind) {
    case 'number':
      return (kind === undefined || kind === 'number') && rescaleFrom(unit, declared.unit) !== null;
    case 'boolean':
      return kind === undefined || kind === 'boolean' || (declared === alarm && callsForHelp(point));
    case 'text':
      return kind === undefined || kind === 'text';
    case 'state': {
      if (kind === 'number') return false;
      const known = stateWords(declared.states ?? []);
      if (words && words.length > 0)
        return new Set(words.flatMap((word) => known.get(word.toLowerCase()) ?? [])).size > 1;
      if (kind === 'boolean') return isOpening(key, deviceClass) ? known.has('open') : known.has('on');
      return true;
    }
  }
}

const openings: ReadonlySet<string> = new Set([
  'contact',
  'opening',
  'door',
  'window',
  'garage_door',
  'gate',
]);

function isOpening(key: string, deviceClass: string | undefined): boolean {
  return openings.has(key.toLowerCase()) || (deviceClass !== undefined && openings.has(deviceClass));
}

/** Declared points that it may be, each with how much speaks for it. */
function candidates(
  point: ExposedPoint,
  { system, byName, endings, alarm }: Index,
  /** The others of its device; null: only what it is called counts. */
  points: readonly ExposedPoint[] | null,
): (readonly [PointDeclaration, number])[] {
  const found: (readonly [PointDeclaration, number])[] = [];
  const names = namesOf(point);
  const [key] = names;
  let score = 6;
  for (const name of names) {
    const called = name === '' ? undefined : byName.get(name);
    if (called) for (const declared of called) found.push([declared, score]);
    score--;
  }
  for (const [ending, declared] of endings) if (key.endsWith(ending)) found.push([declared, 2.5]);
  if (points === null) return found;
  if (alarm && callsForHelp(point)) found.push([alarm, 3]);
  if (alarm && isCalledAs(point, system)) found.push([alarm, 2]);
  const isStated = isOpening(point.key, point.deviceClass) || saysMoreThanYes(point);
  for (const declared of system.points) {
    if (declared.kind === 'state' && isStated) found.push([declared, 1]);
    if (declared.kind === 'number' && isOnlyOfUnit(point, declared, system, points))
      found.push([declared, 1]);
  }
  return found;
}

/** They are told what to be; however they are called, they find nothing. */
const switches: ReadonlySet<string> = new Set(['switch', 'outlet', 'light', 'fan', 'siren']);

/** A yes-or-no that is called as the system itself. */
function isCalledAs({ key, kind, deviceClass }: ExposedPoint, system: SystemDeclaration): boolean {
  if (kind === 'number' || switches.has(deviceClass ?? '')) return false;
  const words = systemWords(system);
  return matchesAny(key, words) > 0 || (deviceClass !== undefined && matchesAny(deviceClass, words) > 0);
}

function isOnlyOfUnit(
  { unit }: ExposedPoint,
  declared: PointDeclaration,
  system: SystemDeclaration,
  points: readonly ExposedPoint[],
): boolean {
  if (unit === undefined || vagueUnits.has(declared.unit ?? '') || rescaleFrom(unit, declared.unit) === null)
    return false;
  const rivals = points.filter((other) => other.kind === 'number' && other.unit === unit).length;
  const places = system.points.filter(
    (other) => other.kind === 'number' && other.unit !== undefined && rescaleFrom(unit, other.unit) !== null,
  ).length;
  return rivals === 1 && places === 1;
}

/** ON and OFF are said of anything. */
function saysMoreThanYes({ words = [] }: ExposedPoint): boolean {
  return words.length > 1 && words.some((word) => !anybodys.has(word.toLowerCase()));
}

type Names = readonly [key: string, last: string, deviceClass: string, name: string];
const namesOfPoints = new WeakMap<ExposedPoint, Names>();

/** What a point is called, from what says most to what says least; asked once for each system. */
function namesOf(point: ExposedPoint): Names {
  const known = namesOfPoints.get(point);
  if (known) return known;
  const { key, deviceClass = '', name = '' } = point;
  const names: Names = [plain(key), plain(lastOf(key)), plain(deviceClass), plain(name)];
  namesOfPoints.set(point, names);
  return names;
}

function lastOf(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf('/')) + 1);
}

const mostRemembered = 5000;
const plainTexts = new Map<string, string>();

/** Letters and figures alone; devices of one kind name their values alike. */
function plain(text: string): string {
  const known = plainTexts.get(text);
  if (known !== undefined) return known;
  const short = text.slice(0, 300);
  const found = short.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (plainTexts.size >= mostRemembered) plainTexts.clear();
  plainTexts.set(short, found);
  return found;
}

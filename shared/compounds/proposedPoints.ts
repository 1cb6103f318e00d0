/** Which declared point each value of a foreign device is: by name, class, kind and unit; else it keeps its own name. */
import { rescaleFrom } from '../units/rescale.ts';
import type { PointDeclaration, SystemDeclaration } from '../systems/declaration.ts';
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
  /** Its name, and not just its unit or its class, says so. */
  readonly named: boolean;
}

export function proposePoints(system: SystemDeclaration, points: readonly ExposedPoint[]): Match[] {
  const found: { readonly key: string; readonly pointId: string; readonly score: number }[] = [];
  for (const point of points)
    for (const declared of system.points) {
      const score = fits(point, declared) ? likeness(point, declared, system, points) : 0;
      if (score > 0) found.push({ key: point.key, pointId: declared.id, score });
    }
  found.sort((a, b) => b.score - a.score);
  const keys = new Set<string>();
  const ids = new Set<string>();
  return found.flatMap(({ key, pointId, score }) => {
    if (keys.has(key) || ids.has(pointId)) return [];
    keys.add(key);
    ids.add(pointId);
    return [{ key, pointId, named: score > 2 }];
  });
}

/** Whether its values can be read as the declared ones. */
function fits({ kind, unit, words, key, deviceClass }: ExposedPoint, declared: PointDeclaration): boolean {
  if (declared.personal !== undefined) return false;
  switch (declared.kind) {
    case 'number':
      return (kind === undefined || kind === 'number') && rescaleFrom(unit, declared.unit) !== null;
    case 'boolean':
      return kind === undefined || kind === 'boolean';
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

const openings: ReadonlySet<string> = new Set(['contact', 'opening', 'door', 'window', 'garage_door', 'gate']);

function isOpening(key: string, deviceClass: string | undefined): boolean {
  return openings.has(key.toLowerCase()) || (deviceClass !== undefined && openings.has(deviceClass));
}

function likeness(
  point: ExposedPoint,
  declared: PointDeclaration,
  system: SystemDeclaration,
  points: readonly ExposedPoint[],
): number {
  const ours = new Set([declared.id, declared.name.zh, declared.name.en].map(plain));
  if (ours.has(plain(point.key))) return 6;
  if (ours.has(plain(lastOf(point.key)))) return 5;
  if (point.deviceClass !== undefined && ours.has(plain(point.deviceClass))) return 4;
  if (point.name !== undefined && ours.has(plain(point.name))) return 3;
  if (plain(point.key).endsWith(plain(declared.id)) && declared.id.length > 3) return 2.5;
  if (declared.kind === 'boolean') return isOwnAlarm(point, declared, system) ? 2 : 0;
  if (declared.kind === 'state')
    return isOpening(point.key, point.deviceClass) || saysMoreThanYes(point) ? 1 : 0;
  if (declared.kind !== 'number' || point.unit === undefined || vagueUnits.has(declared.unit ?? '')) return 0;
  const rivals = points.filter((other) => other.kind === 'number' && other.unit === point.unit).length;
  const places = system.points.filter(
    ({ kind, unit }) => kind === 'number' && unit !== undefined && rescaleFrom(point.unit, unit) !== null,
  ).length;
  return rivals === 1 && places === 1 ? 1 : 0;
}

/** A yes-or-no that is called as the system itself tells what the system's gravest rule asks of a device's own word. */
function isOwnAlarm(
  { key, deviceClass }: ExposedPoint,
  declared: PointDeclaration,
  system: SystemDeclaration,
): boolean {
  const gravest = system.rules
    .filter(
      ({ point, condition }) =>
        condition.kind === 'equals' &&
        condition.value === 1 &&
        system.points.some(({ id, kind }) => id === point && kind === 'boolean'),
    )
    .sort((a, b) => a.priority - b.priority)[0];
  if (gravest?.point !== declared.id) return false;
  const words = systemWords(system);
  return matchesAny(key, words) > 0 || (deviceClass !== undefined && matchesAny(deviceClass, words) > 0);
}

/** ON and OFF are said of anything. */
function saysMoreThanYes({ words = [] }: ExposedPoint): boolean {
  return words.length > 1 && words.some((word) => !anybodys.has(word.toLowerCase()));
}

function lastOf(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf('/')) + 1);
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The way between the page of the district and that of a compound: one leaves word of where it looked from, the other
 * takes it once and goes on from there. It is kept for one change of page in the browser's session and never longer.
 */
import type { EcefPose } from '#shared/geo/pose.ts';

export type CrossingGoal = 'compound' | 'district';

export interface Crossing {
  readonly version: 1;
  readonly to: CrossingGoal;
  readonly compound: string;
  readonly pose: EcefPose | null;
  /** To be chosen on arrival. */
  readonly alarmId: string | null;
  readonly atMs: number;
}

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'linli.crossing';
/** A page that loads longer than this is another visit. */
const longestMs = 60_000;

const isTriple = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);

function isPose(value: unknown): value is EcefPose {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['eyeEcef', 'targetEcef', 'upEcef'].every((name) => isTriple(Reflect.get(value, name)))
  );
}

function isCrossing(value: unknown): value is Crossing {
  if (typeof value !== 'object' || value === null) return false;
  const of = (name: string): unknown => Reflect.get(value, name);
  const [alarmId, pose] = [of('alarmId'), of('pose')];
  return (
    of('version') === 1 &&
    (of('to') === 'compound' || of('to') === 'district') &&
    typeof of('compound') === 'string' &&
    typeof of('atMs') === 'number' &&
    (alarmId === null || typeof alarmId === 'string') &&
    (pose === null || isPose(pose))
  );
}

export function addressOf({ to, compound }: Pick<Crossing, 'to' | 'compound'>): string {
  return to === 'district' ? '/district' : `/?compound=${encodeURIComponent(compound)}`;
}

/** The compound that the page's address asks for. */
export function askedCompound(search: string): string | null {
  return new URLSearchParams(search).get('compound');
}

export function keepCrossing(crossing: Crossing, keeper: Keeper = sessionStorage): void {
  keeper.setItem(key, JSON.stringify(crossing));
}

/** What was kept for this page, once; null where nothing was, or long ago, or for the other. */
export function takeCrossing(
  to: CrossingGoal,
  nowMs: number = Date.now(),
  keeper: Keeper | undefined = globalThis.sessionStorage,
): Crossing | null {
  const text = keeper?.getItem(key) ?? null;
  if (text === null) return null;
  keeper?.removeItem(key);
  try {
    const value: unknown = JSON.parse(text);
    if (!isCrossing(value) || value.to !== to) return null;
    return nowMs - value.atMs >= 0 && nowMs - value.atMs <= longestMs ? value : null;
  } catch {
    return null;
  }
}

export function cross(to: CrossingGoal, what: Pick<Crossing, 'compound' | 'pose' | 'alarmId'>): void {
  const crossing: Crossing = { version: 1, to, ...what, atMs: Date.now() };
  keepCrossing(crossing);
  location.assign(addressOf(crossing));
}

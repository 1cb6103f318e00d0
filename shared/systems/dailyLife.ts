/**
 * What simulator steps are made of: chance, values that wander, counters that grow, the rhythm of a day. All randomness
 * comes from the context, so that a seed fixes the day.
 */
import type { PointPatch, SimulationContext } from './declaration.ts';
import type { Range } from './points.ts';

/** Chance that something with `perHour` occurrences happens within `elapsedS` (Poisson). */
export function happens(context: SimulationContext, perHour: number): boolean {
  return context.random() < 1 - Math.exp((-perHour * context.elapsedS) / 3600);
}

/**
 * A value that wanders about `mean`, pulled back by a tenth each step, rounded to `decimals`; about a steady mean it
 * never strays further than 1.5 · `spread`.
 */
export function wander(
  context: SimulationContext,
  point: string,
  mean: number,
  spread: number,
  decimals: number,
  [low, high]: Range = [-Infinity, Infinity],
): number {
  const before = context.last[point];
  const from = typeof before === 'number' ? before : mean + (context.random() - 0.5) * spread;
  const next = from + (mean - from) * 0.1 + (context.random() - 0.5) * spread * 0.3;
  return rounded(Math.min(high, Math.max(low, next)), decimals);
}

export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** What a number was last; `otherwise` before its first value. */
export function lastNumber(context: SimulationContext, point: string, otherwise: number): number {
  const value = context.last[point];
  return typeof value === 'number' ? value : otherwise;
}

/** A total that grows by `perHour`, kept to more digits than are shown so that small steps are not lost. */
export function grown(
  context: SimulationContext,
  point: string,
  perHour: number,
  firstAtMost: number,
): number {
  const from = lastNumber(context, point, rounded(context.random() * firstAtMost, 0));
  return rounded(from + (perHour * context.elapsedS) / 3600, 5);
}

/** Those of these values that the device has not said yet; null where it has said all. */
export function once(context: SimulationContext, values: PointPatch): PointPatch | null {
  const missing = Object.entries(values).filter(([point]) => context.last[point] === undefined);
  return missing.length === 0 ? null : Object.fromEntries(missing);
}

/** The first step after midnight. */
export function isNewDay(context: SimulationContext): boolean {
  return context.hour * 3600 < context.elapsedS;
}

/** Out of a table by hour of the day, running from each hour's value to the next. */
export function byHour(table: readonly number[], hour: number): number {
  const at = Math.floor(hour);
  const [here = 0, next = here] = [table[at], table[(at + 1) % table.length]];
  return here + (next - here) * (hour - at);
}

/** Warmest at three in the afternoon, coldest at three at night. */
export function warmth(hour: number): number {
  return Math.sin(((hour - 9) / 24) * 2 * Math.PI);
}

/** 0 by day, 1 by night, an hour's dusk at six in the evening and dawn at six in the morning. */
export function darkness(hour: number): number {
  const fromNoon = Math.abs(hour - 12);
  return Math.min(1, Math.max(0, fromNoon - 5.5));
}

/** How much of a home's day happens at this hour, 0…1: morning and evening peaks, quiet at night. */
export function homeActivity(hour: number): number {
  return byHour(
    [
      0.05, 0.02, 0.01, 0.01, 0.03, 0.2, 0.7, 0.9, 0.6, 0.4, 0.35, 0.6, 0.75, 0.4, 0.3, 0.3, 0.4, 0.7, 1,
      0.95, 0.8, 0.6, 0.35, 0.12,
    ],
    hour,
  );
}

/** How much is going on at gates and doors, 0…1. */
export function coming(hour: number): number {
  return byHour(
    [
      0.04, 0.02, 0.01, 0.01, 0.04, 0.14, 0.5, 1, 0.75, 0.4, 0.35, 0.45, 0.6, 0.4, 0.35, 0.35, 0.55, 0.95, 1,
      0.75, 0.55, 0.35, 0.2, 0.08,
    ],
    hour,
  );
}

/** From its id, 0…1, the same each time: what makes one device differ from the next. */
export function ownShare(context: SimulationContext, salt = ''): number {
  let hash = 0x811c9dc5;
  for (const letter of context.deviceId + salt)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return ((Math.imul(hash, 0x2c1b3c6d) >>> 0) % 10_000) / 10_000;
}

const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** A plate that could be a neighbour's: the demo compound lies in 鄂B. */
export function anyPlate({ random }: Pick<SimulationContext, 'random'>): string {
  let tail = '';
  for (let i = 0; i < 5; i++) tail += plateLetters[Math.floor(random() * plateLetters.length)] ?? 'A';
  return `鄂B·${tail}`;
}

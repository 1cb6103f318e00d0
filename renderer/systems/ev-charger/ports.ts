/** Chargers by how hot they are, and how many charge, are free, faulty or silent. Pure. */
import type { SystemDeclaration } from '#shared/systems/declaration.ts';

export type PortState = 'charging' | 'free' | 'fault' | 'silent';

export interface Port {
  readonly key: string;
  readonly state: PortState;
  readonly powerKw: number;
  readonly tempC: number;
}

/** From which temperature on its system raises an alarm; NaN where none does. */
export function hotFromC({ rules }: SystemDeclaration): number {
  const limits = rules.flatMap(({ point, condition }) =>
    point === 'temperature' && condition.kind === 'above' ? condition.limit : [],
  );
  return limits.length === 0 ? NaN : Math.min(...limits);
}

export const heatTones = ['cool', 'warm', 'near', 'hot'] as const;
export type HeatTone = (typeof heatTones)[number];

/** Warm from three fifths of the limit on, near it from four fifths. */
export function heatTone(tempC: number, limitC: number): HeatTone {
  if (Number.isNaN(tempC) || Number.isNaN(limitC)) return 'cool';
  if (tempC >= limitC) return 'hot';
  if (tempC >= limitC * 0.8) return 'near';
  return tempC >= limitC * 0.6 ? 'warm' : 'cool';
}

/** Whoever is too hot first, the hottest before all; then in the order of their names. */
export function hottestFirst<P extends Port>(ports: readonly P[], limitC: number): readonly P[] {
  const heat = ({ tempC }: Port) => (tempC >= limitC ? tempC : -Infinity);
  return ports.toSorted(
    (a, b) =>
      (heat(b) === heat(a) ? 0 : heat(b) - heat(a)) || a.key.localeCompare(b.key, 'zh-CN', { numeric: true }),
  );
}

export function countPorts(ports: readonly Port[]): Readonly<Record<PortState, number>> {
  const counts = { charging: 0, free: 0, fault: 0, silent: 0 };
  for (const { state } of ports) counts[state]++;
  return counts;
}

/** What was drawn since each counter stood at its base; a counter without one, or set back, tells nothing. */
export function drawnKwh(counters: readonly { readonly now: number; readonly base: number }[]): number {
  const known = counters.filter(({ now, base }) => now >= base);
  return known.length === 0 ? NaN : known.reduce((sum, { now, base }) => sum + now - base, 0);
}

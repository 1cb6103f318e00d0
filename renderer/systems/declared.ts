/** What the overview of a system without a view of its own shows, out of its declaration. Pure. */
import { localTime } from '#shared/time/localTime.ts';
import type { AlarmRule, PointDeclaration, SystemDeclaration } from '#shared/systems/declaration.ts';

const hourMs = 3_600_000;

export interface Overview {
  /** Numbers with limits that hold all day. */
  readonly limited: readonly PointDeclaration[];
  readonly counters: readonly PointDeclaration[];
  /** What is looked at in some hours only: night flow, noise at night. */
  readonly hourly: readonly { readonly rule: AlarmRule; readonly point: PointDeclaration }[];
  /** How many devices are in which state. */
  readonly tallied: readonly PointDeclaration[];
}

const hasLimit = ({ condition }: AlarmRule) => condition.kind === 'above' || condition.kind === 'below';

/** Rules are the compound's own where it has some. Null: there is nothing to show but the list. */
export function overviewOf(system: SystemDeclaration, rules: readonly AlarmRule[]): Overview | null {
  const shown = system.points.filter(({ personal }) => personal === undefined);
  const limits = rules.filter(hasLimit);
  const hourly = limits.flatMap((rule) => {
    const point = shown.find(({ id }) => id === rule.point);
    return rule.hours && point ? [{ rule, point }] : [];
  });
  const found = {
    limited: shown.filter(({ id }) => limits.some(({ point, hours }) => point === id && !hours)),
    counters: shown.filter(({ isCounter }) => isCounter === true),
    hourly,
    tallied: shown.filter(({ kind }) => kind === 'state' || kind === 'boolean'),
  };
  return Object.values(found).some((list) => list.length > 0) ? found : null;
}

/** The latest stretch of the rule's hours that has begun, as far as it has come. */
export function latestHours(
  [from, to]: readonly [number, number],
  nowMs: number,
  zone: string,
): { readonly fromMs: number; readonly toMs: number } {
  const { hour } = localTime(nowMs, zone);
  const sinceH = (((hour - from) % 24) + 24) % 24;
  const lengthH = (((to - from) % 24) + 24) % 24 || 24;
  const fromMs = nowMs - sinceH * hourMs;
  return { fromMs, toMs: Math.min(nowMs, fromMs + lengthH * hourMs) };
}

/** How often each value of a column stands there, by code: 0 and 1, or the index of the state. */
export function tallyOf(
  values: readonly number[],
): readonly { readonly code: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => a - b).map(([code, count]) => ({ code, count }));
}

/** Where a point's values break a rule: bands over a chart, coloured by priority, from the rules that hold for the device. */
import type { AlarmPriority, AlarmRule } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';

export interface Limit {
  readonly ruleId: string;
  readonly name: LocalText;
  readonly priority: AlarmPriority;
  readonly side: 'above' | 'below';
  readonly limit: number;
}

export function limitsOf(rules: readonly AlarmRule[], pointId: string): readonly Limit[] {
  return rules.flatMap(({ id, name, point, priority, condition }) =>
    point === pointId && (condition.kind === 'above' || condition.kind === 'below')
      ? [{ ruleId: id, name, priority, side: condition.kind, limit: condition.limit }]
      : [],
  );
}

/** States and yes or no that break a rule: the gravest priority by value of the column. */
export function brokenValues(
  rules: readonly AlarmRule[],
  pointId: string,
  states: readonly { readonly id: string }[],
): ReadonlyMap<number, AlarmPriority> {
  const found = new Map<number, AlarmPriority>();
  for (const { point, priority, condition } of rules) {
    if (point !== pointId || condition.kind !== 'equals') continue;
    const { value } = condition;
    const code = typeof value === 'number' ? value : states.findIndex(({ id }) => id === value);
    const known = found.get(code);
    if (code >= 0 && (known === undefined || priority < known)) found.set(code, priority);
  }
  return found;
}

/** How far beyond the values an axis reaches to show a limit, in lengths of what the values span. */
const reach = 1;

/** The axis for values: a little air, and limits that are near enough to matter. */
export function domainOf(
  extent: readonly [number, number] | null,
  limits: readonly Limit[],
): readonly [number, number] {
  if (!extent) return [0, 1];
  const [least, most] = extent;
  const span = most - least || Math.abs(most) * 0.2 || 1;
  const near = limits
    .map(({ limit }) => limit)
    .filter((limit) => limit >= least - span * reach && limit <= most + span * reach);
  const [low, high] = [Math.min(least, ...near), Math.max(most, ...near)];
  const air = (high - low || span) * 0.08;
  // Quantities that are never below zero are not drawn as if they were.
  return [least >= 0 && low - air < 0 ? 0 : low - air, high + air];
}

export interface Band {
  readonly limit: Limit;
  /** Px, from above: the limit's line, and how the band lies to the axis' end. */
  readonly lineY: number;
  readonly topY: number;
  readonly heightPx: number;
}

/** Of limits that lie on the axis. A band ends where a graver one of the same side begins. */
export function bandsOf(
  limits: readonly Limit[],
  [low, high]: readonly [number, number],
  y: (value: number) => number,
): readonly Band[] {
  return limits
    .filter(({ limit }) => limit >= low && limit <= high)
    .map((limit) => {
      const beyond = limits.filter(
        (other) => other.side === limit.side && other.priority < limit.priority && isBeyond(other, limit),
      );
      const ends = beyond.map((other) => other.limit);
      const isAbove = limit.side === 'above';
      const end = isAbove ? Math.min(high, ...ends) : Math.max(low, ...ends);
      const [topY, bottomY] = isAbove ? [y(end), y(limit.limit)] : [y(limit.limit), y(end)];
      return { limit, lineY: y(limit.limit), topY, heightPx: Math.max(0, bottomY - topY) };
    });
}

function isBeyond(other: Limit, limit: Limit): boolean {
  return limit.side === 'above' ? other.limit > limit.limit : other.limit < limit.limit;
}

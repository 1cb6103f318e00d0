/** One rule on one point: what it remembers between readings, and whether a reading makes its condition hold. */
import { equalsCode, holds } from './condition.ts';
import { findPoint } from '#shared/systems/index.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';

export interface Watch {
  readonly rule: AlarmRule;
  readonly device: string;
  /** Column value an `equals` condition compares with. */
  readonly code: number;
  active: boolean;
  /** Instant at which a pending change takes effect; 0 when none is pending. */
  dueMs: number;
  pendingAtMs: number;
  /** Value that made it hold. */
  value: number;
  /** Last reading, and when it was heard by the hub's clock. */
  lastValue: number;
  heardMs: number;
  /** Reading from which a rate is measured. */
  from: { readonly value: number; readonly atMs: number } | null;
}

export function createWatch(rule: AlarmRule, device: string, nowMs: number): Watch {
  const system = device.slice(0, device.indexOf('/'));
  return {
    rule,
    device,
    code: equalsCode(rule, findPoint(system, rule.point ?? '')),
    active: false,
    dueMs: 0,
    pendingAtMs: 0,
    value: NaN,
    lastValue: NaN,
    heardMs: nowMs,
    from: null,
  };
}

/** Null: this reading tells nothing of the condition. */
export function holdsNow(watch: Watch, value: number, atMs: number): boolean | null {
  const { condition } = watch.rule;
  switch (condition.kind) {
    case 'above':
    case 'below':
    case 'equals':
      return holds(watch.rule, value, watch.active, watch.code);
    case 'stale':
      return false;
    case 'rate':
      return rateHolds(watch, condition, value, atMs);
    default:
      return null;
  }
}

function rateHolds(
  watch: Watch,
  condition: Extract<AlarmRule['condition'], { kind: 'rate' }>,
  value: number,
  atMs: number,
): boolean | null {
  const { from } = watch;
  if (!from || atMs < from.atMs) {
    watch.from = { value, atMs };
    return null;
  }
  const passedMs = atMs - from.atMs;
  if (passedMs < condition.overS * 1000) return null;
  watch.from = { value, atMs };
  const perMinute = ((value - from.value) / passedMs) * 60_000;
  switch (condition.direction) {
    case 'rising':
      return perMinute > condition.perMinute;
    case 'falling':
      return -perMinute > condition.perMinute;
    case 'either':
      return Math.abs(perMinute) > condition.perMinute;
  }
}

/** Nothing was heard for as long as the rule says. */
export function isAbsent(watch: Watch, nowMs: number): boolean {
  const { condition } = watch.rule;
  return condition.kind === 'absent' && nowMs - watch.heardMs > condition.forS * 1000;
}

/**
 * What a rule would have raised, had it held over readings of the past: the rule's own conditions and delays, in the
 * readings' own time. Pure; one device at a time.
 */
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import { withinHours } from './condition.ts';
import { createWatch, holdsNow, type Watch } from './watch.ts';

/** Columns of one point's readings, ascending in time. */
export interface PastReadings {
  readonly count: number;
  readonly value: ArrayLike<number>;
  readonly timeMs: ArrayLike<number>;
  readonly quality: ArrayLike<number>;
}

export interface WouldBe {
  readonly atMs: number;
  /** Null: it would still stand at the end. */
  readonly endMs: number | null;
  /** NaN where it would have been about silence. */
  readonly value: number;
}

const chatterWindowMs = 60_000;
const chatterOnsets = 3;

/** Over event or aggregate conditions nothing can be said: they look at more than one point. */
export function canBackTest({ condition, point }: Pick<AlarmRule, 'condition' | 'point'>): boolean {
  return point !== undefined && condition.kind !== 'event' && condition.kind !== 'aggregate';
}

export function backTest(
  rule: AlarmRule,
  deviceKey: string,
  readings: PastReadings,
  untilMs: number,
  hourOf: (atMs: number) => number,
): WouldBe[] {
  const found: { atMs: number; endMs: number | null; value: number }[] = [];
  const watch = createWatch(rule, deviceKey, readings.timeMs[0] ?? untilMs);

  function settle(atMs: number): void {
    watch.active = !watch.active;
    watch.dueMs = 0;
    const last = found.at(-1);
    if (watch.active) found.push({ atMs, endMs: null, value: watch.value });
    else if (last) last.endMs = atMs;
  }
  /** What was waiting and has waited long enough by then; outside its hours a rule waits for them. */
  function pass(atMs: number): void {
    if (watch.active && rule.hours && !withinHours(rule, hourOf(atMs))) {
      settle(atMs);
      watch.dueMs = atMs;
      watch.pendingAtMs = atMs;
    }
    if (watch.dueMs === 0 || atMs < watch.dueMs) return;
    // It waited for its hours: the first reading within them tells.
    const isIn = watch.active || withinHours(rule, hourOf(watch.dueMs));
    if (isIn) settle(watch.dueMs);
    else if (withinHours(rule, hourOf(atMs))) settle(atMs);
  }
  function take(holds: boolean, value: number, atMs: number): void {
    if (holds) watch.value = value;
    if (holds === watch.active) {
      watch.dueMs = 0;
      return;
    }
    if (watch.dueMs > 0) return;
    watch.dueMs = atMs + (holds ? rule.onDelayMs : rule.offDelayMs);
    pass(atMs);
  }

  const { condition } = rule;
  for (let i = 0; i < readings.count; i++) {
    const value = readings.value[i] ?? NaN;
    const atMs = readings.timeMs[i] ?? 0;
    if (condition.kind === 'absent') silence(watch, condition.forS * 1000, atMs, take);
    pass(atMs);
    const quality = readings.quality[i];
    if (condition.kind === 'stale')
      take(quality === qualityCodes.stale || quality === qualityCodes.bad, NaN, atMs);
    else if (condition.kind === 'changed') changed(watch, value, atMs, found);
    else if (quality !== qualityCodes.stale && !Number.isNaN(value)) {
      const holds = condition.kind === 'absent' ? false : holdsNow(watch, value, atMs);
      if (holds !== null) take(holds, value, atMs);
    }
    watch.heardMs = atMs;
  }
  if (condition.kind === 'absent') silence(watch, condition.forS * 1000, untilMs, take);
  pass(untilMs);
  return found;
}

/** Nothing was heard between the last reading and this instant: the alarm would have come in between. */
function silence(
  watch: Watch,
  forMs: number,
  atMs: number,
  take: (holds: boolean, value: number, atMs: number) => void,
): void {
  if (atMs - watch.heardMs > forMs) take(true, NaN, watch.heardMs + forMs);
}

function changed(watch: Watch, value: number, atMs: number, found: WouldBe[]): void {
  if (!Number.isNaN(watch.lastValue) && value !== watch.lastValue) found.push({ atMs, endMs: atMs, value });
  watch.lastValue = value;
}

/** Whether it would have come three times or more within a minute. */
export function wouldChatter(found: readonly WouldBe[]): boolean {
  return found.some(({ atMs }, i) => {
    const later = found[i + chatterOnsets - 1];
    return later !== undefined && later.atMs - atMs < chatterWindowMs;
  });
}

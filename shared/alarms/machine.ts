/**
 * Life of one alarm after IEC 62682: a pure step function. The hub feeds it; tests prove it. A record is born by
 * `raise` and is finished when its state is `normal`.
 */
import type { AlarmRecord, AlarmState, AlarmVerb } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

export type AlarmInput =
  | { readonly kind: 'active'; readonly atMs: number; readonly value: string }
  /** The condition stands and something new of it is known: another zone. */
  | { readonly kind: 'renewed'; readonly atMs: number; readonly value: string }
  | { readonly kind: 'clear'; readonly atMs: number }
  | { readonly kind: 'acknowledge'; readonly atMs: number; readonly by: string; readonly note: string }
  | { readonly kind: 'reset'; readonly atMs: number; readonly by: string; readonly note: string }
  | {
      readonly kind: 'shelve';
      readonly atMs: number;
      readonly untilMs: number;
      readonly by: string;
      readonly note: string;
    }
  | { readonly kind: 'unshelve'; readonly atMs: number }
  /** Another alarm speaks for it: over, seen or not. */
  | { readonly kind: 'withdraw'; readonly atMs: number }
  /** Nobody has acknowledged it within its response time. */
  | { readonly kind: 'escalate'; readonly atMs: number }
  | { readonly kind: 'withhold'; readonly atMs: number; readonly as: AlarmRecord['withheld'] };

export const openStates: readonly AlarmState[] = [
  'unacknowledged',
  'acknowledged',
  'returned-unacknowledged',
  'shelved',
  'suppressed-by-design',
  'out-of-service',
];

export const longestShelvingMs = 8 * 3_600_000;

/** What of an alarm decides its state. */
export type AlarmFacts = Pick<
  AlarmRecord,
  'conditionActive' | 'acknowledged' | 'announced' | 'latching' | 'shelvedUntilMs' | 'withheld' | 'eventId'
>;

export function stateOf(alarm: AlarmFacts): AlarmState {
  const { acknowledged, conditionActive } = alarm;
  // An event has no end of its own: it stands until somebody has seen it.
  const isEvent = alarm.eventId !== null;
  const standing = conditionActive || alarm.latching || (isEvent && !acknowledged);
  if (alarm.shelvedUntilMs !== null) return 'shelved';
  if (!standing && !owesSight(alarm)) return 'normal';
  if (alarm.withheld) return alarm.withheld;
  if (acknowledged) return 'acknowledged';
  return conditionActive || isEvent ? 'unacknowledged' : 'returned-unacknowledged';
}

/** Somebody was asked to look at it, and nobody has. */
export function owesSight({
  announced,
  acknowledged,
}: Pick<AlarmRecord, 'announced' | 'acknowledged'>): boolean {
  return announced && !acknowledged;
}

/** It asks an operator to act now. */
export function isAsking({ state }: Pick<AlarmRecord, 'state'>): boolean {
  return state === 'unacknowledged' || state === 'returned-unacknowledged';
}

export interface Step {
  readonly verb: AlarmVerb;
  readonly alarm: AlarmRecord;
}

/** Null where the input changes nothing; a fault where it is not allowed now. */
export function stepAlarm(alarm: AlarmRecord, input: AlarmInput): Result<Step | null> {
  if (alarm.state === 'normal') return failure('alarm-closed');
  switch (input.kind) {
    case 'active':
      return success(alarm.conditionActive ? null : onceMore(alarm, input.atMs, input.value));
    case 'renewed':
      return success(
        alarm.conditionActive && alarm.value !== input.value
          ? onceMore(alarm, input.atMs, input.value)
          : null,
      );
    case 'clear':
      return success(
        alarm.conditionActive
          ? settle(alarm, 'returned', { conditionActive: false, returnedAtMs: input.atMs })
          : null,
      );
    case 'acknowledge':
      if (alarm.acknowledged) return success(null);
      return success(
        settle(alarm, 'acknowledged', {
          acknowledged: true,
          acknowledgedAtMs: input.atMs,
          acknowledgedBy: input.by,
          note: input.note || alarm.note,
        }),
      );
    case 'reset':
      return reset(alarm, input.note);
    case 'shelve':
      return shelve(alarm, input);
    case 'unshelve':
      return success(
        alarm.shelvedUntilMs === null ? null : settle(alarm, 'unshelved', { shelvedUntilMs: null }),
      );
    case 'withdraw': {
      const over = { conditionActive: false, returnedAtMs: input.atMs, state: 'normal' } as const;
      return success({ verb: 'withdrawn', alarm: { ...alarm, ...over } });
    }
    case 'escalate':
      return success(
        isAsking(alarm) && (alarm.escalatedAtMs ?? null) === null
          ? settle(alarm, 'escalated', { escalatedAtMs: input.atMs })
          : null,
      );
    case 'withhold':
      return success(
        (alarm.withheld ?? null) === input.as
          ? null
          : settle(alarm, input.as ? 'withheld' : 'released', { withheld: input.as }),
      );
  }
}

function onceMore(alarm: AlarmRecord, atMs: number, value: string): Step {
  return settle(alarm, 'repeated', {
    conditionActive: alarm.eventId === null,
    acknowledged: false,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    // Who was asked and has not looked still owes it.
    announced: owesSight(alarm),
    lastAtMs: atMs,
    escalatedAtMs: null,
    returnedAtMs: null,
    count: alarm.count + 1,
    value,
  });
}

function reset(alarm: AlarmRecord, note: string): Result<Step | null> {
  if (!alarm.latching) return failure('not-latching');
  if (alarm.conditionActive) {
    return failure('still-active');
  }
  if (!alarm.acknowledged) {
    return failure('not-acknowledged');
  }
  return success({ verb: 'reset', alarm: { ...alarm, note: note || alarm.note, state: 'normal' } });
}

function shelve(alarm: AlarmRecord, input: Extract<AlarmInput, { kind: 'shelve' }>): Result<Step | null> {
  if (!alarm.shelvable) {
    return failure('never-shelved');
  }
  if (input.note.trim() === '') return failure('shelving-reason');
  if (input.untilMs <= input.atMs || input.untilMs - input.atMs > longestShelvingMs) {
    return failure('shelving-duration', { hours: longestShelvingMs / 3_600_000 });
  }
  return success(settle(alarm, 'shelved', { shelvedUntilMs: input.untilMs, note: input.note }));
}

function settle(alarm: AlarmRecord, verb: AlarmVerb, change: Partial<AlarmRecord>): Step {
  return { verb, alarm: settled({ ...alarm, ...change }) };
}

/** With the state that follows from its facts. */
export function settled(alarm: AlarmRecord): AlarmRecord {
  const state = stateOf(alarm);
  return { ...alarm, state, announced: alarm.announced || isAsking({ state }) };
}

/** Asks somebody to act, its response time has passed since it did, and that has not been told yet. */
export function isOverdue(
  alarm: Pick<AlarmRecord, 'state' | 'lastAtMs' | 'learntAtMs' | 'count' | 'responseS' | 'escalatedAtMs'>,
  nowMs: number,
): boolean {
  if (!isAsking(alarm) || (alarm.escalatedAtMs ?? null) !== null) return false;
  const sinceMs = alarm.count > 1 ? alarm.lastAtMs : Math.max(alarm.lastAtMs, alarm.learntAtMs ?? 0);
  return nowMs - sinceMs > alarm.responseS * 1000;
}

/** From here on somebody is asked to act. */
export function isOnset({ verb, alarm }: { readonly verb: AlarmVerb; readonly alarm: AlarmRecord }): boolean {
  return (
    isAsking(alarm) &&
    (verb === 'raised' || verb === 'repeated' || verb === 'released' || verb === 'unshelved')
  );
}

/** Kept in sight, but nobody is asked to act: shelved, suppressed by logic, or its device is out of service. */
export function isSetAside({ state }: Pick<AlarmRecord, 'state'>): boolean {
  return state === 'shelved' || state === 'suppressed-by-design' || state === 'out-of-service';
}

/** What an operator sees first: unacknowledged before acknowledged, then by priority, then the newest. */
export function compareAlarms(a: AlarmRecord, b: AlarmRecord): number {
  const rank = (alarm: AlarmRecord) => (isSetAside(alarm) ? 2 : alarm.acknowledged ? 1 : 0);
  return rank(a) - rank(b) || a.priority - b.priority || b.lastAtMs - a.lastAtMs;
}

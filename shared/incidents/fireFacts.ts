/**
 * What the timeline of a fire says: which detectors alarmed, in which order; whether somebody confirmed it, called 119,
 * saw the brigade arrive and the fire under control; and how long each took. Told of the entries that are given: of those
 * up to an instant, as of that instant.
 */
import type { IncidentEntry, IncidentMark, IncidentRecord } from '#shared/protocol/records.ts';
import { marksOf } from './marks.ts';

export interface NumberedAlarm {
  /** 1 is the first. */
  readonly nth: number;
  readonly deviceKey: string;
  readonly atMs: number;
}

/** By whom: a person's name, or null where a device told. */
export interface Declared {
  readonly atMs: number;
  readonly by: string | null;
}

export interface FireFacts {
  readonly order: readonly NumberedAlarm[];
  readonly marks: ReadonlyMap<IncidentMark, Declared>;
}

/** Events with which devices and gateways tell the same as a person would. */
const eventMarks: Readonly<Record<string, IncidentMark>> = {
  confirm: 'confirm',
  call_119: 'call-119',
  brigade_arrive: 'brigade-arrive',
  under_control: 'under-control',
};

type Told = Pick<IncidentRecord, 'entries' | 'deviceKeys'>;

export function fireFactsOf(told: Told): FireFacts {
  const marks = new Map<IncidentMark, Declared>();
  for (const { kind, of, atMs } of told.entries) {
    const mark =
      kind === 'event' && of && Object.hasOwn(eventMarks, of.verb) ? eventMarks[of.verb] : undefined;
    if (mark !== undefined && !marks.has(mark)) marks.set(mark, { atMs, by: null });
  }
  // What a person declared counts before what a device told.
  for (const [mark, { atMs, by }] of marksOf(told)) marks.set(mark, { atMs, by });
  return { order: alarmOrder(told), marks };
}

/** Each device of the emergency once, when it first alarmed. */
export function alarmOrder({ entries, deviceKeys }: Told): readonly NumberedAlarm[] {
  const own = new Set(deviceKeys);
  const first = new Map<string, number>();
  for (const { kind, of, atMs } of entries) {
    if (kind !== 'alarm' || !of || !own.has(of.deviceKey)) continue;
    if (of.verb !== 'raised' && of.verb !== 'repeated') continue;
    first.set(of.deviceKey, Math.min(atMs, first.get(of.deviceKey) ?? Infinity));
  }
  return [...first]
    .toSorted(([, a], [, b]) => a - b)
    .map(([deviceKey, atMs], i) => ({ nth: i + 1, deviceKey, atMs }));
}

/** ① to ⑳, then plain. */
export const orderSign = (nth: number): string =>
  nth >= 1 && nth <= 20 ? String.fromCodePoint(0x2460 + nth - 1) : `(${nth})`;

export const timingCodes = ['alarm-shown', 'feedback-shown', 'confirmed', 'called'] as const;
export type TimingCode = (typeof timingCodes)[number];

export interface Timing {
  readonly code: TimingCode;
  /** Measured from the records; null: it has not happened, or the records do not tell. */
  readonly tookMs: number | null;
  /** What the rule allows; null: it says “at once”. */
  readonly allowedMs: number | null;
}

const shownWithinMs = 10_000;
const feedbackVerbs: ReadonlySet<string> = new Set([
  'linkage_feedback',
  'lift_recall',
  'door_release',
  'pump_start',
]);

/**
 * Timings of GB 25506-2010, each from the records: alarm and feedback signals are to be shown within 10 s (chapter 5);
 * whoever is on duty confirms an alarm in the fastest way, and calls 119 once it is confirmed (chapter 4).
 */
export function fireTimings(told: Told & Pick<IncidentRecord, 'startedAtMs'>): readonly Timing[] {
  const { order, marks } = fireFactsOf(told);
  const lateness = ({ of, atMs }: IncidentEntry) => Math.max(0, (of?.heardAtMs ?? atMs) - atMs);
  const own = new Set(order.map(({ deviceKey }) => deviceKey));
  const shown = told.entries.filter(
    ({ kind, of }) => kind === 'alarm' && of?.verb === 'raised' && own.has(of.deviceKey),
  );
  const fedBack = told.entries.filter(({ kind, of }) => kind === 'event' && of && feedbackVerbs.has(of.verb));
  const worst = (entries: readonly IncidentEntry[]) =>
    entries.length === 0 ? null : Math.max(...entries.map(lateness));
  const confirmed = marks.get('confirm')?.atMs ?? null;
  const called = marks.get('call-119')?.atMs ?? null;
  const firstMs = order[0]?.atMs ?? told.startedAtMs;
  return [
    { code: 'alarm-shown', tookMs: worst(shown), allowedMs: shownWithinMs },
    { code: 'feedback-shown', tookMs: worst(fedBack), allowedMs: shownWithinMs },
    {
      code: 'confirmed',
      tookMs: confirmed === null ? null : Math.max(0, confirmed - firstMs),
      allowedMs: null,
    },
    {
      code: 'called',
      tookMs: called === null ? null : Math.max(0, called - (confirmed ?? firstMs)),
      allowedMs: null,
    },
  ];
}

/**
 * How well the alarms of a compound serve its operators, after EEMUA 191 and ISA-18.2: rate, floods, priorities, stale
 * and chattering alarms, the loudest sources, and how soon people answered. Pure, over the steps of a span.
 */
import type { AlarmVerb } from '#shared/protocol/records.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';

/** One step of an alarm's life, ascending in time. */
export interface AlarmStep {
  readonly alarm: string;
  readonly atMs: number;
  readonly verb: AlarmVerb;
  readonly by: string | null;
  /** From here on somebody was asked to act. */
  readonly isOnset: boolean;
  /** The record is over with this step. */
  readonly isEnd: boolean;
  readonly priority: AlarmPriority;
  readonly responseS: number;
  readonly deviceKey: string;
  readonly ruleId: string;
  readonly name: LocalText;
  readonly deviceName: LocalText;
}

export const kpiTargets = {
  perTenMinutes: 1,
  manageablePerDay: 150,
  reducePerDay: 300,
  floodShare: 0.01,
  /** Of P1, of P2, of P3 and P4. */
  priorities: [0.05, 0.15, 0.8],
  topTenShare: 0.05,
} as const;

const floodWindowMs = 600_000;
const floodBegins = 10;
const floodEnds = 5;
const staleMs = 86_400_000;
const chatterWindowMs = 60_000;
const chatterOnsets = 3;
const listedAtMost = 50;
const topSources = 10;

export interface Source {
  readonly deviceKey: string;
  readonly ruleId: string;
  readonly name: LocalText;
  readonly deviceName: LocalText;
  readonly count: number;
}

export interface Response {
  readonly count: number;
  /** Seconds; null without any. */
  readonly p50S: number | null;
  readonly p95S: number | null;
  /** 0…1 within the rule's response time. */
  readonly inTime: number | null;
}

export interface DayKpis {
  /** Of the compound's zone, `2026-11-26`. */
  readonly date: string;
  readonly onsets: number;
  readonly worstTenMinutes: number;
  readonly floodS: number;
}

export interface AlarmKpis {
  readonly fromMs: number;
  readonly toMs: number;
  readonly onsets: number;
  readonly perTenMinutes: number;
  readonly perDay: number;
  readonly floods: number;
  /** 0…1 of the span. */
  readonly floodShare: number;
  /** 0…1 of P1, of P2, of P3 and P4; null without any. */
  readonly priorities: readonly [number, number, number] | null;
  readonly topSources: readonly Source[];
  /** 0…1 of all onsets. */
  readonly topTenShare: number | null;
  /** Active for more than a day at the end of the span, the oldest first. */
  readonly stale: readonly (Source & { readonly sinceMs: number })[];
  readonly chattering: readonly Source[];
  /** From the onset until somebody acknowledged. */
  readonly acknowledged: Response;
  /** From the onset until it was normal again: what was wrong was put right. */
  readonly confirmed: Response;
  readonly days: readonly DayKpis[];
  readonly operators: readonly (Response & { readonly by: string })[];
}

interface Taken {
  readonly seconds: number;
  readonly limitS: number;
  readonly by: string | null;
}

export function alarmKpis(
  steps: readonly AlarmStep[],
  fromMs: number,
  toMs: number,
  dateOf: (atMs: number) => string,
): AlarmKpis {
  const onsets = steps.filter(({ isOnset, atMs }) => isOnset && atMs >= fromMs && atMs < toMs);
  const floods = floodsIn(
    onsets.map(({ atMs }) => atMs),
    toMs,
  );
  const { acknowledged, confirmed, standing } = followed(steps, fromMs, toMs);
  const sources = countSources(onsets);
  const spanMs = Math.max(1, toMs - fromMs);
  const top = sources.slice(0, topSources);
  const floodMs = floods.reduce((sum, { fromMs: begin, toMs: end }) => sum + end - begin, 0);
  return {
    fromMs,
    toMs,
    onsets: onsets.length,
    perTenMinutes: (onsets.length / spanMs) * floodWindowMs,
    perDay: (onsets.length / spanMs) * staleMs,
    floods: floods.length,
    floodShare: floodMs / spanMs,
    priorities: shares(onsets),
    topSources: top,
    topTenShare: onsets.length === 0 ? null : top.reduce((sum, { count }) => sum + count, 0) / onsets.length,
    stale: [...standing.values()]
      .filter(({ atMs }) => toMs - atMs > staleMs)
      .sort((a, b) => a.atMs - b.atMs)
      .slice(0, listedAtMost)
      .map((step) => ({ ...sourceOf(step, 1), sinceMs: step.atMs })),
    chattering: chatteringIn(steps, fromMs).slice(0, listedAtMost),
    acknowledged: responseOf(acknowledged),
    confirmed: responseOf(confirmed),
    days: daysOf(onsets, floods, dateOf),
    operators: operatorsOf(acknowledged),
  };
}

const keyOf = ({ deviceKey, ruleId }: AlarmStep) => `${deviceKey}\n${ruleId}`;

function sourceOf({ deviceKey, ruleId, name, deviceName }: AlarmStep, count: number): Source {
  return { deviceKey, ruleId, name, deviceName, count };
}

function countSources(onsets: readonly AlarmStep[]): Source[] {
  const counts = new Map<string, { step: AlarmStep; count: number }>();
  for (const step of onsets) {
    const known = counts.get(keyOf(step));
    if (known) known.count++;
    else counts.set(keyOf(step), { step, count: 1 });
  }
  return [...counts.values()]
    .map(({ step, count }) => sourceOf(step, count))
    .sort((a, b) => b.count - a.count);
}

function shares(onsets: readonly AlarmStep[]): readonly [number, number, number] | null {
  if (onsets.length === 0) return null;
  const share = (...priorities: readonly AlarmPriority[]) =>
    onsets.filter(({ priority }) => priorities.includes(priority)).length / onsets.length;
  return [share(1), share(2), share(3, 4)];
}

/** Begins with more than ten onsets within ten minutes, ends once fewer than five lie within the last ten. */
export function floodsIn(
  onsetsMs: readonly number[],
  untilMs: number,
): readonly { readonly fromMs: number; readonly toMs: number }[] {
  const floods: { fromMs: number; toMs: number }[] = [];
  let first = 0;
  let beganMs: number | null = null;
  /** When fewer than five were left in the window that ends at the newest onset or later. */
  const endedBefore = (atMs: number, upTo: number): number | null => {
    // The window at time t holds onsets after t − 10 min: it falls below five when the fifth newest leaves it.
    const fifthNewest = onsetsMs[upTo - floodEnds];
    const leavesMs = fifthNewest === undefined ? atMs : fifthNewest + floodWindowMs;
    return leavesMs <= atMs ? leavesMs : null;
  };
  onsetsMs.forEach((atMs, i) => {
    if (beganMs !== null) {
      const endMs = endedBefore(atMs, i);
      if (endMs !== null) {
        floods.push({ fromMs: beganMs, toMs: endMs });
        beganMs = null;
      }
    }
    while (first < i && atMs - (onsetsMs[first] ?? 0) >= floodWindowMs) first++;
    if (beganMs === null && i - first + 1 > floodBegins) beganMs = atMs;
  });
  if (beganMs !== null)
    floods.push({ fromMs: beganMs, toMs: endedBefore(untilMs, onsetsMs.length) ?? untilMs });
  return floods;
}

/** A source that came and went three times or more within a minute, with how often it did at worst. */
function chatteringIn(steps: readonly AlarmStep[], fromMs: number): Source[] {
  const times = new Map<string, number[]>();
  const worst = new Map<string, { step: AlarmStep; count: number }>();
  for (const step of steps) {
    if (step.atMs < fromMs || (step.verb !== 'raised' && step.verb !== 'repeated')) continue;
    const key = keyOf(step);
    const recent = (times.get(key) ?? []).filter((atMs) => step.atMs - atMs < chatterWindowMs);
    recent.push(step.atMs);
    times.set(key, recent);
    if (recent.length >= chatterOnsets && recent.length > (worst.get(key)?.count ?? 0))
      worst.set(key, { step, count: recent.length });
  }
  return [...worst.values()]
    .map(({ step, count }) => sourceOf(step, count))
    .sort((a, b) => b.count - a.count);
}

/** What became of each onset, and which alarms still stand. */
function followed(steps: readonly AlarmStep[], fromMs: number, toMs: number) {
  const asked = new Map<string, AlarmStep>();
  const unanswered = new Map<string, AlarmStep>();
  const standing = new Map<string, AlarmStep>();
  const acknowledged: Taken[] = [];
  const confirmed: Taken[] = [];
  const take = (list: Taken[], onset: AlarmStep, { atMs, by }: AlarmStep) => {
    if (atMs < fromMs || atMs >= toMs) return;
    list.push({ seconds: (atMs - onset.atMs) / 1000, limitS: onset.responseS, by });
  };
  for (const step of steps) {
    const { alarm } = step;
    if (step.isOnset) {
      asked.set(alarm, step);
      unanswered.set(alarm, step);
    }
    if (step.verb === 'raised' || step.verb === 'repeated') standing.set(alarm, step);
    const onset = asked.get(alarm);
    const waiting = unanswered.get(alarm);
    if (step.verb === 'acknowledged' && waiting) {
      take(acknowledged, waiting, step);
      unanswered.delete(alarm);
    }
    if (step.verb === 'returned' || step.isEnd) {
      if (onset && step.verb !== 'withdrawn') take(confirmed, onset, step);
      asked.delete(alarm);
      standing.delete(alarm);
    }
    if (step.isEnd) unanswered.delete(alarm);
  }
  return { acknowledged, confirmed, standing };
}

function responseOf(taken: readonly Taken[]): Response {
  const seconds = taken.map((one) => one.seconds).sort((a, b) => a - b);
  const at = (share: number) =>
    seconds[Math.min(seconds.length - 1, Math.floor(seconds.length * share))] ?? null;
  return {
    count: taken.length,
    p50S: at(0.5),
    p95S: at(0.95),
    inTime:
      taken.length === 0 ? null : taken.filter((one) => one.seconds <= one.limitS).length / taken.length,
  };
}

function operatorsOf(acknowledged: readonly Taken[]): (Response & { readonly by: string })[] {
  const byName = new Map<string, Taken[]>();
  for (const one of acknowledged) {
    if (one.by === null) continue;
    const known = byName.get(one.by);
    if (known) known.push(one);
    else byName.set(one.by, [one]);
  }
  return [...byName].map(([by, taken]) => ({ by, ...responseOf(taken) })).sort((a, b) => b.count - a.count);
}

function daysOf(
  onsets: readonly AlarmStep[],
  floods: readonly { readonly fromMs: number; readonly toMs: number }[],
  dateOf: (atMs: number) => string,
): DayKpis[] {
  const days = new Map<string, number[]>();
  for (const { atMs } of onsets) {
    const date = dateOf(atMs);
    const known = days.get(date);
    if (known) known.push(atMs);
    else days.set(date, [atMs]);
  }
  return [...days].map(([date, times]) => {
    let first = 0;
    let worst = 0;
    times.forEach((atMs, i) => {
      while (atMs - (times[first] ?? 0) >= floodWindowMs) first++;
      worst = Math.max(worst, i - first + 1);
    });
    const floodMs = floods
      .filter(({ fromMs }) => dateOf(fromMs) === date)
      .reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    return { date, onsets: times.length, worstTenMinutes: worst, floodS: Math.round(floodMs / 1000) };
  });
}

/** The stretch of time the axis shows, and the arithmetic of its ticks. Pure; the component only draws it. */
import { localTime } from '#shared/time/localTime.ts';

export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  second,
  5 * second,
  10 * second,
  30 * second,
  minute,
  5 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  30 * day,
  90 * day,
  365 * day,
] as const;

export const shortestMs = 5 * second;
export const longestMs = 10 * 365 * day;

/** Zooms by `factor` round the instant that lies at `anchor` (0…1). */
export function zoomWindow({ fromMs, toMs }: TimeWindow, factor: number, anchor: number): TimeWindow {
  const length = Math.min(longestMs, Math.max(shortestMs, (toMs - fromMs) * factor));
  const at = fromMs + (toMs - fromMs) * anchor;
  return { fromMs: at - length * anchor, toMs: at + length * (1 - anchor) };
}

/** Moves the window so that the instant is inside, with a tenth of its length to spare on the right. */
export function keepInside(window: TimeWindow, instantMs: number): TimeWindow {
  const length = window.toMs - window.fromMs;
  const right = window.toMs - length * 0.06;
  if (instantMs > right)
    return { fromMs: window.fromMs + instantMs - right, toMs: window.toMs + instantMs - right };
  if (instantMs < window.fromMs)
    return { fromMs: instantMs - length * 0.06, toMs: instantMs + length * 0.94 };
  return window;
}

export interface Strip extends TimeWindow {
  /** How far its beginning lies left of the window's, percent of the window's length: 0…10. */
  readonly shiftPercent: number;
}

/** A window and a tenth, from a round beginning: what lies on it stays put until the window has moved by a tenth. */
export function stripOf({ fromMs, toMs }: TimeWindow): Strip {
  const length = toMs - fromMs;
  const quantum = length / 10;
  const from = Math.floor(fromMs / quantum) * quantum;
  return { fromMs: from, toMs: from + length * 1.1, shiftPercent: ((fromMs - from) / length) * 100 };
}

export interface Tick {
  readonly atMs: number;
  readonly label: string;
}

/** At most `count` ticks on round local times. Zones whose offset is no multiple of the step shift with it. */
export function ticksOf({ fromMs, toMs }: TimeWindow, count: number, timeZone: string): Tick[] {
  const length = toMs - fromMs;
  const step = steps.find((one) => length / one <= count) ?? steps[steps.length - 1] ?? day;
  const offsetMs = zoneOffsetMs(fromMs, timeZone);
  const ticks: Tick[] = [];
  for (let at = Math.ceil((fromMs + offsetMs) / step) * step - offsetMs; at < toMs; at += step) {
    const local = localTime(at, timeZone);
    const midnight = local.clock === '00:00:00';
    const label =
      step >= 365 * day
        ? local.date.slice(0, 4)
        : step >= day || midnight
          ? local.date.slice(5)
          : step >= minute
            ? local.clock.slice(0, 5)
            : local.clock;
    ticks.push({ atMs: at, label });
  }
  return ticks;
}

function zoneOffsetMs(atMs: number, timeZone: string): number {
  const local = localTime(atMs, timeZone);
  return Math.round((Date.parse(`${local.date}T${local.clock}Z`) - atMs) / minute) * minute;
}

/** Marks of a chart's time axis on round times of the compound's clocks: minutes, hours, midnights, firsts of months. */
import { instantOf, localTime } from '#shared/time/localTime.ts';
import type { Stretch } from './chartView.ts';

export interface TimeTick {
  readonly atMs: number;
  readonly label: string;
  /** Begins a day, or on a longer axis a year: drawn stronger. */
  readonly isMajor: boolean;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const withinDay = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minuteMs);
const days = [1, 2, 7, 14];
const months = [1, 2, 3, 6, 12, 24, 60];

export function timeTicks({ fromMs, toMs }: Stretch, count: number, zone: string): readonly TimeTick[] {
  const leastMs = (toMs - fromMs) / Math.max(1, count);
  const step = withinDay.find((one) => one >= leastMs);
  if (step !== undefined) return ofDay(fromMs, toMs, step, zone);
  const dayStep = days.find((one) => one * dayMs >= leastMs);
  if (dayStep !== undefined) return ofDays(fromMs, toMs, dayStep, zone);
  return ofMonths(fromMs, toMs, months.find((one) => one * 30 * dayMs >= leastMs) ?? 120, zone);
}

/** Local midnights from the day of `fromMs` on; days are counted on the calendar, however long their hours are. */
function* midnights(fromMs: number, toMs: number, zone: string): Generator<{ atMs: number; date: string }> {
  const first = Date.parse(`${localTime(fromMs, zone).date}T00:00:00Z`);
  for (let day = 0; ; day++) {
    const date = new Date(first + day * dayMs).toISOString().slice(0, 10);
    const atMs = instantOf(`${date}T00:00`, zone);
    if (atMs === null || atMs >= toMs) return;
    yield { atMs, date };
  }
}

function ofDay(fromMs: number, toMs: number, stepMs: number, zone: string): TimeTick[] {
  const ticks: TimeTick[] = [];
  for (const { atMs: midnightMs, date } of midnights(fromMs, toMs, zone)) {
    for (let offset = 0; offset < dayMs; offset += stepMs) {
      const time = new Date(offset).toISOString().slice(11, 16);
      const atMs = offset === 0 ? midnightMs : instantOf(`${date}T${time}`, zone);
      if (atMs === null || atMs < fromMs || atMs >= toMs) continue;
      const last = ticks.at(-1);
      if (last && last.atMs >= atMs) continue;
      ticks.push({ atMs, label: offset === 0 ? date.slice(5) : time, isMajor: offset === 0 });
    }
  }
  return ticks;
}

function ofDays(fromMs: number, toMs: number, step: number, zone: string): TimeTick[] {
  return (
    [...midnights(fromMs, toMs, zone)]
      .filter(({ atMs }) => atMs >= fromMs)
      // Counted from 1970-01-01: the same days carry marks wherever the axis begins.
      .filter(({ date }) => (Date.parse(`${date}T00:00:00Z`) / dayMs) % step === 0)
      .map(({ atMs, date }) => ({ atMs, label: date.slice(5), isMajor: date.endsWith('-01') }))
  );
}

function ofMonths(fromMs: number, toMs: number, step: number, zone: string): TimeTick[] {
  const [year = 1970, month = 1] = localTime(fromMs, zone).date.split('-').map(Number);
  const ticks: TimeTick[] = [];
  for (let i = Math.floor((year * 12 + month - 1) / step) * step; ; i += step) {
    const [y, m] = [Math.floor(i / 12), (i % 12) + 1];
    const date = `${y}-${String(m).padStart(2, '0')}-01`;
    const atMs = instantOf(`${date}T00:00`, zone);
    if (atMs === null || atMs >= toMs) return ticks;
    if (atMs >= fromMs) ticks.push({ atMs, label: m === 1 ? String(y) : date.slice(0, 7), isMajor: m === 1 });
  }
}

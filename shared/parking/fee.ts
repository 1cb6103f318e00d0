/**
 * What a stay in a shared bay costs. Hours begun are paid, days are those of the compound's calendar, each with its own
 * cap; the free window is given once. Money is counted in fen, so that nothing is lost in halves. Pure.
 */
import { instantOf, localTime } from '#shared/time/localTime.ts';

export interface Tariff {
  /** Of each stay, from its entry on; who leaves within it pays nothing. */
  readonly freeMs: number;
  /** What comes after the free window is paid from its end on, or, where false, from the entry on. */
  readonly isFreeAlways: boolean;
  /** For each hour begun by day, fen. */
  readonly dayHourFen: number;
  /** For each hour begun by night, fen; the same as by day where there is no night rate. */
  readonly nightHourFen: number;
  /** Local hours [from, to) of the night, wrapping at midnight; null where there is none. */
  readonly night: readonly [fromHour: number, toHour: number] | null;
  /** Most that one day of the calendar costs, fen; null without a cap. */
  readonly dayCapFen: number | null;
  /** For who has no entry on record, fen. */
  readonly lostEntryFen: number;
}

/** The free half hour of the neighbourhood and a plain tariff after it. */
export const usualTariff: Tariff = {
  freeMs: 30 * 60_000,
  isFreeAlways: true,
  dayHourFen: 300,
  nightHourFen: 100,
  night: [22, 7],
  dayCapFen: 2000,
  lostEntryFen: 2000,
};

export interface FeeDay {
  /** YYYY-MM-DD on the compound's clocks. */
  readonly date: string;
  readonly dayHours: number;
  readonly nightHours: number;
  readonly fen: number;
  readonly isCapped: boolean;
}

export interface Fee {
  readonly kind: 'free' | 'paid' | 'lost-entry' | 'reversed';
  readonly totalFen: number;
  readonly days: readonly FeeDay[];
}

const hourMs = 3_600_000;

/** `enteredMs` null: nobody knows when it came. `reversed`: it would have left before it came; nothing is charged. */
export function feeOf(enteredMs: number | null, leftMs: number, tariff: Tariff, zone: string): Fee {
  if (enteredMs === null) return { kind: 'lost-entry', totalFen: tariff.lostEntryFen, days: [] };
  if (leftMs < enteredMs) return { kind: 'reversed', totalFen: 0, days: [] };
  if (leftMs - enteredMs <= tariff.freeMs) return { kind: 'free', totalFen: 0, days: [] };
  const from = tariff.isFreeAlways ? enteredMs + tariff.freeMs : enteredMs;
  const days = new Map<string, { dayHours: number; nightHours: number }>();
  // An hour begun counts for the day and the rate that it begins in.
  for (let hour = from; hour < leftMs; hour += hourMs) {
    const { date, hour: at } = localTime(hour, zone);
    const day = days.get(date) ?? { dayHours: 0, nightHours: 0 };
    if (isNight(at, tariff.night)) day.nightHours++;
    else day.dayHours++;
    days.set(date, day);
  }
  const list = [...days].map(([date, { dayHours, nightHours }]): FeeDay => {
    const plain = dayHours * tariff.dayHourFen + nightHours * tariff.nightHourFen;
    const fen = Math.min(plain, tariff.dayCapFen ?? plain);
    return { date, dayHours, nightHours, fen, isCapped: fen < plain };
  });
  return { kind: 'paid', totalFen: list.reduce((sum, { fen }) => sum + fen, 0), days: list };
}

function isNight(hour: number, night: Tariff['night']): boolean {
  if (!night) return false;
  const [from, to] = night;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** A stay as it is written at the gate, on the compound's clocks; null for what is no time. */
export function feeOfLocal(entered: string, left: string, tariff: Tariff, zone: string): Fee | null {
  const leftMs = instantOf(left, zone);
  if (leftMs === null) return null;
  if (entered === '') return feeOf(null, leftMs, tariff, zone);
  const enteredMs = instantOf(entered, zone);
  return enteredMs === null ? null : feeOf(enteredMs, leftMs, tariff, zone);
}

export function yuanText(fen: number): string {
  return (fen / 100).toFixed(2);
}

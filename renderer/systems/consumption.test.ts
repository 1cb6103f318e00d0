import { expect, it } from 'vitest';
import type { HistoryBin } from '#renderer/charts/index.ts';
import { daysAt, sumOf, usedIn, usedOf } from './consumption.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const midnightMs = Date.UTC(2026, 2, 2);
const bin = (hour: number, last: number, min = last): HistoryBin => ({
  fromMs: midnightMs + hour * hourMs,
  toMs: midnightMs + (hour + 1) * hourMs,
  count: 1,
  quality: 'good',
  min,
  max: last,
  mean: null,
  last,
});
const empty = (hour: number): HistoryBin => ({ ...bin(hour, 0), count: 0, last: null });

it('adds up what a register grew by, across hours in which it was silent', () => {
  const bins = [bin(-1, 100), bin(0, 102), empty(1), bin(2, 107)];
  expect(usedIn(bins, midnightMs, midnightMs + 3 * hourMs)).toBe(7);
});

it('begins with the least of the first hour where nothing is known before', () => {
  expect(usedIn([bin(0, 12, 10), bin(1, 15)], midnightMs, midnightMs + 2 * hourMs)).toBe(5);
});

it('takes a changed meter for no use, neither negative nor a jump', () => {
  expect(usedIn([bin(-1, 900), bin(0, 902), bin(1, 0), bin(2, 3)], midnightMs, midnightMs + dayMs)).toBe(5);
});

it('knows nothing where nothing was said', () => {
  expect(usedIn([empty(0)], midnightMs, midnightMs + hourMs)).toBeNaN();
  expect(sumOf([usedOf([], daysAt(midnightMs, 'UTC'))])).toEqual({
    today: NaN,
    yesterdaySoFar: NaN,
    yesterday: NaN,
  });
});

it('compares with yesterday until the same hour, not with the whole day', () => {
  // One each hour since yesterday began.
  const bins = Array.from({ length: 30 }, (_, n) => bin(n - 24, n));
  const used = usedOf(bins, daysAt(midnightMs + 6 * hourMs, 'UTC'));
  expect(used).toEqual({ today: 6, yesterdaySoFar: 5, yesterday: 23 });
  expect(sumOf([used, used, usedOf([], daysAt(midnightMs, 'UTC'))]).today).toBe(12);
});

it('asks for whole steps from the midnights of the calendar, also where clocks change', () => {
  const nowMs = Date.UTC(2026, 2, 2, 10, 7);
  const days = daysAt(nowMs, 'Asia/Shanghai');
  expect(new Date(days.midnightMs).toISOString()).toBe('2026-03-01T16:00:00.000Z');
  expect((days.toMs - days.yesterdayMs) / days.bins).toBe(300_000);
  expect(days.toMs - nowMs).toBe(3 * 60_000);
  // The day before had 23 hours.
  const spring = daysAt(Date.UTC(2026, 2, 30, 8), 'Europe/Berlin');
  expect((spring.midnightMs - spring.yesterdayMs) / hourMs).toBe(23);
});

it('counts what was used before midnight for yesterday alone', () => {
  const days = daysAt(midnightMs + 10 * 60_000, 'UTC');
  const step = (nth: number, last: number): HistoryBin => {
    const fromMs = days.yesterdayMs + nth * 300_000;
    return { ...bin(0, last), fromMs, toMs: fromMs + 300_000 };
  };
  const bins = [step(270, 0), step(280, 50), step(287, 100), step(288, 100.17)];
  const used = usedOf(bins, days);
  expect(used.today).toBeCloseTo(0.17);
  expect(used.yesterday).toBe(100);
});

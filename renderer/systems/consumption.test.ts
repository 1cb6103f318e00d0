import { expect, it } from 'vitest';
import type { HistoryBin } from '#renderer/charts/index.ts';
import { dayMs, hourMs, sumOf, usedIn, usedOf } from './consumption.ts';

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
  expect(sumOf([usedOf([], midnightMs, midnightMs)])).toEqual({
    today: NaN,
    yesterdaySoFar: NaN,
    yesterday: NaN,
  });
});

it('compares with yesterday until the same hour, not with the whole day', () => {
  // One each hour since yesterday began.
  const bins = Array.from({ length: 30 }, (_, n) => bin(n - 24, n));
  const used = usedOf(bins, midnightMs, midnightMs + 6 * hourMs);
  expect(used).toEqual({ today: 6, yesterdaySoFar: 5, yesterday: 23 });
  expect(sumOf([used, used, usedOf([], midnightMs, midnightMs)]).today).toBe(12);
});

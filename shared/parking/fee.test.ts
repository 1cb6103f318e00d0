import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feeOf, feeOfLocal, usualTariff, yuanText } from './fee.ts';

const zone = 'Asia/Shanghai';
/** 3.00 an hour by day, 1.00 from 22 to 7, 20.00 a day at most, half an hour free. */
const stay = (entered: string, left: string, at = zone) => feeOfLocal(entered, left, usualTariff, at);

it.each([
  ['no time at all', '2026-11-26T09:00', '2026-11-26T09:00', 'free', 0],
  ['left within the free window', '2026-11-26T09:00', '2026-11-26T09:29', 'free', 0],
  ['left as it ends', '2026-11-26T09:00', '2026-11-26T09:30', 'free', 0],
  ['a minute later: an hour begun', '2026-11-26T09:00', '2026-11-26T09:31', 'paid', 300],
  ['exactly an hour after it', '2026-11-26T09:00', '2026-11-26T10:30', 'paid', 300],
  ['a second hour begun', '2026-11-26T09:00', '2026-11-26T10:31', 'paid', 600],
  ['a working day is capped', '2026-11-26T08:00', '2026-11-26T18:00', 'paid', 2000],
  ['seven hours are not', '2026-11-26T08:00', '2026-11-26T14:30', 'paid', 1800],
  ['a night alone', '2026-11-26T22:00', '2026-11-27T01:30', 'paid', 300],
  // 20:30, 21:30 by day; 22:30, 23:30 by night; 0:30 … 6:30 by night.
  [
    'from the evening over midnight to seven',
    '2026-11-26T20:00',
    '2026-11-27T07:30',
    'paid',
    600 + 200 + 700,
  ],
  [
    'two days and a night, each with its own cap',
    '2026-11-26T08:00',
    '2026-11-28T08:00',
    'paid',
    2000 + 2000 + 1000,
  ],
  ['it left before it came', '2026-11-26T09:00', '2026-11-26T08:59', 'reversed', 0],
  ['nobody knows when it came', '', '2026-11-26T09:00', 'lost-entry', 2000],
] as const)('%s', (_what, entered, left, kind, totalFen) => {
  expect(stay(entered, left)).toMatchObject({ kind, totalFen });
});

describe('days of the calendar', () => {
  it('are told apart, with what each cost and why', () => {
    expect(stay('2026-11-26T20:00', '2026-11-27T07:30')?.days).toEqual([
      { date: '2026-11-26', dayHours: 2, nightHours: 2, fen: 800, isCapped: false },
      { date: '2026-11-27', dayHours: 0, nightHours: 7, fen: 700, isCapped: false },
    ]);
    expect(stay('2026-11-26T08:00', '2026-11-26T18:00')?.days[0]).toMatchObject({
      dayHours: 10,
      isCapped: true,
    });
  });

  it('are the compound’s, wherever the hub is', () => {
    const entered = Date.parse('2026-11-26T15:40:00Z');
    const hour = [entered, entered + 3_600_000] as const;
    expect(feeOf(...hour, usualTariff, 'Asia/Shanghai').days[0]?.date).toBe('2026-11-27');
    expect(feeOf(...hour, usualTariff, 'UTC').days[0]?.date).toBe('2026-11-26');
  });

  it('count hours that passed, not those of the clock, where clocks change', () => {
    // In Berlin the night of 25 October 2026 has an hour more.
    const long = stay('2026-10-25T00:00', '2026-10-25T06:00', 'Europe/Berlin');
    expect(long?.days.reduce((sum, { nightHours }) => sum + nightHours, 0)).toBe(7);
    const short = stay('2026-03-29T00:00', '2026-03-29T06:00', 'Europe/Berlin');
    expect(short?.days.reduce((sum, { nightHours }) => sum + nightHours, 0)).toBe(5);
  });
});

it('charges from the entry on where the free window is for short stays alone', () => {
  const tariff = { ...usualTariff, isFreeAlways: false };
  expect(feeOfLocal('2026-11-26T09:00', '2026-11-26T09:30', tariff, zone)?.totalFen).toBe(0);
  expect(feeOfLocal('2026-11-26T09:00', '2026-11-26T09:31', tariff, zone)?.totalFen).toBe(300);
  expect(feeOfLocal('2026-11-26T09:00', '2026-11-26T10:01', tariff, zone)?.totalFen).toBe(600);
});

it('takes a tariff without night and cap as it is', () => {
  const plain = { ...usualTariff, night: null, dayCapFen: null };
  expect(feeOfLocal('2026-11-26T20:00', '2026-11-27T20:30', plain, zone)?.totalFen).toBe(24 * 300);
});

it('refuses what is no time, and writes money with two places', () => {
  expect(stay('yesterday', '2026-11-26T09:00')).toBeNull();
  expect(stay('2026-11-26T09:00', '')).toBeNull();
  expect(yuanText(1805)).toBe('18.05');
});

it('a longer stay never costs less, and no day more than its cap', () => {
  const enteredMs = Date.parse('2026-11-20T00:00:00+08:00');
  fc.assert(
    fc.property(
      fc.nat(6 * 86_400_000),
      fc.nat(5 * 86_400_000),
      fc.nat(86_400_000),
      (offset, length, more) => {
        const from = enteredMs + offset;
        const shorter = feeOf(from, from + length, usualTariff, zone);
        const longer = feeOf(from, from + length + more, usualTariff, zone);
        expect(longer.totalFen).toBeGreaterThanOrEqual(shorter.totalFen);
        for (const { fen } of longer.days) expect(fen).toBeLessThanOrEqual(2000);
      },
    ),
    { numRuns: 60 },
  );
});

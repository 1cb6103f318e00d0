import { describe, expect, it } from 'vitest';
import { timeTicks } from './timeTicks.ts';

const at = (text: string) => Date.parse(text);
const labels = (from: string, to: string, count: number, zone: string) =>
  timeTicks({ fromMs: at(from), toMs: at(to) }, count, zone).map(({ label }) => label);

describe('marks of time', () => {
  it('are round on the compound’s clocks', () => {
    expect(labels('2026-11-26T08:07:00+08:00', '2026-11-26T09:07:00+08:00', 6, 'Asia/Shanghai')).toEqual([
      '08:10',
      '08:20',
      '08:30',
      '08:40',
      '08:50',
      '09:00',
    ]);
    // Half an hour off the hours of UTC.
    expect(labels('2026-11-26T00:00:00Z', '2026-11-26T06:00:00Z', 6, 'Asia/Kolkata')).toEqual([
      '06:00',
      '07:00',
      '08:00',
      '09:00',
      '10:00',
      '11:00',
    ]);
  });

  it('say the day at midnight, and stress it', () => {
    const ticks = timeTicks(
      { fromMs: at('2026-11-25T12:00:00+08:00'), toMs: at('2026-11-26T12:00:00+08:00') },
      8,
      'Asia/Shanghai',
    );
    expect(ticks.map(({ label }) => label)).toEqual([
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '11-26',
      '03:00',
      '06:00',
      '09:00',
    ]);
    expect(ticks.filter(({ isMajor }) => isMajor).map(({ label }) => label)).toEqual(['11-26']);
  });

  it('stay on midnight where a day has 23 or 25 hours', () => {
    const ticks = timeTicks(
      { fromMs: at('2026-10-23T22:00:00Z'), toMs: at('2026-10-27T12:00:00Z') },
      4,
      'Europe/Berlin',
    );
    expect(ticks.map(({ atMs }) => new Date(atMs).toISOString())).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-26T23:00:00.000Z',
    ]);
  });

  it('never run backwards over an hour that comes twice', () => {
    const ticks = timeTicks(
      { fromMs: at('2026-10-24T22:00:00Z'), toMs: at('2026-10-25T06:00:00Z') },
      9,
      'Europe/Berlin',
    );
    const times = ticks.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
  });

  it('are firsts of months on a year', () => {
    const found = labels('2026-01-15T00:00:00+08:00', '2027-01-15T00:00:00+08:00', 7, 'Asia/Shanghai');
    expect(found).toEqual(
      ['2026-03-01', '2026-05-01']
        .map((one) => one.slice(0, 7))
        .concat(['2026-07', '2026-09', '2026-11', '2027']),
    );
  });

  it('are never more than about what was asked for', () => {
    for (const lengthMs of [60_000, 3.6e6, 8.64e7, 6.048e8, 2.592e9, 3.1536e10, 3.1536e11])
      expect(
        timeTicks({ fromMs: 1.8e12 - lengthMs, toMs: 1.8e12 }, 10, 'Asia/Shanghai').length,
      ).toBeLessThanOrEqual(12);
  });
});

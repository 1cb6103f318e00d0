import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import { backTest, wouldChatter, type PastReadings } from './backTest.ts';

const text = { zh: 'x', en: 'x' };
const rule = (change: Partial<AlarmRule>): AlarmRule => ({
  id: 'hot',
  point: 'temperature',
  condition: { kind: 'above', limit: 50, deadband: 5 },
  onDelayMs: 0,
  offDelayMs: 0,
  priority: 2,
  name: text,
  consequence: text,
  action: text,
  procedure: [],
  responseS: 60,
  latching: false,
  shelvable: true,
  ...change,
});

const beginMs = 86_400_000;
const readings = (
  ...rows: readonly (readonly [atS: number, value: number, quality?: number])[]
): PastReadings => ({
  count: rows.length,
  timeMs: rows.map(([atS]) => beginMs + atS * 1000),
  value: rows.map(([, value]) => value),
  quality: rows.map(([, , quality]) => quality ?? qualityCodes.good),
});
const run = (change: Partial<AlarmRule>, given: PastReadings, untilS = 10_000) =>
  backTest(rule(change), 'smoke/a', given, beginMs + untilS * 1000, (atMs) => (atMs / 3_600_000) % 24).map(
    ({ atMs, endMs }) => [(atMs - beginMs) / 1000, endMs === null ? null : (endMs - beginMs) / 1000],
  );

describe('a rule over the past', () => {
  it('keeps to deadband and delays, in the time of the readings', () => {
    const past = readings([0, 20], [10, 51], [20, 47], [30, 44], [40, 60], [45, 44], [100, 60]);
    expect(run({}, past)).toEqual([
      [10, 30],
      [40, 45],
      [100, null],
    ]);
    // Held for 15 s before it counts: those that go below the limit before do not.
    expect(run({ onDelayMs: 15_000 }, past)).toEqual([[115, null]]);
    expect(run({ offDelayMs: 20_000 }, past)).toEqual([
      [10, 65],
      [100, null],
    ]);
  });

  it('silence, a change, a rate, and what its device does not vouch for', () => {
    expect(
      run({ condition: { kind: 'absent', forS: 60 } }, readings([0, 1], [50, 1], [200, 1]), 300),
    ).toEqual([
      [110, 200],
      [260, null],
    ]);
    expect(run({ condition: { kind: 'changed' } }, readings([0, 1], [5, 1], [9, 2]))).toEqual([[9, 9]]);
    const rate = { kind: 'rate', perMinute: 10, direction: 'rising', overS: 30 } as const;
    expect(run({ condition: rate }, readings([0, 0], [30, 10], [60, 11]))).toEqual([[30, 60]]);
    const stale = readings([0, 1], [10, 1, qualityCodes.stale], [20, 1]);
    expect(run({ condition: { kind: 'stale' } }, stale)).toEqual([[10, 20]]);
    // A mark of the hub repeats the last value; it is no reading.
    expect(run({}, readings([0, 20], [10, 99, qualityCodes.stale]))).toEqual([]);
  });

  it('holds in its hours alone', () => {
    const past = readings([0, 60], [3600, 60], [7200, 60], [10_800, 60], [14_400, 60]);
    expect(run({ hours: [1, 3] }, past, 20_000)).toEqual([[3600, 10_800]]);
  });

  it('knows what would have chattered', () => {
    const past = readings([0, 20], [1, 60], [2, 20], [10, 60], [11, 20], [20, 60], [21, 20]);
    const found = backTest(rule({}), 'smoke/a', past, beginMs + 30_000, () => 0);
    expect(found).toHaveLength(3);
    expect(wouldChatter(found)).toBe(true);
    expect(wouldChatter(found.slice(0, 2))).toBe(false);
  });

  it('without delays it raises as often as values cross the band, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 200 }), (values) => {
        let active = false;
        let expected = 0;
        for (const value of values) {
          const holds: boolean = value > (active ? 45 : 50);
          if (holds && !active) expected++;
          active = holds;
        }
        const past = readings(...values.map((value, i) => [i * 10, value] as const));
        expect(backTest(rule({}), 'smoke/a', past, 1e12, () => 0)).toHaveLength(expected);
      }),
    );
  });
});

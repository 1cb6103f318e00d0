import { expect, it } from 'vitest';
import { findSystem, systems } from '#shared/systems/index.ts';
import { latestHours, overviewOf, tallyOf } from './declared.ts';

const hourMs = 3_600_000;
const zone = 'Asia/Shanghai';
/** Of a day in Shanghai, which is eight hours ahead. */
const at = (hour: number) => Date.UTC(2026, 2, 2) + (hour - 8) * hourMs;

it('looks at the latest night, also while it lasts and across midnight', () => {
  expect(latestHours([1, 5], at(9), zone)).toEqual({ fromMs: at(1), toMs: at(5) });
  expect(latestHours([1, 5], at(3), zone)).toEqual({ fromMs: at(1), toMs: at(3) });
  expect(latestHours([1, 5], at(0.5), zone)).toEqual({ fromMs: at(-23), toMs: at(-19) });
  expect(latestHours([22, 6], at(2), zone)).toEqual({ fromMs: at(-2), toMs: at(2) });
  expect(latestHours([22, 6], at(12), zone)).toEqual({ fromMs: at(-2), toMs: at(6) });
});

it('has something for every system that measures against a limit, counts or looks at night', () => {
  const water = findSystem('water-meter');
  if (!water) throw new Error('no such system');
  const found = overviewOf(water, water.rules);
  expect(found?.hourly.map(({ rule }) => rule.id)).toEqual(['night-flow']);
  expect(found?.counters.map(({ id }) => id)).toEqual(['total']);
  expect(found?.limited.map(({ id }) => id)).toEqual(['flow']);
  for (const system of systems)
    for (const { personal } of overviewOf(system, system.rules)?.limited ?? [])
      expect(personal).toBeUndefined();
});

it('shows only the list where a system declares nothing to count', () => {
  const [system] = systems;
  if (!system) throw new Error('no systems');
  expect(overviewOf({ ...system, points: [], rules: [] }, [])).toBeNull();
});

it('counts values that are known', () => {
  expect(tallyOf([1, 0, NaN, 1, 2])).toEqual([
    { code: 0, count: 1 },
    { code: 1, count: 2 },
    { code: 2, count: 1 },
  ]);
});

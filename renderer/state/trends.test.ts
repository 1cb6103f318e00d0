import { expect, it } from 'vitest';
import { TwinColumns } from '#shared/twin/columns.ts';
import { createTrends } from './trends.ts';

function watch(values: readonly number[], everyS: number) {
  const trends = createTrends();
  const columns = new TwinColumns(1);
  values.forEach((value, i) => {
    columns.set(0, value, i, 0);
    trends.sample(columns, [0], i * everyS * 1000);
  });
  return trends.of(0);
}

it.each([
  [[0.1, 0.12, 0.15, 0.21, 0.3], 'rising'],
  [[0.3, 0.2, 0.15, 0.12, 0.1], 'falling'],
  [[100, 100.2, 99.9, 100.1, 100.3], 'steady'],
  [[0, 0, 0, 0, 0], 'steady'],
] as const)('%j every ten seconds is %s', (values, trend) => {
  expect(watch(values, 10)).toBe(trend);
});

it('says nothing before half a minute was watched, and after a jump of the clock', () => {
  expect(watch([1, 2, 3], 10)).toBe(null);
  const trends = createTrends();
  const columns = new TwinColumns(1);
  for (const [atS, value] of [
    [0, 1],
    [40, 2],
  ] as const) {
    columns.set(0, value, 0, 0);
    trends.sample(columns, [0], atS * 1000);
  }
  expect(trends.of(0)).toBe('rising');
  trends.sample(columns, [0], 10_000);
  expect(trends.of(0)).toBe(null);
});

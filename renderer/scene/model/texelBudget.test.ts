import { expect, test } from 'vitest';
import { createTexelBudget } from './texelBudget.ts';

const layers = (widthPx: number, heightPx: number, count: number) => ({
  widthPx,
  heightPx,
  pictures: Array.from({ length: count }),
});

test('what comes late is coarser, what goes makes room, and nothing is given that is not there', () => {
  const budget = createTexelBudget(1024 * 1024);
  const first = budget.take(layers(1024, 512, 1));
  expect(first).toMatchObject({ widthPx: 1024, heightPx: 512 });
  const second = budget.take(layers(1024, 1024, 1));
  expect(second).toMatchObject({ widthPx: 512, heightPx: 512 });
  expect(budget.take(layers(2048, 64, 2000))).toBeNull();
  if (first) budget.give(first);
  expect(budget.take(layers(512, 1024, 1))).toMatchObject({ widthPx: 512, heightPx: 1024 });
});

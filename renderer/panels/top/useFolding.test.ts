import { expect, it } from 'vitest';
import { fold, mostFolded } from './useFolding.ts';

/** A bar that is so wide at each level. */
const bar = (clientWidth: number, widths: readonly number[]) => {
  const dataset: DOMStringMap = {};
  return {
    dataset,
    clientWidth,
    get scrollWidth() {
      return Math.max(clientWidth, widths[Number(dataset.fold)] ?? 0);
    },
  };
};

it('folds a bar no further than it has to', () => {
  const widths = [1500, 1400, 1300, 1200, 1100, 1000, 900];
  const levelAt = (width: number) => {
    const one = bar(width, widths);
    fold(one);
    return Number(one.dataset.fold);
  };
  expect([1920, 1366, 1280, 1000].map(levelAt)).toEqual([0, 2, 3, 5]);
  expect(levelAt(300)).toBe(mostFolded);
});

import { expect, test } from 'vitest';
import { fineTiers, indexCountFor } from './tiers.ts';

// Five triangles of three elements: 10 m, 10 m, 2 m, 2 m, 0.4 m.
const index = Uint32Array.from([0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7, 8]);
const elements = Uint32Array.from([7, 7, 7, 1, 1, 1, 4, 4, 4]);
const sizeM = [0, 2, 0, 0, 0.4, 0, 0, 10];

test('finds the prefix that holds everything of a size', () => {
  const tiers = fineTiers(index, elements, sizeM);
  expect(indexCountFor(tiers, 0, index.length)).toBe(15);
  expect(indexCountFor(tiers, 0.5, index.length)).toBe(12);
  expect(indexCountFor(tiers, 3, index.length)).toBe(6);
  expect(indexCountFor(tiers, 30, index.length)).toBe(0);
});

test('never leaves out an element that is large enough', () => {
  const tiers = fineTiers(index, elements, sizeM);
  for (const [minSizeM, least] of [
    [1.99, 12],
    [2, 12],
    [9.9, 6],
    [10, 6],
  ] as const)
    expect(indexCountFor(tiers, minSizeM, index.length)).toBeGreaterThanOrEqual(least);
});

test('draws everything where a chunk has no tiers', () => {
  expect(indexCountFor([], 5, 99)).toBe(99);
});

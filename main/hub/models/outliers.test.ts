import { expect, test } from 'vitest';
import { findOutliers } from './outliers.ts';
import type { Box } from './shapes.ts';

const boxAt = (x: number, z = 0): Box => ({ min: [x, 0, z], max: [x + 1, 1, z + 1] });
const building = Array.from({ length: 100 }, (_, i) => boxAt(i % 20, Math.floor(i / 20) * 3));

test('a twentieth of the boxes far off moves nothing, and is named', () => {
  const lost = Array.from({ length: 5 }, (_, i) => boxAt(i, -26e9 + i * 1000));
  const { bounds, outliers } = findOutliers([...building, ...lost]);
  expect(outliers).toEqual([100, 101, 102, 103, 104]);
  expect(bounds).toEqual({ min: [0, 0, 0], max: [20, 1, 13] });
});

test('a long bridge and a pavilion beside a tower belong', () => {
  const bridge = Array.from({ length: 40 }, (_, i) => boxAt(i * 50));
  expect(findOutliers(bridge).outliers).toEqual([]);
  expect(findOutliers([...building, boxAt(400)]).outliers).toEqual([]);
});

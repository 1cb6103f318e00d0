import { expect, test } from 'vitest';
import { details, downToGround, headline } from './measurements.ts';

test('a length is told with its parts and slope', () => {
  const length = {
    kind: 'distance',
    pointsEnu: [
      [0, 0, 0],
      [3, 0, -4],
    ],
    areaM2: null,
  } as const;
  expect(headline(length)).toBe('5.000 m');
  expect(details(length)).toBe('ΔX +3.000 · ΔY +0.000 · ΔZ −4.000 · ∠ -53.1°');
  expect(
    headline({
      ...length,
      pointsEnu: [
        [0, 0, 0],
        [30, 0, 40],
      ],
    }),
  ).toBe('50.00 m');
});

test('an area is told with the way round it, a face as the model has it', () => {
  const square = {
    kind: 'area',
    pointsEnu: [
      [0, 0, 0],
      [2, 0, 0],
      [2, 2, 0],
      [0, 2, 0],
    ],
    areaM2: null,
  } as const;
  expect([headline(square), details(square)]).toEqual(['4.00 m²', '∑ 8.000 m']);
  expect(headline({ kind: 'face', pointsEnu: [[0, 0, 0]], areaM2: 12.344 })).toBe('12.34 m²');
});

test('a height is told from the ground up', () => {
  expect(headline({ kind: 'height', pointsEnu: downToGround([5, 6, 12.5]), areaM2: null })).toBe('12.50 m');
});

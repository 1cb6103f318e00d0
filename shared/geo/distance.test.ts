import { expect, it } from 'vitest';
import { groundDistanceM } from './distance.ts';

it('is a degree of the meridian, less along a parallel, and half the earth between opposites', () => {
  expect(groundDistanceM({ latDeg: 30, lonDeg: 114 }, { latDeg: 31, lonDeg: 114 })).toBeCloseTo(111_195, -1);
  expect(groundDistanceM({ latDeg: 60, lonDeg: 10 }, { latDeg: 60, lonDeg: 11 })).toBeCloseTo(55_597, -2);
  expect(groundDistanceM({ latDeg: 0, lonDeg: 179 }, { latDeg: 0, lonDeg: -179 })).toBeCloseTo(222_390, -1);
  expect(groundDistanceM({ latDeg: 90, lonDeg: 0 }, { latDeg: -90, lonDeg: 77 })).toBeCloseTo(
    Math.PI * 6_371_000,
    0,
  );
});

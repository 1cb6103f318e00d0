import { expect, it } from 'vitest';
import { shaftOf } from './shaft.ts';

it.each([
  ['the ground floor is the bottom', 1, 1, 8, 0],
  ['the top', 8, 1, 8, 7 / 8],
  ['a floor nobody knew of makes the shaft longer', 12, 1, 12, 11 / 12],
  ['and so does one it goes to', 1, 20, 20, 0],
  ['below ground', -2, 1, 10, 0],
  ['from below to the ground floor, which follows on −1', 1, -2, 10, 2 / 10],
  ['not known', NaN, NaN, 8, 0],
] as const)('%s', (_what, floor, target, floors, share) => {
  expect(shaftOf(floor, target)).toEqual({ floors, share });
});

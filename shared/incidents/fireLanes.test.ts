import { expect, it } from 'vitest';
import { isFireLane, isLaneTaken } from './fireLanes.ts';

it('a lane is taken where its camera says so, and unknown is not taken', () => {
  const lane = { system: 'fire-lane' };
  expect([isFireLane(lane), isFireLane({ system: 'smoke' })]).toEqual([true, false]);
  expect([0, 1, 2, NaN, 9].map((value) => isLaneTaken(lane, value))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});

import { expect, it } from 'vitest';
import type { Rack } from '../contract.ts';
import { levelM, movingPallet, restingPallets } from './rackPlaces.ts';

/** Two levels of three, so four places wide. */
const rack = (moving: number | null): Rack => ({
  id: 'r',
  centreEnu: [0, 0, 0],
  yawRad: 0,
  widthM: 8,
  depthM: 5,
  levels: 2,
  columns: 3,
  count: 6,
  moving,
  progress: 0,
});

it('stands them level by level from the left, with the place at the right free', () => {
  expect(restingPallets(rack(null)).map(({ xM, zM }) => [xM, zM])).toEqual([
    [-3, 0],
    [-1, 0],
    [1, 0],
    [-3, levelM],
    [-1, levelM],
    [1, levelM],
  ]);
});

it('slides those below aside, so that the one that moves meets nothing on its way down', () => {
  const still = restingPallets(rack(5));
  for (const progress of [0, 0.25, 0.5, 1]) {
    const moved = movingPallet(rack(5), progress);
    expect(moved?.zM).toBeCloseTo(levelM * (1 - progress), 9);
    expect(still.filter(({ xM, zM }) => xM === moved?.xM && Math.abs(zM - (moved?.zM ?? 0)) < 0.2)).toEqual(
      [],
    );
  }
  expect(still.map(({ number }) => number)).toEqual([1, 2, 3, 4, 6]);
});

it('slides a pallet of the ground level aside, and knows none that is not there', () => {
  expect(movingPallet(rack(3), 1)).toMatchObject({ xM: 3, zM: 0 });
  expect(movingPallet(rack(7), 0.5)).toBeNull();
  expect(movingPallet(rack(null), 0.5)).toBeNull();
});

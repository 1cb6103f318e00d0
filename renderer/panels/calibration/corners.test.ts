import { expect, test } from 'vitest';
import { lensOf } from '#shared/physics/ballistics/pinhole.ts';
import { aimed } from '#shared/physics/ballistics/turns.ts';
import type { TracedOpening } from '#shared/protocol/throwTrace.ts';
import { cornersOf, nearest, seenCorners } from './corners.ts';

const opening = (id: string, x: number): TracedOpening => ({
  id,
  storey: '1层',
  fromM: x,
  toM: x + 2,
  sillM: 1,
  headM: 3,
  fromLeft: 1,
  placeId: null,
  element: null,
  cornersEnu: [
    [x, 10, 1],
    [x + 2, 10, 1],
    [x + 2, 10, 3],
    [x, 10, 3],
  ],
});
const camera = {
  positionEnu: [0, 0, 2],
  rotation: aimed(Math.PI / 2, 0),
  lens: lensOf(1000, 600, 1.2),
} as const;

test('corners in the picture are where a pinhole sees them; those beside it are left out', () => {
  const seen = seenCorners(camera, cornersOf([opening('a', -1), opening('b', 60)]));
  expect(seen.map(({ corner }) => corner.id)).toEqual(['a#0', 'a#1', 'a#2', 'a#3']);
  const [lowerLeft, lowerRight, upperRight] = seen;
  expect((lowerLeft?.xPx ?? 0) + (lowerRight?.xPx ?? 0)).toBeCloseTo(1000, 6);
  // Down in the picture is a larger number.
  expect(lowerRight?.yPx).toBeGreaterThan(upperRight?.yPx ?? Infinity);
});

test('a hand reaches the nearest corner, and none that is too far', () => {
  const seen = seenCorners(camera, cornersOf([opening('a', -1)]));
  const first = seen[0];
  if (!first) throw new Error('nothing is seen');
  expect(nearest(seen, first.xPx + 3, first.yPx - 2, 10)?.corner.id).toBe('a#0');
  expect(nearest(seen, first.xPx + 30, first.yPx - 30, 10)).toBeNull();
});

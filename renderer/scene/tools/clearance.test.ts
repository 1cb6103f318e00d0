import { BoxGeometry } from 'three';
import { expect, test } from 'vitest';
import { nearestBetween } from './clearance.ts';

const box = (x: number, y: number) => {
  const geometry = new BoxGeometry(2, 2, 2).toNonIndexed();
  return [...geometry.getAttribute('position').array].map((m, i) => m + ([x, y, 0][i % 3] ?? 0));
};

test('clearance is the shortest way between two bodies, far from the origin too', () => {
  const way = nearestBetween(box(20_000, 0), box(20_005, 3));
  expect(way).not.toBeNull();
  const [a, b] = way ?? [
    [0, 0, 0],
    [0, 0, 0],
  ];
  expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeCloseTo(Math.hypot(3, 1), 4);
  expect(nearestBetween([], box(0, 0))).toBeNull();
});

import { expect, it } from 'vitest';
import type { OrientedBox } from '#shared/twin/compound.ts';
import { walkAroundM } from './walkAround.ts';

const block = (x: number, y: number, widthM: number, depthM: number, yawRad = 0): OrientedBox => ({
  centreEnu: [x, y, 5],
  sizeM: [widthM, depthM, 10],
  yawRad,
});

it('goes straight where nothing is in the way', () => {
  expect(walkAroundM([0, 0], [30, 40], [])).toBeCloseTo(50, 6);
  expect(walkAroundM([0, 0], [30, 0], [block(15, 20, 10, 10)])).toBeCloseTo(30, 6);
});

it('goes round the nearer end of a building, at arm’s length from its walls', () => {
  // A slab of 20 × 10 m across the way: corners at (±10, 5) and 1.2 m more.
  const around = 2 * Math.hypot(30 - 6.2, 11.2);
  expect(walkAroundM([-30, 0], [30, 0], [block(0, 0, 10, 20)])).toBeCloseTo(around + 12.4, 6);
  // Moved up, its lower end is nearer.
  const lower = 2 * Math.hypot(30 - 6.2, 5.2);
  expect(walkAroundM([-30, 0], [30, 0], [block(0, 6, 10, 20)])).toBeCloseTo(lower + 12.4, 6);
});

it('turns with a turned building', () => {
  const turned = walkAroundM([0, -30], [0, 30], [block(0, 0, 10, 20, Math.PI / 2)]);
  expect(turned).toBeCloseTo(walkAroundM([-30, 0], [30, 0], [block(0, 0, 10, 20)]) ?? 0, 6);
});

it('begins at the wall of the building that one stands in', () => {
  // 2 m from the east wall of a block 20 m wide: out there, and straight on.
  expect(walkAroundM([8, 0], [31.2, 0], [block(0, 0, 20, 40)])).toBeCloseTo(20, 6);
});

it('knows no way into a yard closed on all sides', () => {
  const walls = [block(0, 10, 24, 4), block(0, -10, 24, 4), block(10, 0, 4, 24), block(-10, 0, 4, 24)];
  expect(walkAroundM([0, 0], [50, 0], walls)).toBeNull();
});

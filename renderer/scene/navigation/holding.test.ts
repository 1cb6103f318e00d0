import { expect, test } from 'vitest';
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import { cornersOf, holding, outOfRoofs, outreach } from './holding.ts';
import { orbitOf } from './orbit.ts';

const plan: CompoundPlan = {
  ...emptyPlan,
  boundaryEnu: [
    [-140, -70, 0],
    [140, -70, 0],
    [140, 70, 0],
    [-140, 70, 0],
  ],
  places: [
    {
      id: '8',
      kind: 'building',
      name: { zh: '', en: '' },
      parentId: null,
      box: { centreEnu: [90, 50, 9], sizeM: [48, 12, 18], yawRad: 0.3 },
    },
  ],
};
const home = orbitOf({ eyeEnu: [70, -232, 128], targetEnu: [10, -6, 0] });

test.each([
  [800, 600],
  [764, 571],
  [1280, 720],
  [3840, 1080],
])('the home view holds the compound in a window of %d × %d', (widthPx, heightPx) => {
  const aspect = widthPx / heightPx;
  const held = holding(home, cornersOf(plan), 40, aspect, 10);
  expect(outreach(held, cornersOf(plan), 40, aspect)).toBeLessThanOrEqual(0.95);
  // And wastes no room.
  expect(outreach(held, cornersOf(plan), 40, aspect)).toBeGreaterThan(0.9);
  expect(held).toMatchObject({ azimuthRad: home.azimuthRad, elevationRad: home.elevationRad });
});

test('comes no nearer than it was', () => {
  expect(holding(home, [[10, -6, 0]], 40, 1.5, home.distanceM).distanceM).toBe(home.distanceM);
});

test('an eye inside a building looks from over its roof; one beside it stays', () => {
  const inside = outOfRoofs({ eyeEnu: [95, 52, 12], targetEnu: [0, 0, 0] }, plan);
  expect(inside.eyeEnu).toEqual([95, 52, 21]);
  const beside = { eyeEnu: [95, 80, 12], targetEnu: [0, 0, 0] } as const;
  expect(outOfRoofs(beside, plan)).toBe(beside);
});

import { describe, expect, it } from 'vitest';
import { emptyPlan, type CompoundPlan, type Enu } from '#shared/twin/compound.ts';
import { extentOf } from '../extent.ts';
import { farthestM, SCENE_FOV_DEG } from '../landing.ts';
import { cornersOf, outreach } from './holding.ts';
import { createHomeView } from './homeView.ts';
import type { Orbit } from './orbit.ts';

/** Far from the origin, and larger than the view one starts with. */
const plan: CompoundPlan = {
  ...emptyPlan,
  places: [
    {
      id: '1',
      kind: 'building',
      name: { zh: '1号楼', en: 'Building 1' },
      parentId: null,
      box: { centreEnu: [400, 250, 45], sizeM: [180, 20, 90], yawRad: 0.4 },
    },
  ],
};
function startAt(aspect: number, models: Parameters<typeof createHomeView>[2] = () => null) {
  const camera = { aspect };
  const start: Orbit = { targetEnu: [0, 0, 0], distanceM: 100, azimuthRad: 0, elevationRad: 0.5 };
  const navigation = { orbit: start, set: (next: Orbit) => void (navigation.orbit = next) };
  const reach = (points: readonly Enu[]) => outreach(navigation.orbit, points, SCENE_FOV_DEG, camera.aspect);
  return { camera, navigation, start, reach, home: createHomeView(camera, navigation, models) };
}

describe('the view a scene opens with', () => {
  it('holds a compound that has no saved view, with a margin, and again in a narrower pane', () => {
    const { camera, reach, home } = startAt(1.8);
    home.show(plan);
    expect(reach(cornersOf(plan))).toBeLessThanOrEqual(0.95);
    expect(reach(cornersOf(plan))).toBeGreaterThan(0.6);
    camera.aspect = 0.7;
    expect(reach(cornersOf(plan))).toBeGreaterThan(1);
    home.reshaped(plan);
    expect(reach(cornersOf(plan))).toBeLessThanOrEqual(0.95);
  });

  it('is not too far off for a hand to go there: a single tower in a narrow pane', () => {
    const { navigation, home } = startAt(0.5);
    home.show({
      ...plan,
      views: [{ name: { zh: '', en: '' }, eyeEnu: [400, 150, 80], targetEnu: [400, 250, 8] }],
    });
    expect(navigation.orbit.distanceM).toBeLessThan(farthestM(extentOf(plan, null).radiusM));
  });

  it('stays where a hand has moved it', () => {
    const { camera, navigation, home } = startAt(1.8);
    home.show(plan);
    const moved = { ...navigation.orbit, azimuthRad: 2 };
    navigation.set(moved);
    camera.aspect = 0.7;
    home.reshaped(plan);
    expect(navigation.orbit).toBe(moved);
  });

  it('holds the models where nothing is drawn yet, and waits where there are none', () => {
    const bounds = { minEnu: [90, 90, 0], maxEnu: [150, 130, 40] } as const;
    const { reach, home } = startAt(1.2, () => bounds);
    home.show(emptyPlan);
    expect(reach([bounds.minEnu, bounds.maxEnu])).toBeLessThanOrEqual(0.95);
    const bare = startAt(1.2);
    bare.home.show(emptyPlan);
    expect(bare.navigation.orbit).toBe(bare.start);
  });
});

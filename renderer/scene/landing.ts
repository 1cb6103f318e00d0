/** Where somebody who comes from far lands: the compound's home view, as the scene shows it by itself. Pure. */
import type { Bounds } from '#shared/protocol/model.ts';
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';
import type { CameraPose } from './contract.ts';
import { extentOf } from './extent.ts';
import { cornersOf, holding } from './navigation/holding.ts';
import { clampOrbit, orbitAround, orbitOf, poseOf, type Orbit } from './navigation/orbit.ts';

/** From the top of the scene's picture to its bottom. */
export const SCENE_FOV_DEG = 40;

/** From the south-east, for a compound without a saved view. */
const plainView: CameraPose = { eyeEnu: [120, -160, 110], targetEnu: [0, 0, 0] };

/** The first saved view, from so far that it holds the compound. */
export function homeOrbit(view: CameraPose, plan: CompoundPlan, aspect: number): Orbit {
  const orbit = orbitOf(view);
  return holding(orbit, cornersOf(plan), SCENE_FOV_DEG, aspect, orbit.distanceM);
}

/** As a multiple of the compound's reach. */
const FARTHEST = 5;
/** A single tower reaches not far, and yet is seen whole in a narrow pane. */
const LEAST_FARTHEST_M = 700;

/** So far from the compound one may go. */
export const farthestM = (radiusM: number): number => Math.max(LEAST_FARTHEST_M, radiusM * FARTHEST);

function cornersOfModels({ minEnu, maxEnu }: Bounds): readonly Enu[] {
  return [minEnu, maxEnu].flatMap(([x]) =>
    [minEnu, maxEnu].flatMap(([, y]) => [minEnu, maxEnu].map(([, , z]): Enu => [x, y, z])),
  );
}

/**
 * Within what the scene's own hands allow, so that nothing jumps when it is taken over. `models`: what stands where the plan
 * has nothing yet.
 */
export function landingPose(plan: CompoundPlan, aspect: number, models: Bounds | null = null): CameraPose {
  const [view] = plan.views;
  const { centreEnu, radiusM } = extentOf(plan, models);
  const drawn = cornersOf(plan);
  const corners = drawn.length === 0 && models ? cornersOfModels(models) : drawn;
  const round = () => orbitAround(orbitOf(plainView), centreEnu, radiusM, { fovDeg: SCENE_FOV_DEG, aspect });
  const orbit = view
    ? homeOrbit(view, plan, aspect)
    : corners.length > 0
      ? holding(round(), corners, SCENE_FOV_DEG, aspect, 10)
      : round();
  return poseOf(clampOrbit(orbit, farthestM(radiusM)));
}

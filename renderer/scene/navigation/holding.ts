/** Views that show what they promise: all of the compound, whatever the window's shape, and never from inside a roof. Pure. */
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';
import type { CameraPose } from '../contract.ts';
import { isInBox } from '#shared/geo/inBox.ts';
import { poseOf, type Orbit } from './orbit.ts';

/** Share of the picture's half that things may reach: the rest is for what lies over the scene's edges. */
const REACH = 0.94;
/** Over the highest point under it. */
const OVER_ROOF_M = 3;

/** How far out of the picture's middle the farthest point lies; 1 is its edge, Infinity behind the eye. */
export function outreach(orbit: Orbit, points: readonly Enu[], fovDeg: number, aspect: number): number {
  const { eyeEnu, targetEnu } = poseOf(orbit);
  const high = Math.tan((fovDeg * Math.PI) / 360);
  const { azimuthRad: a, elevationRad: e, distanceM } = orbit;
  const ahead = targetEnu.map((value, i) => (value - (eyeEnu[i] ?? 0)) / distanceM);
  const right = [-Math.sin(a), Math.cos(a), 0];
  const up = [-Math.cos(a) * Math.sin(e), -Math.sin(a) * Math.sin(e), Math.cos(e)];
  const dot = (p: Enu, axis: readonly number[]) =>
    p.reduce<number>((sum, value, i) => sum + (value - (eyeEnu[i] ?? 0)) * (axis[i] ?? 0), 0);
  return points.reduce((most, point) => {
    const depth = dot(point, ahead);
    if (depth <= 0.1) return Infinity;
    return Math.max(
      most,
      Math.abs(dot(point, right)) / (depth * high * aspect),
      Math.abs(dot(point, up)) / (depth * high),
    );
  }, 0);
}

/** The same view from the nearest distance that holds all points; never nearer than `nearestM`. */
export function holding(
  orbit: Orbit,
  points: readonly Enu[],
  fovDeg: number,
  aspect: number,
  nearestM: number,
): Orbit {
  const isHeld = (distanceM: number) => outreach({ ...orbit, distanceM }, points, fovDeg, aspect) <= REACH;
  if (points.length === 0 || isHeld(nearestM)) return { ...orbit, distanceM: nearestM };
  let [low, high] = [nearestM, nearestM * 2];
  for (let i = 0; i < 12 && !isHeld(high); i++) [low, high] = [high, high * 2];
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (isHeld(middle)) high = middle;
    else low = middle;
  }
  return { ...orbit, distanceM: high };
}

/** Corners of the fence and of the buildings, on the ground and at their tops. */
export function cornersOf({ boundaryEnu, places }: CompoundPlan): Enu[] {
  const corners: Enu[] = [...boundaryEnu];
  for (const { kind, box } of places) {
    if (kind !== 'building' || !box) continue;
    const [c, s] = [Math.cos(box.yawRad), Math.sin(box.yawRad)];
    const [long, wide, tall] = box.sizeM.map((size) => size / 2);
    for (const along of [-(long ?? 0), long ?? 0])
      for (const across of [-(wide ?? 0), wide ?? 0])
        corners.push([
          box.centreEnu[0] + along * c - across * s,
          box.centreEnu[1] + along * s + across * c,
          box.centreEnu[2] + (tall ?? 0),
        ]);
  }
  return corners;
}

/** A saved view whose eye has come to stand in a building looks from above that building's roof. */
export function outOfRoofs(pose: CameraPose, { places }: CompoundPlan): CameraPose {
  const [x, y, z] = pose.eyeEnu;
  const roofM = places.reduce((most, { kind, box }) => {
    if (kind !== 'building' || !box || !isInBox(box, pose.eyeEnu, 1)) return most;
    return Math.max(most, box.centreEnu[2] + box.sizeM[2] / 2);
  }, -Infinity);
  return z < roofM + OVER_ROOF_M ? { ...pose, eyeEnu: [x, y, roofM + OVER_ROOF_M] } : pose;
}

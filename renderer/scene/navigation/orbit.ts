/** Camera as a point looked at, a distance and two angles; z is up and the eye stays above the ground. Pure. */
import type { Enu } from '#shared/twin/compound.ts';
import type { CameraPose } from '../contract.ts';

export interface Orbit {
  readonly targetEnu: Enu;
  readonly distanceM: number;
  /** Of the eye seen from the target, counter-clockwise from east. */
  readonly azimuthRad: number;
  /** Of the eye above the target's horizon. */
  readonly elevationRad: number;
}

export const EYE_FLOOR_M = 1.4;
const MAX_ELEVATION = Math.PI / 2 - 0.01;
const MIN_ELEVATION = -1.2;

export function orbitOf(pose: CameraPose): Orbit {
  const [ex, ey, ez] = pose.eyeEnu;
  const [tx, ty, tz] = pose.targetEnu;
  const distanceM = Math.max(0.5, Math.hypot(ex - tx, ey - ty, ez - tz));
  return {
    targetEnu: pose.targetEnu,
    distanceM,
    azimuthRad: Math.atan2(ey - ty, ex - tx),
    elevationRad: Math.asin(Math.min(1, Math.max(-1, (ez - tz) / distanceM))),
  };
}

export function poseOf(orbit: Orbit): CameraPose {
  const { targetEnu, distanceM, azimuthRad, elevationRad } = orbit;
  const flat = Math.cos(elevationRad) * distanceM;
  return {
    eyeEnu: [
      targetEnu[0] + Math.cos(azimuthRad) * flat,
      targetEnu[1] + Math.sin(azimuthRad) * flat,
      targetEnu[2] + Math.sin(elevationRad) * distanceM,
    ],
    targetEnu,
  };
}

/** Keeps the eye above ground and the distance within reach. */
export function clampOrbit(orbit: Orbit, maxDistanceM: number): Orbit {
  const distanceM = Math.min(maxDistanceM, Math.max(2, orbit.distanceM));
  const floor = Math.asin(Math.min(1, Math.max(-1, (EYE_FLOOR_M - orbit.targetEnu[2]) / distanceM)));
  const elevationRad = Math.min(MAX_ELEVATION, Math.max(orbit.elevationRad, floor, MIN_ELEVATION));
  return { ...orbit, distanceM, elevationRad };
}

export function moveTarget(orbit: Orbit, dx: number, dy: number, dz: number): Orbit {
  const [x, y, z] = orbit.targetEnu;
  return { ...orbit, targetEnu: [x + dx, y + dy, Math.min(120, Math.max(0, z + dz))] };
}

/** Scales the view about a point that stays under the cursor. */
export function zoomAbout(orbit: Orbit, anchorEnu: Enu, factor: number): Orbit {
  const [x, y, z] = orbit.targetEnu;
  const share = 1 - factor;
  return {
    ...orbit,
    distanceM: orbit.distanceM * factor,
    targetEnu: [
      x + (anchorEnu[0] - x) * share,
      y + (anchorEnu[1] - y) * share,
      Math.max(0, z + (anchorEnu[2] - z) * share),
    ],
  };
}

/** Shortest signed turn from one angle to another. */
export function turnBetween(fromRad: number, toRad: number): number {
  const full = 2 * Math.PI;
  return ((((toRad - fromRad) % full) + full * 1.5) % full) - Math.PI;
}

/** A flight: eased, distance interpolated by ratio so that near and far feel alike. `t` 0…1. */
export function between(from: Orbit, to: Orbit, t: number): Orbit {
  const eased = t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2;
  const mix = (a: number, b: number) => a + (b - a) * eased;
  return {
    targetEnu: [
      mix(from.targetEnu[0], to.targetEnu[0]),
      mix(from.targetEnu[1], to.targetEnu[1]),
      mix(from.targetEnu[2], to.targetEnu[2]),
    ],
    distanceM: from.distanceM * (to.distanceM / from.distanceM) ** eased,
    azimuthRad: from.azimuthRad + turnBetween(from.azimuthRad, to.azimuthRad) * eased,
    elevationRad: mix(from.elevationRad, to.elevationRad),
  };
}

/** From the same side, a sphere filling the view; neither flat over the ground nor from straight above. */
export function orbitAround(
  now: Orbit,
  targetEnu: Enu,
  radiusM: number,
  view: { readonly fovDeg: number; readonly aspect: number },
): Orbit {
  const narrow = Math.min(1, view.aspect) * Math.tan((view.fovDeg * Math.PI) / 360);
  const elevationRad = Math.min(1.1, Math.max(0.42, now.elevationRad));
  return { ...now, targetEnu, distanceM: (radiusM * 0.95) / narrow, elevationRad };
}

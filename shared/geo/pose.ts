/** Where somebody looks from, on the earth: the one shape in which the compound's scene and the globe hand it to each other. */
import { ecefToEnu, enuToEcef, type Ecef, type Geodetic } from './enu.ts';
import type { Enu } from '#shared/twin/compound.ts';

export interface EcefPose {
  readonly eyeEcef: Ecef;
  /** What is looked at: how far it is away matters to whoever turns round it. */
  readonly targetEcef: Ecef;
  /** Length 1; up for whoever looks, not along the view. */
  readonly upEcef: Ecef;
}

export const minus = (a: Ecef, b: Ecef): Ecef => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const cross = (a: Ecef, b: Ecef): Ecef => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export function unit(a: Ecef): Ecef {
  const length = Math.hypot(...a);
  return [a[0] / length, a[1] / length, a[2] / length];
}

/** Axes of the camera, each of length 1 and upright on the others. */
export function axesOf({ eyeEcef, targetEcef, upEcef }: EcefPose): {
  readonly direction: Ecef;
  readonly right: Ecef;
  readonly up: Ecef;
} {
  const direction = unit(minus(targetEcef, eyeEcef));
  const right = unit(cross(direction, upEcef));
  return { direction, right, up: cross(right, direction) };
}

/** A view of a compound's frame, in which up is its z. */
export function poseOnEarth(origin: Geodetic, eyeEnu: Enu, targetEnu: Enu): EcefPose {
  const zenith = minus(enuToEcef(origin, [0, 0, 1]), enuToEcef(origin, [0, 0, 0]));
  return {
    eyeEcef: enuToEcef(origin, eyeEnu),
    targetEcef: enuToEcef(origin, targetEnu),
    upEcef: unit(zenith),
  };
}

export function poseInFrame(origin: Geodetic, pose: Pick<EcefPose, 'eyeEcef' | 'targetEcef'>) {
  return { eyeEnu: ecefToEnu(origin, pose.eyeEcef), targetEnu: ecefToEnu(origin, pose.targetEcef) };
}

/** From the angle of view from top to bottom to that across the longer side, as Cesium's frustum wants it. */
export function longerFovRad(uprightFovRad: number, aspect: number): number {
  return aspect <= 1 ? uprightFovRad : 2 * Math.atan(Math.tan(uprightFovRad / 2) * aspect);
}

/** Cameras as plans and lens sheets know them: aimed, with a field of view, undistorted or nearly so. */
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { Camera, Lens } from './camera.ts';
import { aimed } from './turns.ts';

/** A pinhole of this horizontal field of view with radial distortion `k1`. */
export function lensOf(widthPx: number, heightPx: number, fovRad: number, k1 = 0): Lens {
  const focalPx = widthPx / 2 / Math.tan(fovRad / 2);
  return {
    widthPx,
    heightPx,
    fx: focalPx,
    fy: focalPx,
    cx: widthPx / 2,
    cy: heightPx / 2,
    distortion: [k1, 0, 0, 0, 0],
  };
}

export const fovOf = ({ widthPx, fx }: Lens): number => 2 * Math.atan(widthPx / 2 / fx);

/** Where a device says that it hangs and looks. */
export const plannedCamera = (
  positionEnu: Enu,
  { headingRad, pitchRad, fovRad }: CameraMeta,
  { widthPx, heightPx }: Pick<Lens, 'widthPx' | 'heightPx'>,
): Camera => ({
  positionEnu,
  rotation: aimed(headingRad, pitchRad),
  lens: lensOf(widthPx, heightPx, fovRad),
});

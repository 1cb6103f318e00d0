/** ENU points to CSS pixels of the view, for labels, clusters and picking symbols. */
import { Vector3, type PerspectiveCamera } from 'three';
import type { Enu } from '#shared/twin/compound.ts';

export interface ScreenPoint {
  readonly xPx: number;
  readonly yPx: number;
  readonly distanceM: number;
}

const scratch = new Vector3();

/** Null behind the camera or outside the view by more than the margin. */
export function projectPoint(
  camera: PerspectiveCamera,
  view: { readonly widthPx: number; readonly heightPx: number },
  pointEnu: Enu,
  marginPx = 0,
): ScreenPoint | null {
  scratch.set(...pointEnu);
  const distanceM = scratch.distanceTo(camera.position);
  scratch.applyMatrix4(camera.matrixWorldInverse);
  if (scratch.z > -camera.near) return null;
  scratch.applyMatrix4(camera.projectionMatrix);
  const xPx = (scratch.x * 0.5 + 0.5) * view.widthPx;
  const yPx = (0.5 - scratch.y * 0.5) * view.heightPx;
  if (xPx < -marginPx || yPx < -marginPx || xPx > view.widthPx + marginPx || yPx > view.heightPx + marginPx)
    return null;
  return { xPx, yPx, distanceM };
}

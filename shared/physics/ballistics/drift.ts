/**
 * Whether a camera still looks where it was calibrated to look: corners that are known, marked again in a later picture, against
 * where the calibration has them. A mark is a pixel or two off by the hand alone; what is clearly more is the camera.
 */
import type { Enu } from '#shared/twin/compound.ts';
import { projectionOf, rayOf, rotationMatrix, type Camera } from './camera.ts';

export interface Drift {
  /** Root of the mean square, pixels. */
  readonly offPx: number;
  /** The same as an angle at the camera. */
  readonly offRad: number;
  /** What marks may be off without it. */
  readonly withinPx: number;
  readonly hasMoved: boolean;
}

export const LEAST_FOR_DRIFT = 2;
/** Of a hand, pixels. */
const HAND_PX = 1.5;
/** So many times the noise is no accident for two marks and more. */
const CLEAR = 3;

/** Null with fewer than two marks that the calibration has in the picture. @param noisePx Of the calibration's own marks. */
export function driftOf(
  camera: Camera,
  noisePx: number,
  marks: readonly { readonly placeEnu: Enu; readonly xPx: number; readonly yPx: number }[],
): Drift | null {
  const project = projectionOf(camera.lens, camera.positionEnu, rotationMatrix(camera.rotation));
  const offs = marks.flatMap(({ placeEnu, xPx, yPx }) => {
    const was = project(...placeEnu);
    if (!was || !Number.isFinite(xPx) || !Number.isFinite(yPx)) return [];
    const [a, b] = [rayOf(camera, ...was), rayOf(camera, xPx, yPx)];
    const across = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    return [{ px: Math.hypot(xPx - was[0], yPx - was[1]), rad: 2 * Math.asin(Math.min(1, across / 2)) }];
  });
  if (offs.length < LEAST_FOR_DRIFT) return null;
  const rootMean = (squares: readonly number[]): number =>
    Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / squares.length);
  const offPx = rootMean(offs.map(({ px }) => px * px));
  const withinPx = CLEAR * Math.hypot(noisePx, HAND_PX);
  return { offPx, offRad: rootMean(offs.map(({ rad }) => rad * rad)), withinPx, hasMoved: offPx > withinPx };
}

/** The field of view that makes marked corners fit best, where nobody knows the lens: a search over one number. */
import { calibrate, type Correspondence } from './calibrate.ts';
import type { Lens } from './camera.ts';
import { fovOf, lensOf } from './pinhole.ts';

/** Six unknowns and this one. */
export const LEAST_FOR_VIEW = 5;
const REACH = 1.5;
const STEPS = 14;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Horizontal, radians; within half as much again of where it starts. Throws `RangeError` with too few places. */
export function fitFieldOfView(lens: Lens, places: readonly Correspondence[]): number {
  if (places.length < LEAST_FOR_VIEW) throw new RangeError('Too few places.');
  const start = fovOf(lens);
  const noiseAt = (fovRad: number): number => {
    try {
      const { residuals } = calibrate(
        lensOf(lens.widthPx, lens.heightPx, fovRad, lens.distortion[0]),
        places,
      );
      return residuals.reduce((sum, [x, y]) => sum + x * x + y * y, 0);
    } catch (error) {
      if (error instanceof RangeError) return Infinity;
      throw error;
    }
  };
  let [low, high] = [start / REACH, Math.min(3, start * REACH)];
  let [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atA, atB] = [noiseAt(a), noiseAt(b)];
  for (let i = 0; i < STEPS; i++) {
    if (atA < atB) {
      [high, b, atB] = [b, a, atA];
      a = high - GOLDEN * (high - low);
      atA = noiseAt(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + GOLDEN * (high - low);
      atB = noiseAt(b);
    }
  }
  return (low + high) / 2;
}

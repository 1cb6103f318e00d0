/**
 * Where a thrown object may come down: the likeliest throw's place on the ground, spread by all that is not known of its flight.
 * Gaussian, by how the place moves with each unknown over a third of what is open of it.
 */
import type { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Enu } from '#shared/twin/compound.ts';
import { unitColumn } from '../leastSquares.ts';
import { fly, type Flight } from './flight.ts';
import { UNKNOWN } from './unknowns.ts';

export interface Landing {
  /** On the ground, z = 0. */
  readonly atEnu: Enu;
  /** East, east with north, north; square metres. */
  readonly covariance: readonly [xx: number, xy: number, yy: number];
  /** Since the release. */
  readonly afterS: number;
}

const STEP_S = 0.05;
const LONGEST_S = 30;
/** Of a standard deviation. */
const REACH = 1 / 3;

/** Null where it does not come down. */
export function landedAt(flight: Flight): { readonly atEnu: Enu; readonly afterS: number } | null {
  const timesS = Array.from({ length: LONGEST_S / STEP_S }, (_, i) => i * STEP_S);
  const flown = fly(flight, timesS);
  const after = timesS.findIndex((_, i) => (flown[i * 6 + 2] ?? 0) <= 0);
  if (after < 1) return null;
  const [x0 = 0, y0 = 0, z0 = 0] = flown.subarray(after * 6 - 6, after * 6);
  const [x1 = 0, y1 = 0, z1 = 0] = flown.subarray(after * 6, after * 6 + 6);
  const share = z0 / (z0 - z1);
  return { atEnu: [x0 + share * (x1 - x0), y0 + share * (y1 - y0), 0], afterS: (after - 1 + share) * STEP_S };
}

/** @param solved The curvature at `state`, factored. */
export function landingOf(
  flightOf: (unknowns: Float64Array) => Flight,
  state: Float64Array,
  solved: CholeskyDecomposition,
): Landing | null {
  const middle = landedAt(flightOf(state));
  if (!middle) return null;
  // What is of the cameras moves the object only through these.
  const columns = Array.from({ length: UNKNOWN.cameras }, (_, i): Matrix =>
    solved.solve(unitColumn(state.length, i)),
  );
  const slopes = columns.map((column, i): readonly [number, number] => {
    const step = REACH * Math.sqrt(Math.max(1e-12, column.get(i, 0)));
    const moved = (by: number) => {
      const other = state.slice();
      other[i] = (other[i] ?? 0) + by;
      return landedAt(flightOf(other))?.atEnu ?? middle.atEnu;
    };
    const [low, high] = [moved(-step), moved(step)];
    return [(high[0] - low[0]) / (2 * step), (high[1] - low[1]) / (2 * step)];
  });
  let [xx, xy, yy] = [0, 0, 0];
  for (const [i, column] of columns.entries())
    for (const [j, [jx, jy]] of slopes.entries()) {
      const [ix, iy] = slopes[i] ?? [0, 0];
      const both = column.get(j, 0);
      xx += ix * both * jx;
      xy += ix * both * jy;
      yy += iy * both * jy;
    }
  return { ...middle, covariance: [xx, xy, yy] };
}

/** χ² of two degrees of freedom. */
export const squaredFor = (probability: number): number => -2 * Math.log(1 - probability);

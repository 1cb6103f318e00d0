/**
 * A camera's pose from places that are known in the model and marked in its picture (perspective from n points), with how
 * sure it is. Corners of one wall are enough: turns are tried all round, for each of which the position is a linear
 * question, and the best is refined by least squares.
 */
import { CholeskyDecomposition, Matrix, solve } from 'ml-matrix';
import type { Enu } from '#shared/twin/compound.ts';
import { descend, unitColumn, type Lowest, type Problem, type Slope } from '../leastSquares.ts';
import { composed, projectionOf, rotationMatrix, undistorted, type CameraPose, type Lens } from './camera.ts';
import { looking, rodrigues } from './turns.ts';

export interface Correspondence {
  readonly placeEnu: Enu;
  readonly xPx: number;
  readonly yPx: number;
}

export interface Calibration extends CameraPose {
  /** Of the pose, [6, 6] row-major: ENU metres, then radians about the camera's axes. */
  readonly covariance: readonly number[];
  /** Marked less projected, pixels, in the order given. */
  readonly residuals: readonly (readonly [xPx: number, yPx: number])[];
  /** Root mean square of the residuals in each direction, corrected for the six unknowns. */
  readonly noisePx: number;
}

/** Six unknowns: with three places there may be four answers, with four of one wall usually one. */
export const LEAST_PLACES = 4;
/** What a click on a corner is off by at least. */
const LEAST_NOISE_PX = 0.5;
const STEPS = 40;
/** Of half the sum of squares, pixels². */
const CLOSE_ENOUGH = 1e-9;
/** Metres and radians, for derivatives by difference. */
const STEP = 1e-5;
const TRY_DEG = 15;

/** Throws `RangeError` with too few places, or where no pose has all of them before the camera. */
export function calibrate(lens: Lens, places: readonly Correspondence[]): Calibration {
  if (places.length < LEAST_PLACES) throw new RangeError('Too few places.');
  const problem: Problem<Pose> = {
    cost: (pose) => costOf(lens, places, pose),
    slope: (pose) => slopeOf(lens, places, pose),
    less: (pose, by) =>
      moved(
        pose,
        by.map((value) => -value),
      ),
  };
  let best: Lowest<Pose> | null = null;
  for (const start of startsFor(lens, places)) {
    const found = descend(problem, start, { steps: STEPS, closeEnough: CLOSE_ENOUGH });
    if (!best || found.cost < best.cost) best = found;
  }
  if (!best) throw new RangeError('No pose has these places before it.');
  const { state: pose, cost } = best;
  const noisePx = Math.max(LEAST_NOISE_PX, Math.sqrt((2 * cost) / Math.max(1, places.length * 2 - 6)));
  const solved = new CholeskyDecomposition(slopeOf(lens, places, pose).curvature);
  if (!solved.isPositiveDefinite()) throw new RangeError('These places leave the pose open.');
  const covariance = solved
    .solve(Matrix.eye(6))
    .mul(noisePx ** 2)
    .to1DArray();
  const project = projectionOf(lens, pose.position, pose.turn);
  return {
    positionEnu: pose.position,
    rotation: rodrigues(pose.turn),
    covariance,
    noisePx,
    residuals: places.map(({ placeEnu, xPx, yPx }) => {
      const [x, y] = project(...placeEnu) ?? [Infinity, Infinity];
      return [xPx - x, yPx - y] as const;
    }),
  };
}

interface Pose {
  readonly position: Enu;
  readonly turn: readonly number[];
}

/** Half the sum of squared residuals, pixels²; infinite where a place lies behind the camera. */
function costOf(lens: Lens, places: readonly Correspondence[], { position, turn }: Pose): number {
  const project = projectionOf(lens, position, turn);
  return places.reduce((sum, { placeEnu, xPx, yPx }) => {
    const seen = project(...placeEnu);
    return sum + (seen ? ((xPx - seen[0]) ** 2 + (yPx - seen[1]) ** 2) / 2 : Infinity);
  }, 0);
}

/** The best few of turns all round, upright within a quarter turn. */
function startsFor(lens: Lens, places: readonly Correspondence[]): readonly Pose[] {
  const rays = places.map(({ xPx, yPx }) => undistorted(lens, xPx, yPx));
  const middle = [0, 1, 2].map(
    (i) => places.reduce((sum, { placeEnu }) => sum + (placeEnu[i] ?? 0), 0) / places.length,
  );
  const found: { readonly pose: Pose; readonly cost: number }[] = [];
  for (let yaw = 0; yaw < 360; yaw += TRY_DEG)
    for (let pitch = -75; pitch <= 75; pitch += TRY_DEG)
      for (const roll of [-30, 0, 30]) {
        const turn = looking(yaw, pitch, roll);
        const pose = { position: positionFor(turn, rays, places, middle), turn };
        const cost = costOf(lens, places, pose);
        if (Number.isFinite(cost)) found.push({ pose, cost });
      }
  return found
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 6)
    .map(({ pose }) => pose);
}

/** Where the camera stands that is turned like this: each ray gives two equations linear in its position. */
function positionFor(
  turn: readonly number[],
  rays: readonly (readonly [number, number])[],
  places: readonly Correspondence[],
  middle: readonly number[],
): Enu {
  const rows: number[][] = [];
  const right: number[] = [];
  for (const [i, [x, y]] of rays.entries()) {
    const place = (places[i]?.placeEnu ?? [0, 0, 0]).map((value, axis) => value - (middle[axis] ?? 0));
    for (const [row, slope] of [
      [0, x],
      [3, y],
    ] as const) {
      const equation = [0, 1, 2].map((axis) => (turn[row + axis] ?? 0) - slope * (turn[6 + axis] ?? 0));
      rows.push(equation);
      right.push(equation.reduce((sum, value, axis) => sum + value * (place[axis] ?? 0), 0));
    }
  }
  const [x = 0, y = 0, z = 0] = solve(new Matrix(rows), Matrix.columnVector(right), true).to1DArray();
  return [x + (middle[0] ?? 0), y + (middle[1] ?? 0), z + (middle[2] ?? 0)];
}

const moved = ({ position, turn }: Pose, by: readonly number[]): Pose => {
  const [dx = 0, dy = 0, dz = 0, rx = 0, ry = 0, rz = 0] = by;
  return {
    position: [position[0] + dx, position[1] + dy, position[2] + dz],
    turn: composed(rotationMatrix([rx, ry, rz]), turn),
  };
};

function slopeOf(lens: Lens, places: readonly Correspondence[], pose: Pose): Slope {
  const rows: number[][] = [];
  const residuals: number[] = [];
  const here = projectionOf(lens, pose.position, pose.turn);
  const there = Array.from({ length: 6 }, (_, k) => {
    const { position, turn } = moved(pose, unitColumn(6, k).mul(STEP).to1DArray());
    return projectionOf(lens, position, turn);
  });
  for (const { placeEnu, xPx, yPx } of places) {
    const seen = here(...placeEnu);
    if (!seen) continue;
    const others = there.map((project) => project(...placeEnu) ?? seen);
    rows.push(
      others.map(([x]) => (x - seen[0]) / STEP),
      others.map(([, y]) => (y - seen[1]) / STEP),
    );
    residuals.push(xPx - seen[0], yPx - seen[1]);
  }
  const slopes = new Matrix(rows);
  const product = slopes.transpose().mmul(slopes);
  return {
    cost: residuals.reduce((sum, value) => sum + value ** 2 / 2, 0),
    // Rounding leaves the halves a little apart.
    curvature: product.add(product.transpose()).mul(0.5),
    gradient: slopes.transpose().mmul(Matrix.columnVector(residuals)).mul(-1).to1DArray(),
  };
}

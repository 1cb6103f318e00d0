/**
 * A camera's pose from places that are known in the model and marked in its picture (perspective from n points), with how
 * sure it is. Corners of one wall are enough: turns are tried all round, for each of which the position is a linear
 * question, and the best is refined by least squares.
 */
import { CholeskyDecomposition, Matrix, solve } from 'ml-matrix';
import type { Enu } from '#shared/twin/compound.ts';
import { composed, projectionOf, rotationMatrix, undistorted, type CameraPose, type Lens } from './camera.ts';

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
const TRY_DEG = 15;

/** Throws `RangeError` with too few places, or where no pose has all of them before the camera. */
export function calibrate(lens: Lens, places: readonly Correspondence[]): Calibration {
  if (places.length < LEAST_PLACES) throw new RangeError('Too few places.');
  let best: Pose | null = null;
  for (const start of startsFor(lens, places)) {
    const found = refine(lens, places, start);
    if (!best || found.squares < best.squares) best = found;
  }
  if (!best || !Number.isFinite(best.squares)) throw new RangeError('No pose has these places before it.');
  const noisePx = Math.max(LEAST_NOISE_PX, Math.sqrt(best.squares / Math.max(1, places.length * 2 - 6)));
  const { curvature } = equations(lens, places, best);
  const solved = new CholeskyDecomposition(curvature);
  if (!solved.isPositiveDefinite()) throw new RangeError('These places leave the pose open.');
  const covariance = solved
    .solve(Matrix.eye(6))
    .mul(noisePx ** 2)
    .to1DArray();
  const project = projectionOf(lens, best.position, best.turn);
  return {
    positionEnu: best.position,
    rotation: rodrigues(best.turn),
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
  readonly squares: number;
}

const squaresOf = (
  lens: Lens,
  places: readonly Correspondence[],
  position: Enu,
  turn: readonly number[],
): number => {
  const project = projectionOf(lens, position, turn);
  return places.reduce((sum, { placeEnu, xPx, yPx }) => {
    const seen = project(...placeEnu);
    return sum + (seen ? (xPx - seen[0]) ** 2 + (yPx - seen[1]) ** 2 : Infinity);
  }, 0);
};

/** The best few of turns all round, upright within a quarter turn. */
function startsFor(lens: Lens, places: readonly Correspondence[]): readonly Pose[] {
  const rays = places.map(({ xPx, yPx }) => undistorted(lens, xPx, yPx));
  const middle = [0, 1, 2].map(
    (i) => places.reduce((sum, { placeEnu }) => sum + (placeEnu[i] ?? 0), 0) / places.length,
  );
  const found: Pose[] = [];
  for (let yaw = 0; yaw < 360; yaw += TRY_DEG)
    for (let pitch = -75; pitch <= 75; pitch += TRY_DEG)
      for (const roll of [-30, 0, 30]) {
        const turn = looking(yaw, pitch, roll);
        const position = positionFor(turn, rays, places, middle);
        const squares = squaresOf(lens, places, position, turn);
        if (Number.isFinite(squares)) found.push({ position, turn, squares });
      }
  return found.sort((a, b) => a.squares - b.squares).slice(0, 6);
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

function refine(lens: Lens, places: readonly Correspondence[], start: Pose): Pose {
  let pose = start;
  let damping = 1e-3;
  for (let step = 0; step < STEPS && damping < 1e8; step++) {
    const { curvature, gradient } = equations(lens, places, pose);
    for (let i = 0; i < 6; i++) curvature.set(i, i, curvature.get(i, i) * (1 + damping) + 1e-12);
    const solved = new CholeskyDecomposition(curvature);
    const shift = solved.isPositiveDefinite() ? solved.solve(Matrix.columnVector(gradient)).to1DArray() : [];
    const next = moved(pose, shift);
    const squares = squaresOf(lens, places, next.position, next.turn);
    if (shift.length === 6 && squares < pose.squares) {
      const gained = pose.squares - squares;
      pose = { ...next, squares };
      damping = Math.max(1e-9, damping / 10);
      if (gained < 1e-9 * (1 + squares)) break;
    } else damping *= 10;
  }
  return pose;
}

const moved = ({ position, turn }: Omit<Pose, 'squares'>, by: readonly number[]): Omit<Pose, 'squares'> => {
  const [dx = 0, dy = 0, dz = 0, rx = 0, ry = 0, rz = 0] = by;
  return {
    position: [position[0] + dx, position[1] + dy, position[2] + dz],
    turn: composed(rotationMatrix([rx, ry, rz]), turn),
  };
};

function equations(lens: Lens, places: readonly Correspondence[], pose: Omit<Pose, 'squares'>) {
  const curvature = Matrix.zeros(6, 6);
  const gradient = Array.from({ length: 6 }, () => 0);
  const step = 1e-5;
  const here = projectionOf(lens, pose.position, pose.turn);
  const there = Array.from({ length: 6 }, (_, k) => {
    const { position, turn } = moved(
      pose,
      Array.from({ length: 6 }, (__, i) => (i === k ? step : 0)),
    );
    return projectionOf(lens, position, turn);
  });
  for (const { placeEnu, xPx, yPx } of places) {
    const seen = here(...placeEnu);
    if (!seen) continue;
    const slopes = there.map((project) => {
      const other = project(...placeEnu) ?? seen;
      return [(other[0] - seen[0]) / step, (other[1] - seen[1]) / step] as const;
    });
    for (const [a, [ax, ay]] of slopes.entries()) {
      gradient[a] = (gradient[a] ?? 0) + ax * (xPx - seen[0]) + ay * (yPx - seen[1]);
      for (const [b, [bx, by]] of slopes.entries())
        curvature.set(a, b, curvature.get(a, b) + ax * bx + ay * by);
    }
  }
  for (let a = 0; a < 6; a++) for (let b = 0; b < a; b++) curvature.set(a, b, curvature.get(b, a));
  return { curvature, gradient };
}

/** Rows x right, y down, z forward of a camera that looks this way; yaw from north to east, pitch upwards. */
function looking(yawDeg: number, pitchDeg: number, rollDeg: number): readonly number[] {
  const [yaw, pitch, roll] = [yawDeg, pitchDeg, rollDeg].map((deg) => (deg * Math.PI) / 180);
  const [sy, cy] = [Math.sin(yaw ?? 0), Math.cos(yaw ?? 0)];
  const [sp, cp] = [Math.sin(pitch ?? 0), Math.cos(pitch ?? 0)];
  const level = [cy, -sy, 0, sy * sp, cy * sp, -cp, sy * cp, cy * cp, sp];
  return composed(rotationMatrix([0, 0, roll ?? 0]), level);
}

/** The inverse of `rotationMatrix`. */
function rodrigues(m: readonly number[]): Enu {
  const at = (i: number): number => m[i] ?? 0;
  const angle = Math.acos(Math.min(1, Math.max(-1, (at(0) + at(4) + at(8) - 1) / 2)));
  if (angle < 1e-9) return [0, 0, 0];
  if (Math.PI - angle < 1e-6) {
    // Half a turn: the axis is in the diagonal, its signs beside it.
    const axis = [at(0), at(4), at(8)].map((value) => Math.sqrt(Math.max(0, (value + 1) / 2)));
    const [x = 0, y = 0, z = 0] = axis;
    const sign = (value: number): number => (value < 0 ? -1 : 1);
    if (x >= y && x >= z) return [Math.PI * x, Math.PI * y * sign(at(1)), Math.PI * z * sign(at(2))];
    if (y >= z) return [Math.PI * x * sign(at(1)), Math.PI * y, Math.PI * z * sign(at(5))];
    return [Math.PI * x * sign(at(2)), Math.PI * y * sign(at(5)), Math.PI * z];
  }
  const scale = angle / (2 * Math.sin(angle));
  return [(at(7) - at(5)) * scale, (at(2) - at(6)) * scale, (at(3) - at(1)) * scale];
}

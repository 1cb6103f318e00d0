/** Levenberg and Marquardt's way down a sum of squares, or of what is nearly one, for states of any kind. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

const LEAST_DAMPING = 1e-9;
const MOST_DAMPING = 1e8;

export interface Slope {
  readonly cost: number;
  /** Symmetric, [n, n]. */
  readonly curvature: Matrix;
  readonly gradient: readonly number[];
}

export interface Problem<State> {
  cost(state: State): number;
  slope(state: State): Slope;
  /** The state less these n numbers. */
  less(state: State, by: readonly number[]): State;
}

export interface Descent {
  readonly steps: number;
  /** A gain of cost that is none any more. */
  readonly closeEnough: number;
  /** Small where the start is near the end. */
  readonly firstDamping?: number;
}

export interface Lowest<State> {
  readonly state: State;
  readonly cost: number;
  /** There, or a last step before, where it is the same. */
  readonly curvature: Matrix;
}

export function descend<State>(
  problem: Problem<State>,
  start: State,
  { steps, closeEnough, firstDamping = 1e-3 }: Descent,
): Lowest<State> {
  let state = start;
  let damping = firstDamping;
  let { cost, curvature, gradient } = problem.slope(state);
  for (let step = 0; step < steps && damping <= MOST_DAMPING; step++) {
    const by = solveDamped(curvature, gradient, damping);
    const next = by && problem.less(state, by);
    const nextCost = next ? problem.cost(next) : Infinity;
    if (!next || !(nextCost < cost)) {
      damping *= 10;
      continue;
    }
    const gained = cost - nextCost;
    state = next;
    damping = Math.max(LEAST_DAMPING, damping / 10);
    if (gained < closeEnough) return { state, cost: nextCost, curvature };
    ({ cost, curvature, gradient } = problem.slope(state));
  }
  return { state, cost, curvature };
}

function solveDamped(curvature: Matrix, gradient: readonly number[], damping: number): number[] | null {
  const damped = curvature.clone();
  for (let i = 0; i < damped.rows; i++) damped.set(i, i, damped.get(i, i) * (1 + damping) + 1e-12);
  const solved = new CholeskyDecomposition(damped);
  return solved.isPositiveDefinite() ? solved.solve(Matrix.columnVector([...gradient])).to1DArray() : null;
}

/** A curvature that rounding has made a little less than positive is made so again, by no more than it takes. */
export function factored(curvature: Matrix): CholeskyDecomposition {
  const matrix = curvature.clone();
  for (let share = 1e-12; ; share *= 100) {
    const found = new CholeskyDecomposition(matrix);
    if (found.isPositiveDefinite() || share > 1) return found;
    for (let i = 0; i < matrix.rows; i++) matrix.set(i, i, matrix.get(i, i) * (1 + share) + share);
  }
}

/** Column of n rows: 1 at this place, else 0. */
export function unitColumn(size: number, at: number): Matrix {
  const column = Matrix.zeros(size, 1);
  column.set(at, 0, 1);
  return column;
}

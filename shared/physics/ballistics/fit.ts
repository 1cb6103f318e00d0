/** The most likely throw: Levenberg–Marquardt from several starts, first with wide eyes so that strays do not lead away. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { ThrowModel } from './throwModel.ts';

/** Noise as multiples of the pictures' own, one after another. */
const ANNEALING = [6, 2] as const;
const ROUGH_STEPS = 7;
const MOST_STEPS = 20;
/** Of the logarithm of a probability. */
const CLOSE_ENOUGH = 1e-3;
const LEAST_DAMPING = 1e-9;
const MOST_DAMPING = 1e8;

export interface Fit {
  readonly unknowns: Float64Array;
  readonly cost: number;
  /** Of the cost there, [n, n] row-major. */
  readonly curvature: Float64Array;
}

/**
 * @param fixed Unknowns that stay as they are.
 * @param firstDamping Small where the start is near the end.
 */
export function descend(
  model: ThrowModel,
  from: Float64Array,
  wider: number,
  steps = MOST_STEPS,
  fixed: readonly number[] = [],
  firstDamping = 1e-3,
): Fit {
  const free = Array.from({ length: model.size }, (_, i) => i).filter((i) => !fixed.includes(i));
  let unknowns = from;
  let damping = firstDamping;
  let { cost, curvature, gradient } = model.equations(unknowns, wider);
  for (let step = 0; step < steps && damping <= MOST_DAMPING; step++) {
    const shift = solveDamped(curvature, gradient, free, model.size, damping);
    const next = unknowns.slice();
    for (const [k, i] of free.entries()) next[i] = (next[i] ?? 0) - (shift?.[k] ?? 0);
    const nextCost = shift ? model.cost(next, wider) : Infinity;
    if (!(nextCost < cost)) {
      damping *= 10;
      continue;
    }
    const gained = cost - nextCost;
    unknowns = next;
    damping = Math.max(LEAST_DAMPING, damping / 10);
    // So near its end that the curvature is the same.
    if (gained < CLOSE_ENOUGH) return { unknowns, cost: nextCost, curvature };
    ({ cost, curvature, gradient } = model.equations(unknowns, wider));
  }
  return { unknowns, cost, curvature };
}

/** The best of what these starts lead to. */
export function fitThrow(model: ThrowModel, starts: readonly Float64Array[]): Fit {
  const rough = starts.map((start) => {
    let found = start;
    for (const wider of ANNEALING) found = descend(model, found, wider, ROUGH_STEPS).unknowns;
    return { unknowns: found, cost: model.cost(found, 1) };
  });
  const [best] = rough.sort((a, b) => a.cost - b.cost);
  return descend(model, best?.unknowns ?? model.start, 1);
}

function solveDamped(
  curvature: Float64Array,
  gradient: Float64Array,
  free: readonly number[],
  size: number,
  damping: number,
): number[] | null {
  const matrix = restrict(curvature, free, size);
  for (let i = 0; i < free.length; i++) matrix.set(i, i, matrix.get(i, i) * (1 + damping) + 1e-12);
  const solved = new CholeskyDecomposition(matrix);
  if (!solved.isPositiveDefinite()) return null;
  return solved.solve(Matrix.columnVector(free.map((i) => gradient[i] ?? 0))).to1DArray();
}

/** A curvature that rounding has made a little less than positive is made so again, by no more than it takes. */
export function factored(matrix: Matrix): CholeskyDecomposition {
  for (let share = 1e-12; ; share *= 100) {
    const found = new CholeskyDecomposition(matrix);
    if (found.isPositiveDefinite() || share > 1) return found;
    for (let i = 0; i < matrix.rows; i++) matrix.set(i, i, matrix.get(i, i) * (1 + share) + share);
  }
}

/** Rows and columns of these unknowns. */
export function restrict(curvature: Float64Array, free: readonly number[], size: number): Matrix {
  const matrix = Matrix.zeros(free.length, free.length);
  for (const [r, i] of free.entries())
    for (const [c, j] of free.entries())
      matrix.set(r, c, curvature[Math.min(i, j) * size + Math.max(i, j)] ?? 0);
  return matrix;
}

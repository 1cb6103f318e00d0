/** The most likely throw: Levenberg–Marquardt from several starts, first with wide eyes so that strays do not lead away. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { ThrowModel } from './throwModel.ts';

/** Noise as multiples of the pictures' own, one after another. */
const ANNEALING = [6, 2, 1] as const;
const MOST_STEPS = 25;
const CLOSE_ENOUGH = 1e-4;

export interface Fit {
  readonly unknowns: Float64Array;
  readonly cost: number;
}

/**
 * @param fixed Unknowns that stay as they are.
 * @param firstDamping Small where the start is near the end.
 */
export function descend(
  model: ThrowModel,
  from: Float64Array,
  wider: number,
  fixed: readonly number[] = [],
  steps = MOST_STEPS,
  firstDamping = 1e-3,
): Fit {
  const free = Array.from({ length: model.size }, (_, i) => i).filter((i) => !fixed.includes(i));
  let unknowns = from;
  let damping = firstDamping;
  let { cost, curvature, gradient } = model.equations(unknowns, wider);
  for (let step = 0; step < steps; step++) {
    const shift = solveDamped(curvature, gradient, free, model.size, damping);
    if (!shift) {
      damping *= 10;
      if (damping > 1e8) break;
      continue;
    }
    const next = unknowns.slice();
    for (const [k, i] of free.entries()) next[i] = (next[i] ?? 0) - (shift[k] ?? 0);
    const nextCost = model.cost(next, wider);
    if (nextCost < cost) {
      const gained = cost - nextCost;
      unknowns = next;
      damping = Math.max(1e-9, damping / 10);
      if (gained < CLOSE_ENOUGH) return { unknowns, cost: nextCost };
      ({ cost, curvature, gradient } = model.equations(unknowns, wider));
    } else {
      damping *= 10;
      if (damping > 1e8) break;
    }
  }
  return { unknowns, cost };
}

/** The best of what these starts lead to. */
export function fitThrow(model: ThrowModel, starts: readonly Float64Array[], wider: number): Fit {
  let best: Fit | null = null;
  for (const start of starts) {
    let found: Fit = { unknowns: start, cost: Infinity };
    for (const more of ANNEALING.slice(0, -1)) found = descend(model, found.unknowns, more * wider, [], 8);
    found = descend(model, found.unknowns, wider);
    if (!best || found.cost < best.cost) best = found;
  }
  return best ?? { unknowns: model.start, cost: Infinity };
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

/** Rows and columns of these unknowns. */
export function restrict(curvature: Float64Array, free: readonly number[], size: number): Matrix {
  const matrix = Matrix.zeros(free.length, free.length);
  for (const [r, i] of free.entries())
    for (const [c, j] of free.entries())
      matrix.set(r, c, curvature[Math.min(i, j) * size + Math.max(i, j)] ?? 0);
  return matrix;
}

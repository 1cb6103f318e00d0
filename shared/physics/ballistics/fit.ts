/** The most likely throw: from several starts, first with eyes as wide as a start is off, so that no point is lost. */
import { Matrix } from 'ml-matrix';
import { descend, type Lowest, type Problem } from '../leastSquares.ts';
import type { ThrowModel } from './throwModel.ts';

/** Noise as a multiple of the pictures' own: the last before it is taken as it is, and how much wider each one before that. */
const LAST_WIDER = 2;
const WIDER_BY = 8;
const MOST_STAGES = 7;
const ROUGH_STEPS = 5;
const KEPT = 2;
const MOST_STEPS = 20;
/** Of the logarithm of a probability. */
const CLOSE_ENOUGH = 1e-3;

export type Fit = Lowest<Float64Array>;

/**
 * @param wider Noise of the pictures, as a multiple of what is given.
 * @param fixed An unknown that stays as it is; curvature and shifts are those of the others.
 */
function problemOf(model: ThrowModel, wider: number, fixed: number | null): Problem<Float64Array> {
  const free = Array.from({ length: model.size }, (_, i) => i).filter((i) => i !== fixed);
  return {
    cost: (unknowns) => model.cost(unknowns, wider),
    slope(unknowns) {
      const { cost, curvature, gradient } = model.equations(unknowns, wider);
      return {
        cost,
        curvature: restrict(curvature, free, model.size),
        gradient: free.map((i) => gradient[i] ?? 0),
      };
    },
    less(unknowns, by) {
      const next = unknowns.slice();
      for (const [k, i] of free.entries()) next[i] = (next[i] ?? 0) - (by[k] ?? 0);
      return next;
    },
  };
}

/** From near its end on. */
export const refined = (model: ThrowModel, from: Float64Array, wider: number): Fit =>
  descend(problemOf(model, wider, null), from, { steps: MOST_STEPS, closeEnough: CLOSE_ENOUGH });

/** The best of those with this unknown as it is in `from`. */
export const conditional = (model: ThrowModel, from: Float64Array, wider: number, fixed: number): Fit =>
  descend(problemOf(model, wider, fixed), from, { steps: 8, closeEnough: CLOSE_ENOUGH, firstDamping: 1e-7 });

const roughly = (model: ThrowModel, from: Float64Array, wider: number): Float64Array =>
  descend(problemOf(model, wider, null), from, { steps: ROUGH_STEPS, closeEnough: CLOSE_ENOUGH }).state;

/** The best of what these starts lead to. */
export function fitThrow(model: ThrowModel, starts: readonly Float64Array[]): Fit {
  // After its widest stage a start is where most others are: two go on.
  const begun = starts.map((start) => {
    const [widest = LAST_WIDER, ...stages] = annealing(model, start);
    return { at: roughly(model, start, widest), stages };
  });
  const wider = Math.max(LAST_WIDER, ...begun.flatMap(({ stages: [next] }) => next ?? []));
  const ends = cheapest(model, begun, wider)
    .slice(0, KEPT)
    .map(({ at, stages }) => ({
      at: stages.reduce((from, next) => roughly(model, from, next), at),
    }));
  const [best] = cheapest(model, ends, 1);
  return refined(model, best?.at ?? model.start, 1);
}

function cheapest<T extends { readonly at: Float64Array }>(
  model: ThrowModel,
  ways: readonly T[],
  wider: number,
): readonly T[] {
  return ways
    .map((way) => ({ way, cost: model.cost(way.at, wider) }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ way }) => way);
}

/** Where everything is far off nothing pulls: the first stage sees half of the points as near. */
function annealing(model: ThrowModel, start: Float64Array): readonly number[] {
  const off = model
    .residuals(start, 1)
    .map(({ xPx, yPx, noisePx }) => Math.hypot(xPx, yPx) / noisePx)
    .sort((a, b) => a - b);
  const half = off[off.length >> 1] ?? 0;
  const stages: number[] = [LAST_WIDER];
  for (let wider = LAST_WIDER * WIDER_BY; wider < half * Math.sqrt(WIDER_BY); wider *= WIDER_BY) {
    if (stages.length >= MOST_STAGES) break;
    stages.unshift(wider);
  }
  return stages;
}

/** Rows and columns of these unknowns, both halves. */
function restrict(upper: Float64Array, free: readonly number[], size: number): Matrix {
  const matrix = Matrix.zeros(free.length, free.length);
  for (const [r, i] of free.entries())
    for (const [c, j] of free.entries()) matrix.set(r, c, upper[Math.min(i, j) * size + Math.max(i, j)] ?? 0);
  return matrix;
}

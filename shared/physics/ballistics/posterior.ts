/**
 * How likely each height of the façade is, given the tracks: for each height the best throw from there, weighed by how
 * much room the other unknowns have beside it (Laplace's method in all unknowns but the height, which may be skew; Tierney
 * and Kadane 1986). Along the façade it is Gaussian at each height.
 */
import { factored, unitColumn } from '../leastSquares.ts';
import { conditional, refined, type Fit } from './fit.ts';
import type { ThrowModel } from './throwModel.ts';
import { UNKNOWN } from './unknowns.ts';

/** To each side. */
const MOST_STEPS = 16;
/** Of a standard deviation. */
const STEP = 0.5;
const LEAST_STEP_M = 0.02;
/** Of a logarithm of a probability. */
const CLEARLY_BETTER = 0.5;
const MOST_TRIES = 3;

interface Slice {
  readonly unknowns: Float64Array;
  readonly upM: number;
  readonly stepM: number;
  readonly cost: number;
  /** Logarithm of its probability, up to a constant. */
  readonly log: number;
  readonly alongM: number;
  readonly deviationM: number;
}

/** Of the release on the façade: a mixture of Gaussians along it, one for each height. */
export interface FacadePosterior {
  readonly stepM: number;
  readonly slices: readonly {
    readonly upM: number;
    /** Of the release at this height; all add up to 1. */
    readonly probability: number;
    readonly alongM: number;
    readonly deviationM: number;
  }[];
}

/** The fit it is made around, better than the given one where a height away from it led to a better one. */
export interface Explored {
  readonly fit: Fit;
  readonly posterior: FacadePosterior;
}

export function exploreFacade(model: ThrowModel, given: Fit, wider: number): Explored {
  let fit = given;
  for (let tries = 0; ; tries++) {
    const slices = slicesAround(model, fit, wider);
    const [best] = slices.toSorted((a, b) => a.cost - b.cost);
    if (!best || best.cost > fit.cost - CLEARLY_BETTER || tries === MOST_TRIES)
      return { fit, posterior: normalised(slices) };
    fit = refined(model, best.unknowns, wider);
  }
}

function slicesAround(model: ThrowModel, fit: Fit, wider: number): Slice[] {
  const middle = fit.state[UNKNOWN.upM] ?? 0;
  const ridge = factored(fit.curvature).solve(unitColumn(model.size, UNKNOWN.upM)).to1DArray();
  const variance = ridge[UNKNOWN.upM] ?? 1;
  const stepM = Math.max(LEAST_STEP_M, STEP * Math.sqrt(variance));

  /** `from` moved along the ridge, on which all else goes along with the height, and from there down to the best. */
  const sliceAt = (from: Float64Array, upM: number): Slice | null => {
    const move = (upM - (from[UNKNOWN.upM] ?? 0)) / variance;
    const placed = from.map((value, i) => value + move * (ridge[i] ?? 0));
    placed[UNKNOWN.upM] = upM;
    const { state: unknowns, cost, curvature } = conditional(model, placed, wider, UNKNOWN.upM);
    const solved = factored(curvature);
    if (!solved.isPositiveDefinite()) return null;
    const logRoom = -solved.lowerTriangularMatrix.diagonal().reduce((sum, root) => sum + Math.log(root), 0);
    // The height is left out; what stands before it keeps its place.
    const spread = solved.solve(unitColumn(curvature.rows, UNKNOWN.alongM)).get(UNKNOWN.alongM, 0);
    return {
      unknowns,
      upM,
      stepM,
      cost,
      log: logRoom - cost,
      alongM: unknowns[UNKNOWN.alongM] ?? 0,
      deviationM: Math.sqrt(Math.max(1e-6, spread)),
    };
  };
  const slices = [sliceAt(fit.state, middle)].filter((slice) => slice !== null);
  for (const way of [-1, 1] as const) {
    let from = fit.state;
    for (let k = 1; k <= MOST_STEPS; k++) {
      const slice = sliceAt(from, middle + way * k * stepM);
      if (!slice) break;
      slices.push(slice);
      from = slice.unknowns;
      // Less than a five-hundredth of the likeliest: nothing that anyone would act on lies beyond.
      if (slice.log < Math.max(...slices.map(({ log }) => log)) - 6) break;
    }
  }
  return slices.sort((a, b) => a.upM - b.upM);
}

function normalised(slices: readonly Slice[]): FacadePosterior {
  const most = Math.max(...slices.map(({ log }) => log));
  const weights = slices.map(({ log }) => Math.exp(log - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    stepM: slices[0]?.stepM ?? LEAST_STEP_M,
    slices: slices.map(({ upM, alongM, deviationM }, i) => ({
      upM,
      alongM,
      deviationM,
      probability: (weights[i] ?? 0) / sum,
    })),
  };
}

/** Heights between which the release lies with this probability, as much of the rest above as below. */
export function heightInterval({ slices, stepM }: FacadePosterior, share: number): readonly [number, number] {
  const heightAt = (wanted: number): number => {
    let below = 0;
    for (const { upM, probability } of slices) {
      if (below + probability >= wanted) return upM + ((wanted - below) / probability - 0.5) * stepM;
      below += probability;
    }
    return (slices.at(-1)?.upM ?? 0) + stepM / 2;
  };
  return [heightAt((1 - share) / 2), heightAt((1 + share) / 2)];
}

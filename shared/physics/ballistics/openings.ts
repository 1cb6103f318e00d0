/** From where on the façade to which of its openings: each is as likely beforehand, and a little is kept for elsewhere. */
import type { FacadePosterior } from './posterior.ts';

export interface Opening {
  readonly id: string;
  readonly storey: string;
  /** On the façade, metres: along it and up. */
  readonly fromM: number;
  readonly toM: number;
  readonly sillM: number;
  readonly headM: number;
}

export interface FacadeExtent {
  readonly fromM: number;
  readonly toM: number;
  readonly bottomM: number;
  readonly topM: number;
}

export interface Ranked {
  readonly id: string;
  readonly probability: number;
}

export interface Ranking {
  /** Likeliest first; with `elsewhere` they add up to 1. */
  readonly openings: readonly Ranked[];
  readonly storeys: readonly Ranked[];
  /** A roof, a ledge, a bird: none of the openings. */
  readonly elsewhere: number;
}

/** Beforehand: that it came from no opening at all. */
const ELSEWHERE = 0.03;
/** What leaves a hand at an opening may be a little beside it. */
const REACH_M = 0.25;

export function rankOpenings(
  posterior: FacadePosterior,
  openings: readonly Opening[],
  extent: FacadeExtent,
): Ranking {
  const within = (box: {
    readonly fromM: number;
    readonly toM: number;
    readonly sillM: number;
    readonly headM: number;
  }) =>
    posterior.slices.reduce((sum, { upM, probability, alongM, deviationM }) => {
      const covered = overlap(upM - posterior.stepM / 2, upM + posterior.stepM / 2, box.sillM, box.headM);
      if (covered <= 0) return sum;
      const share = covered / posterior.stepM;
      return (
        sum +
        probability *
          share *
          (gaussianBelow((box.toM - alongM) / deviationM) - gaussianBelow((box.fromM - alongM) / deviationM))
      );
    }, 0);
  const weights = openings.map(({ id, storey, fromM, toM, sillM, headM }) => {
    const box = {
      fromM: fromM - REACH_M,
      toM: toM + REACH_M,
      sillM: sillM - REACH_M,
      headM: headM + REACH_M,
    };
    const area = (box.toM - box.fromM) * (box.headM - box.sillM);
    return { id, storey, weight: (((1 - ELSEWHERE) / openings.length) * within(box)) / area };
  });
  const facadeArea = (extent.toM - extent.fromM) * (extent.topM - extent.bottomM);
  const elsewhere = ELSEWHERE / facadeArea;
  const sum = weights.reduce((total, { weight }) => total + weight, elsewhere);
  const storeys = new Map<string, number>();
  for (const { storey, weight } of weights) storeys.set(storey, (storeys.get(storey) ?? 0) + weight / sum);
  const ranked = (all: Iterable<readonly [string, number]>): Ranked[] =>
    Array.from(all, ([id, probability]) => ({ id, probability })).sort(
      (a, b) => b.probability - a.probability,
    );
  return {
    openings: ranked(weights.map(({ id, weight }) => [id, weight / sum] as const)),
    storeys: ranked(storeys),
    elsewhere: elsewhere / sum,
  };
}

const overlap = (a: number, b: number, c: number, d: number): number => Math.min(b, d) - Math.max(a, c);

/** Share of a standard normal below x; to 1.5e-7, after Abramowitz and Stegun 7.1.26. */
function gaussianBelow(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (polynomial * Math.exp((-x * x) / 2)) / 2;
  return x > 0 ? 1 - tail : tail;
}

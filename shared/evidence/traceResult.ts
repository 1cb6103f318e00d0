/**
 * What was found by a back-trace, as it is kept with evidence, and by how much a repetition of it differs. The computation
 * draws no chance, but machines may differ in the last digits of their mathematics.
 */
import { BACK_TRACE_VERSION, backTrace } from '#shared/physics/ballistics/backTrace.ts';
import type { Ranked } from '#shared/physics/ballistics/openings.ts';
import { heightInterval } from '#shared/physics/ballistics/posterior.ts';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';

export interface TraceResult {
  readonly version: number;
  readonly storeys: readonly Ranked[];
  readonly openings: readonly Ranked[];
  readonly elsewhere: number;
  /** With 90 % probability, metres over the ground of the compound. */
  readonly heightsM: readonly [number, number];
  readonly releaseEnu: readonly number[];
  readonly delayS: number;
  /** Of each camera's clock against the first. */
  readonly clocksS: readonly number[];
}

/** Null where the tracks do not suffice. */
export function traceResultOf({
  facade,
  extent,
  openings,
  sightings,
  priors,
}: ThrowTrace): TraceResult | null {
  try {
    const found = backTrace({ facade, extent, openings, sightings, priors });
    return {
      version: BACK_TRACE_VERSION,
      storeys: found.storeys,
      openings: found.openings,
      elsewhere: found.elsewhere,
      heightsM: heightInterval(found.posterior, 0.9),
      releaseEnu: found.flight.releaseEnu,
      delayS: found.delayS,
      clocksS: found.clocks.map(({ behindS }) => behindS),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Below it nobody would read another answer. */
export const SAME_PROBABILITY = 0.005;
/** Metres and seconds that nobody would act upon. */
const SAME_PLACE_M = 0.1;
const SAME_S = 0.02;

/**
 * The largest difference of a probability; 1 where one of them knows a storey or opening that the other does not, or where
 * heights, place of release or clocks are others.
 */
export function differenceOf(kept: TraceResult | null, repeated: TraceResult | null): number {
  if (kept === null || repeated === null) return kept === repeated ? 0 : 1;
  const isNear = (a: readonly number[], b: readonly number[], most: number) =>
    a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] ?? NaN)) <= most);
  const isSamePlace =
    isNear(kept.heightsM, repeated.heightsM, SAME_PLACE_M) &&
    isNear(kept.releaseEnu, repeated.releaseEnu, SAME_PLACE_M) &&
    isNear([kept.delayS, ...kept.clocksS], [repeated.delayS, ...repeated.clocksS], SAME_S);
  if (!isSamePlace) return 1;
  return Math.max(
    Math.abs(kept.elsewhere - repeated.elsewhere),
    shareDifference(kept.storeys, repeated.storeys),
    shareDifference(kept.openings, repeated.openings),
  );
}

function shareDifference(kept: readonly Ranked[], repeated: readonly Ranked[]): number {
  const other = new Map(repeated.map(({ id, probability }) => [id, probability]));
  if (kept.length !== repeated.length) return 1;
  const apart = kept.map(({ id, probability }) => Math.abs(probability - (other.get(id) ?? Infinity)));
  // What is no number is no agreement.
  return apart.reduce((most, one) => (one <= most ? most : Number.isFinite(one) ? one : 1), 0);
}

/**
 * Recorders that nobody compared may be seconds apart, and a fit that begins with equal clocks then looks at the wrong stretch
 * of the fall. What the first camera saw says where the object was when; each other clock begins where its own track agrees.
 */
import { fitThrow } from './fit.ts';
import { createThrowModel, type Facade, type Sighting, type ThrowModel } from './throwModel.ts';
import { PER_CAMERA, UNKNOWN, type ThrowPriors } from './unknowns.ts';

/** Of the clock's standard deviation, to each side. */
const REACH = 4;
const STEP_S = 0.05;
/** Noise as a multiple of the pictures' own: one camera alone leaves the distance, and so the other picture, a little open. */
const WIDE = 25;

const clockOf = (camera: number): number => UNKNOWN.cameras + camera * PER_CAMERA + 6;

/** A start for all cameras; null where there is one alone. `starts`: of the unknowns of the joint fit. */
export function alignedStart(
  facade: Facade,
  sightings: readonly Sighting[],
  priors: ThrowPriors,
  joint: ThrowModel,
  starts: readonly Float64Array[],
): Float64Array | null {
  const [first] = sightings;
  if (!first || sightings.length < 2) return null;
  const alone = createThrowModel(facade, [first], priors);
  const { state } = fitThrow(
    alone,
    starts.map((start) => start.slice(0, alone.size)),
  );
  const aligned = joint.start.slice();
  aligned.set(state);
  for (const [camera, { clockS }] of sightings.entries()) {
    if (camera === 0) continue;
    let least = Infinity;
    let best = 0;
    const steps = Math.ceil((REACH * clockS) / STEP_S);
    for (let k = -steps; k <= steps; k++) {
      aligned[clockOf(camera)] = k * STEP_S;
      const cost = joint.cost(aligned, WIDE);
      if (cost < least) [least, best] = [cost, k * STEP_S];
    }
    aligned[clockOf(camera)] = best;
  }
  return aligned;
}

export interface Clock {
  /** So much it is behind the first camera's; negative: ahead. */
  readonly behindS: number;
  readonly deviationS: number;
}

/** @param variances Of the unknowns. */
export const clocksOf = (
  state: Float64Array,
  sightings: readonly Sighting[],
  variances: (i: number) => number,
): readonly Clock[] =>
  sightings.map((_, camera) => ({
    behindS: state[clockOf(camera)] ?? 0,
    deviationS: Math.sqrt(Math.max(0, variances(clockOf(camera)))),
  }));

/** What is unknown of a throw, and what is known of it beforehand. */

/** Places in the vector of unknowns. */
export const UNKNOWN = {
  alongM: 0,
  outwardM: 1,
  upM: 2,
  speedAlong: 3,
  speedOut: 4,
  speedUp: 5,
  logDrag: 6,
  /** Natural logarithm of the seconds from release to the first sighting. */
  logDelay: 7,
  windAlong: 8,
  windOut: 9,
  cameras: 10,
} as const;
/** Of each camera: six of its pose, in standard deviations, and its clock in seconds. */
export const PER_CAMERA = 7;

export interface Belief {
  readonly mean: number;
  readonly deviation: number;
}
export interface ThrowPriors {
  /** From the plane of the façade to the hand. */
  readonly outwardM: Belief;
  readonly speedAlong: Belief;
  readonly speedOut: Belief;
  readonly speedUp: Belief;
  readonly logDrag: Belief;
  readonly logDelay: Belief;
  readonly wind: Belief;
  /** Where more is supposed of it than its strength: along the wall to the right of who looks at it, and off the wall, m/s. */
  readonly windAlong?: Belief;
  readonly windOut?: Belief;
  /** Of all points of a track, those that are something else. */
  readonly strayShare: number;
}

/** Hands that drop, toss and throw; objects from a brick to a bag; what a breeze between buildings is without an anemometer. */
export const PLAIN_PRIORS: ThrowPriors = {
  outwardM: { mean: 0.3, deviation: 0.3 },
  speedAlong: { mean: 0, deviation: 1.2 },
  speedOut: { mean: 1.5, deviation: 1.5 },
  speedUp: { mean: 0, deviation: 1.2 },
  logDrag: { mean: Math.log(0.01), deviation: 1.2 },
  logDelay: { mean: Math.log(0.25), deviation: 0.9 },
  wind: { mean: 0, deviation: 1.5 },
  strayShare: 0.15,
};

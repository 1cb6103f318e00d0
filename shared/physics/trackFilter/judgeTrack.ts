/**
 * Whether a track is a falling object or what cameras at façades mistake for one: a bird, a leaf, a quilt that flaps, rain, snow, an
 * insect before the lens. It is called something else only on evidence beyond the track's own noise: a throw that is
 * missed hurts somebody, a bird that is kept costs a look.
 */
import type { ThrowTrack } from '#shared/incidents/throwTrack.ts';
import { GRAVITY } from '../ballistics/flight.ts';
import { shapeOf, type TrackShape } from './trackShape.ts';

export type Mistaken = 'bird' | 'leaf' | 'quilt' | 'rain' | 'snow' | 'insect';

export type TrackVerdict =
  | { readonly kind: 'throw' }
  /** Too few points to say anything. */
  | { readonly kind: 'open' }
  | { readonly kind: 'mistaken'; readonly as: Mistaken };

/** So many times the noise is no accident. */
const CLEAR = 4;
/** Rises again by this share of the way: no object does once it falls. */
const RISING = 0.25;
/** To the side for each metre down. */
const SIDEWAYS = 2.5;
/** The way it went is longer than what it covers. */
const ROUND_ABOUT = 2.6;
/** Of gravity, as seen at the façade: a falling object is braked by the air to a fifth at the least, and seems twice as fast where it comes nearer. */
const LEAST_FALL = 0.25;
const MOST_FALL = 2.6;
/** Of gravity: what pulls up again, or swerves, flies. */
const PULLED_UP = 0.1;
const SWERVING = 1.4;
/** m/s: leaves and snow sink slower, drops fall steadily from far above and faster. */
const SINKING_MPS = 3.2;
/** Of the speed that a free fall from rest would have on average after so long; and of gravity. */
const TOO_SLOW = 0.5;
const BRAKED = 0.62;
/** m/s: whatever falls that fast was not let go in this picture. */
const FROM_FAR_MPS = 14;
/** Seconds: drops near the lens are soon out of its picture. */
const PASSING_S = 1.2;
/** Of the way: a leaf swings, a flake does not. */
const SWINGING = 0.012;
/** m/s at the façade: nothing there is as fast as an insect before the lens seems to be. */
const BEFORE_LENS_MPS = 30;
/** Of the way: a thrown object keeps closer to its path. */
const ERRATIC = 0.12;
const UNSTEADY = 0.085;

/**
 * @param pixelsPerMetre At the façade, where the camera's lens and distance are known; null: shape alone is judged, and what falls
 * steadily cannot be told from what falls freely.
 */
export function judgeTrack(track: ThrowTrack, pixelsPerMetre: number | null): TrackVerdict {
  const shape = shapeOf(track);
  if (!shape) return { kind: 'open' };
  const mistaken = byShape(shape) ?? (pixelsPerMetre === null ? null : bySpeed(shape, pixelsPerMetre));
  return mistaken ? { kind: 'mistaken', as: mistaken } : { kind: 'throw' };
}

function byShape(shape: TrackShape): Mistaken | null {
  const { noisePx, downPx, sidePx, wayPx, extentPx, risePx, wobblePx } = shape;
  const sure = CLEAR * noisePx;
  const side = Math.abs(sidePx);
  if (extentPx < sure) return null;
  const goesAbout = wayPx > ROUND_ABOUT * extentPx && wayPx - extentPx > 2 * sure;
  if (goesAbout && wobblePx > ERRATIC * extentPx) return downPx < extentPx / 2 ? 'quilt' : 'insect';
  if (goesAbout) return 'quilt';
  if (wobblePx > sure && wobblePx > ERRATIC * extentPx) return 'insect';
  const rises = risePx > sure && risePx > RISING * extentPx;
  if (rises || downPx < -sure) return 'bird';
  if (side > sure && side > SIDEWAYS * Math.max(downPx, noisePx)) return 'bird';
  return null;
}

function bySpeed(shape: TrackShape, pixelsPerMetre: number): Mistaken | null {
  const { lastsS, noisePx, extentPx, wobblePx } = shape;
  const downMps = shape.speedPxS / pixelsPerMetre;
  const sideMps = Math.abs(shape.sideSpeedPxS) / pixelsPerMetre;
  const gravityPx = GRAVITY * pixelsPerMetre;
  const fall = shape.accelerationPxS2 / gravityPx;
  const doubt = shape.accelerationDeviation / gravityPx;
  const swerve = Math.abs(shape.sideAccelerationPxS2) / gravityPx;
  if (Math.hypot(downMps, sideMps) > BEFORE_LENS_MPS) return downMps > 2 * sideMps ? 'rain' : 'insect';
  if (wobblePx > CLEAR * noisePx && wobblePx > UNSTEADY * extentPx) return 'insect';
  if (fall - 2 * doubt > MOST_FALL || swerve - 2 * doubt > SWERVING) return 'insect';
  if (fall + 2 * doubt < -PULLED_UP) return 'bird';
  const swings = wobblePx > Math.max(1.5 * noisePx, SWINGING * extentPx);
  const sinks = downMps < Math.min(SINKING_MPS, (TOO_SLOW * GRAVITY * lastsS) / 2) && fall < BRAKED;
  if (sinks || (downMps < SINKING_MPS && fall + 2 * doubt < LEAST_FALL)) return swings ? 'leaf' : 'snow';
  if (downMps > FROM_FAR_MPS && lastsS < PASSING_S && fall < BRAKED) return 'rain';
  // A short track shows little of its acceleration: what is fast and looks steady fell from far above.
  if (downMps >= SINKING_MPS && fall + doubt / 2 < LEAST_FALL) return swings ? 'leaf' : 'rain';
  return null;
}

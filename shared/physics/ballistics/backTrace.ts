/**
 * A thrown object's track, back to where it came from: a ranking with its doubt, never an accusation. Gravity is known, so
 * one calibrated camera fixes the path; how well it is calibrated, drag, wind and what was not seen widen the answer.
 */
import { factored, unitColumn } from '../leastSquares.ts';
import { rayOf } from './camera.ts';
import { alignedStart, clocksOf, type Clock } from './clocks.ts';
import type { Flight } from './flight.ts';
import { fitThrow, refined } from './fit.ts';
import { landingOf, type Landing } from './landing.ts';
import { rankOpenings, type FacadeExtent, type Opening, type Ranking } from './openings.ts';
import { exploreFacade, type FacadePosterior } from './posterior.ts';
import {
  createThrowModel,
  type Facade,
  type Residual,
  type Sighting,
  type ThrowModel,
  type TrackPoint,
} from './throwModel.ts';
import { PLAIN_PRIORS, UNKNOWN, type ThrowPriors } from './unknowns.ts';

export interface BackTraceInput {
  readonly facade: Facade;
  readonly extent: FacadeExtent;
  readonly openings: readonly Opening[];
  readonly sightings: readonly Sighting[];
  readonly priors?: ThrowPriors;
}

export interface BackTrace extends Ranking {
  readonly posterior: FacadePosterior;
  /** The likeliest throw. */
  readonly flight: Flight;
  /** Null where the likeliest throw does not come down. */
  readonly landing: Landing | null;
  /** From the release to the first camera's first point. */
  readonly delayS: number;
  /** Of each camera against the first. */
  readonly clocks: readonly Clock[];
  readonly residuals: readonly Residual[];
  /** What the pictures say is the noise, as a multiple of what was given with that of the flight. */
  readonly noiseRatio: number;
}

/** Raised with every change that changes answers: evidence names the one that was used. */
export const BACK_TRACE_VERSION = 3;

/** Standard deviation of what spin, tumbling and gusts do to a flight beside what is modelled: no camera sees past it. */
const FLIGHT_ERROR_M = 0.01;
const LEAST_POINTS = 4;
const MOST_POINTS = 250;
const MOST_RATIO = 6;
/** Where the search begins: seconds of delay, logarithm of drag, metres above the naive answer, m/s outwards. */
const STARTS = [
  [0.15, -5, 0, 0.5],
  [0.5, -4, -1, 1.5],
  [1, -3.5, -3, 1],
  [0.3, -4.5, -1.5, 4],
] as const;

/** Throws `RangeError` where no camera has at least four usable points. */
export function backTrace(input: BackTraceInput): BackTrace {
  const { facade, extent, openings, priors = PLAIN_PRIORS } = input;
  const told = input.sightings.map((one) => ({ ...one, track: usable(one.track) }));
  // Cameras count from when it was first seen, or landed, or their event was told: here from the first camera's first point.
  const zeroS = told[0]?.track[0]?.timeS ?? 0;
  const sightings = told.map((one) => ({
    ...one,
    noisePx: Math.hypot(one.noisePx, flightErrorPx(facade, one)),
    track: one.track.map((point) => ({ ...point, timeS: point.timeS - zeroS })),
  }));
  if (!sightings.some(({ track }) => track.length >= LEAST_POINTS))
    throw new RangeError('Too few points of a track.');
  const model = createThrowModel(facade, sightings, priors);
  const naive = naiveOrigin(facade, sightings);
  const starts = STARTS.map(([delayS, logDrag, above, out]) => {
    const start = model.start.slice();
    start[UNKNOWN.alongM] = naive.alongM;
    start[UNKNOWN.upM] = naive.upM + above;
    start[UNKNOWN.logDelay] = Math.log(delayS);
    start[UNKNOWN.logDrag] = logDrag;
    start[UNKNOWN.speedOut] = out;
    return start;
  });
  const aligned = alignedStart(facade, sightings, priors, model, starts);
  const first = fitThrow(model, aligned ? [...starts, aligned] : starts);
  const { ratio, inflation } = noiseOf(model.residuals(first.state, 1));
  // Neighbouring points err alike where the flight is not quite what is modelled: they count for less.
  const wider = ratio * Math.sqrt(inflation);
  const { fit, posterior } = exploreFacade(model, refined(model, first.state, wider), wider);
  const u = fit.state;
  const solved = factored(fit.curvature);
  const flightOf = (unknowns: Float64Array): Flight => throwOf(facade, model, unknowns);
  return {
    ...rankOpenings(posterior, openings, extent),
    posterior,
    flight: flightOf(u),
    landing: landingOf(flightOf, u, solved),
    delayS: Math.exp(u[UNKNOWN.logDelay] ?? 0),
    clocks: clocksOf(u, sightings, (i) => solved.solve(unitColumn(model.size, i)).get(i, 0)),
    residuals: model.residuals(u, ratio).map((one) => ({ ...one, timeS: one.timeS + zeroS })),
    noiseRatio: ratio,
  };
}

function throwOf(facade: Facade, model: ThrowModel, u: Float64Array): Flight {
  const at = (i: number): number => u[i] ?? 0;
  const turned = (along: number, out: number): readonly [number, number] => [
    along * facade.alongUnit[0] + out * facade.outwardUnit[0],
    along * facade.alongUnit[1] + out * facade.outwardUnit[1],
  ];
  return {
    releaseEnu: model.placeOf(u),
    velocity: [...turned(at(UNKNOWN.speedAlong), at(UNKNOWN.speedOut)), at(UNKNOWN.speedUp)],
    dragPerM: Math.exp(at(UNKNOWN.logDrag)),
    wind: [...turned(at(UNKNOWN.windAlong), at(UNKNOWN.windOut)), 0],
  };
}

/** Of the flight's own error, at the wall where the first points look. */
function flightErrorPx(facade: Facade, sighting: Sighting): number {
  const { lens, positionEnu } = sighting.camera;
  const { alongM, upM } = naiveOrigin(facade, [sighting]);
  const [x, y, z] = facade.originEnu;
  const [ax, ay] = facade.alongUnit;
  const awayM = Math.hypot(
    x + alongM * ax - positionEnu[0],
    y + alongM * ay - positionEnu[1],
    z + upM - positionEnu[2],
  );
  return (FLIGHT_ERROR_M * Math.max(lens.fx, lens.fy)) / Math.max(1, awayM);
}

/** In the order of time, each time once, without what is no number; of very many points some, evenly: neighbours err alike. */
function usable(track: readonly TrackPoint[]): readonly TrackPoint[] {
  const finite = track.filter(
    ({ timeS, xPx, yPx }) => Number.isFinite(timeS) && Number.isFinite(xPx) && Number.isFinite(yPx),
  );
  const once = finite
    .toSorted((a, b) => a.timeS - b.timeS)
    .filter(({ timeS }, i, sorted) => timeS !== sorted[i - 1]?.timeS);
  const step = Math.ceil(once.length / MOST_POINTS);
  return step > 1 ? once.filter((_, i) => i % step === 0) : once;
}

/** Where the ray of the first points meets the façade: too high by what the object was away from the wall. */
export function naiveOrigin(facade: Facade, sightings: readonly Sighting[]) {
  const hits = sightings.flatMap(({ camera, track }) =>
    track.slice(0, 3).flatMap(({ xPx, yPx }) => {
      const ray = rayOf(camera, xPx, yPx);
      const from = camera.positionEnu.map((value, i) => value - (facade.originEnu[i] ?? 0));
      const dot = (a: readonly number[], b: readonly number[]): number =>
        a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
      const closing = dot(ray, facade.outwardUnit);
      if (Math.abs(closing) < 1e-9) return [];
      const wayM = -dot(from, facade.outwardUnit) / closing;
      if (wayM <= 0) return [];
      const hit = from.map((value, i) => value + wayM * (ray[i] ?? 0));
      return [{ alongM: dot(hit, facade.alongUnit), upM: hit[2] ?? 0 }];
    }),
  );
  const median = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return { alongM: median(hits.map(({ alongM }) => alongM)), upM: median(hits.map(({ upM }) => upM)) };
}

/** Noise of the points that belong, and by how much errors that go together make fewer of them. */
function noiseOf(residuals: readonly Residual[]) {
  let squares = 0;
  let weights = 0;
  let together = 0;
  let pairs = 0;
  for (const [i, one] of residuals.entries()) {
    const noise = one.noisePx;
    const [x, y] = [one.xPx / noise, one.yPx / noise];
    if (one.belongs < 0.5) continue;
    squares += x * x + y * y;
    weights += 2;
    const next = residuals[i + 1];
    if (!next || next.camera !== one.camera || next.belongs < 0.5) continue;
    together += (x * next.xPx + y * next.yPx) / noise;
    pairs += 2;
  }
  const ratio = Math.min(MOST_RATIO, Math.max(0.7, Math.sqrt(squares / Math.max(1, weights - 8))));
  const correlation = pairs > 0 && weights > 0 ? together / pairs / (squares / weights) : 0;
  const bounded = Math.min(0.9, Math.max(0, correlation));
  return { ratio, inflation: (1 + bounded) / (1 - bounded) };
}

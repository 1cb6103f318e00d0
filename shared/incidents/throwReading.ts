/**
 * A back-trace as a person reads it: storeys and windows by probability, how high it may have been, what would sharpen it,
 * and what the scene draws of it. Doubt is part of every line; nobody is named.
 */
import { fly } from '#shared/physics/ballistics/flight.ts';
import type { BackTrace } from '#shared/physics/ballistics/backTrace.ts';
import type { Clock } from '#shared/physics/ballistics/clocks.ts';
import { heightInterval } from '#shared/physics/ballistics/posterior.ts';
import type { Ranked } from '#shared/physics/ballistics/openings.ts';
import { landingZoneOf, type LandingZone } from './landingZone.ts';
import { judgeTrack, type Mistaken } from '#shared/physics/trackFilter/judgeTrack.ts';
import { trackOnFacade } from '#shared/physics/trackFilter/onFacade.ts';
import type { ThrowTrace, TracedOpening } from '#shared/protocol/throwTrace.ts';
import type { Enu } from '#shared/twin/compound.ts';

/** What would make it surer, the most useful first. */
export type Sharpening = 'calibrate' | 'few-points' | 'noisy' | 'second-camera' | 'late' | 'none';

export interface RankedOpening {
  readonly opening: TracedOpening;
  readonly probability: number;
}

export interface ClockReading {
  readonly way: 'behind' | 'ahead' | 'same';
  readonly offS: number;
  /** With 90 % probability it is off by no more or less than that. */
  readonly doubtS: number;
}

export interface ThrowReading {
  /** What its track looks like instead of a falling object; null: it looks like one, or says too little. */
  readonly mistaken: Mistaken | null;
  readonly storeys: readonly Ranked[];
  readonly openings: readonly RankedOpening[];
  readonly elsewhere: number;
  /** Of the release, with 90 % probability; metres over the ground of the compound. */
  readonly heightsM: readonly [low: number, high: number];
  readonly sharpening: Sharpening;
  /** Of each sighting's clock against the first's; the first has none. */
  readonly clocks: readonly (ClockReading | null)[];
  /** Null where it did not come down. */
  readonly landing: LandingZone | null;
  readonly path: { readonly atMs: readonly number[]; readonly positionsEnu: readonly Enu[] };
  /** Where it left the wall, with 90 % probability: a closed line on the façade. */
  readonly regionEnu: readonly Enu[];
}

const LEAST_SHOWN = 0.01;
const MOST_STOREYS = 5;
const MOST_OPENINGS = 6;
const SURE = 0.95;
/** Apart enough to be told from each other where it is slow. */
const FRAME_S = 0.1;
const LONGEST_S = 20;
/** Half a standard normal's 90 %. */
const NINETY = 1.645;

export function readThrow(trace: ThrowTrace, result: BackTrace): ThrowReading {
  const byId = new Map(trace.openings.map((opening) => [opening.id, opening]));
  return {
    mistaken: mistakenFor(trace),
    storeys: result.storeys.filter(({ probability }) => probability >= LEAST_SHOWN).slice(0, MOST_STOREYS),
    openings: result.openings
      .flatMap(({ id, probability }) => {
        const opening = byId.get(id);
        return opening && probability >= LEAST_SHOWN ? [{ opening, probability }] : [];
      })
      .slice(0, MOST_OPENINGS),
    elsewhere: result.elsewhere,
    heightsM: heightInterval(result.posterior, 0.9),
    sharpening: sharpeningOf(trace, result),
    clocks: result.clocks.map((clock, i) => (i === 0 ? null : clockOf(clock))),
    landing: result.landing && landingZoneOf(result.landing, trace.facade),
    path: pathOf(trace, result),
    regionEnu: regionOf(trace, result),
  };
}

function clockOf({ behindS, deviationS }: Clock): ClockReading {
  const doubtS = NINETY * deviationS;
  const way = Math.abs(behindS) <= doubtS ? 'same' : behindS > 0 ? 'behind' : 'ahead';
  return { way, offS: Math.abs(behindS), doubtS };
}

/** By the camera that saw it first; a bird that one of them followed is told of by that one. */
function mistakenFor({ facade, sightings: [first] }: ThrowTrace): Mistaken | null {
  if (!first) return null;
  const { camera, track: points, noisePx } = first;
  const { widthPx, heightPx } = camera.lens;
  const track = { widthPx, heightPx, noisePx, points, dropped: 0 };
  const verdict = judgeTrack(trackOnFacade(track, camera, facade), 1);
  return verdict.kind === 'mistaken' ? verdict.as : null;
}

function sharpeningOf({ sightings }: ThrowTrace, result: BackTrace): Sharpening {
  if (sightings.some(({ calibration }) => calibration === null)) return 'calibrate';
  if ((result.storeys[0]?.probability ?? 0) >= SURE) return 'none';
  if (sightings.reduce((sum, { track }) => sum + track.length, 0) < 10) return 'few-points';
  if (result.noiseRatio > 2.5) return 'noisy';
  if (sightings.length < 2) return 'second-camera';
  return result.delayS > 0.5 ? 'late' : 'none';
}

/** From the hand to the ground, as the likeliest throw has it. */
function pathOf({ atMs, sightings }: ThrowTrace, { flight, delayS }: BackTrace): ThrowReading['path'] {
  // By the first camera's clock: another's may be seconds off.
  const firstS = Math.min(...(sightings[0]?.track ?? []).map(({ timeS }) => timeS));
  const releasedMs = atMs + (firstS - delayS) * 1000;
  const timesS = Array.from({ length: LONGEST_S / FRAME_S }, (_, i) => i * FRAME_S);
  const flown = fly(flight, timesS);
  const landed = timesS.findIndex((_, i) => (flown[i * 6 + 2] ?? 0) <= 0);
  const shown = timesS.slice(0, landed < 0 ? timesS.length : landed + 1);
  return {
    atMs: shown.map((s) => releasedMs + s * 1000),
    positionsEnu: shown.map((_, i): Enu => {
      const [x = 0, y = 0, z = 0] = flown.subarray(i * 6, i * 6 + 3);
      return [x, y, Math.max(0, z)];
    }),
  };
}

/** Each height's stretch along the wall, round all heights that matter. */
function regionOf(trace: ThrowTrace, { posterior }: BackTrace): readonly Enu[] {
  const [low, high] = heightInterval(posterior, 0.9);
  const slices = posterior.slices
    .filter(({ upM }) => upM >= low - posterior.stepM && upM <= high + posterior.stepM)
    .toSorted((a, b) => a.upM - b.upM);
  const at = (alongM: number, upM: number): Enu => onFacade(trace, alongM, upM);
  return [
    ...slices.map(({ upM, alongM, deviationM }) => at(alongM + NINETY * deviationM, upM)),
    ...slices.toReversed().map(({ upM, alongM, deviationM }) => at(alongM - NINETY * deviationM, upM)),
  ];
}

/** A little before the wall, so that it is seen. */
const BEFORE_M = 0.12;

function onFacade({ facade }: ThrowTrace, alongM: number, upM: number): Enu {
  const { originEnu, alongUnit, outwardUnit } = facade;
  const [x, y] = [0, 1].map(
    (i) => (originEnu[i] ?? 0) + alongM * (alongUnit[i] ?? 0) + BEFORE_M * (outwardUnit[i] ?? 0),
  );
  return [x ?? 0, y ?? 0, originEnu[2] + upM];
}

/** Whole percent; what is not nothing is never shown as nothing, what is not certain never as certain. */
export function percentOf(probability: number): string {
  if (probability > 0 && probability < 0.01) return '<1';
  return String(Math.min(probability < 1 ? 99 : 100, Math.round(probability * 100)));
}

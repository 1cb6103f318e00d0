/** What a track in a picture does, as numbers: how far, how straight, how steadily, and how much of it is noise. */
import type { ThrowTrack } from '#shared/incidents/throwTrack.ts';
import { parabola, withoutStrays } from './parabola.ts';

export interface TrackShape {
  readonly count: number;
  readonly lastsS: number;
  /** Standard deviation of one point, from how neighbours scatter; pixels. */
  readonly noisePx: number;
  /** From the smoothed track: down (and up: negative), to the side, the whole way it went, the longest stretch between two of its points. */
  readonly downPx: number;
  readonly sidePx: number;
  readonly wayPx: number;
  readonly extentPx: number;
  /** How far it rose above where it had been, the most. */
  readonly risePx: number;
  /** Root mean square of what a path with steady acceleration leaves over, both directions. */
  readonly wobblePx: number;
  /** Of such a path, downwards: mean speed, acceleration, and what that acceleration is uncertain by (standard deviation). */
  readonly speedPxS: number;
  readonly accelerationPxS2: number;
  readonly accelerationDeviation: number;
  /** To the side: mean speed, acceleration. */
  readonly sideSpeedPxS: number;
  readonly sideAccelerationPxS2: number;
}

const LEAST_POINTS = 4;
/** More say no more. */
const MOST_POINTS = 300;

/** Null with fewer than four points. */
export function shapeOf({ points: all, noisePx: told }: ThrowTrack): TrackShape | null {
  const step = Math.ceil(all.length / MOST_POINTS);
  const points = withoutStrays(step > 1 ? all.filter((_, i) => i % step === 0) : all, told);
  const count = points.length;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || count < LEAST_POINTS) return null;
  const lastsS = last.timeS - first.timeS;
  if (!(lastsS > 0)) return null;
  const times = points.map(({ timeS }) => (timeS - first.timeS) / lastsS);
  const xs = points.map(({ xPx }) => xPx);
  const ys = points.map(({ yPx }) => yPx);
  const noisePx = Math.max(told / 2, scatterOf(times, xs), scatterOf(times, ys));
  const [fitX, fitY] = [parabola(times, xs), parabola(times, ys)];
  const [smoothX, smoothY] = [smoothed(xs), smoothed(ys)];
  let wayPx = 0;
  let risePx = 0;
  let lowest = -Infinity;
  for (let i = 0; i < count; i++) {
    const [x, y] = [smoothX[i] ?? 0, smoothY[i] ?? 0];
    if (i > 0) wayPx += Math.hypot(x - (smoothX[i - 1] ?? 0), y - (smoothY[i - 1] ?? 0));
    lowest = Math.max(lowest, y);
    risePx = Math.max(risePx, lowest - y);
  }
  const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  const ends = (values: readonly number[]): number => (values.at(-1) ?? 0) - (values[0] ?? 0);
  return {
    count,
    lastsS,
    noisePx,
    downPx: ends(smoothY),
    sidePx: ends(smoothX),
    wayPx,
    extentPx: Math.hypot(range(smoothX), range(smoothY)),
    risePx,
    wobblePx: Math.hypot(fitX.left, fitY.left),
    speedPxS: (fitY.slope + fitY.bend) / lastsS,
    accelerationPxS2: (2 * fitY.bend) / lastsS ** 2,
    accelerationDeviation: (2 * fitY.bendDeviation * noisePx) / lastsS ** 2,
    sideSpeedPxS: (fitX.slope + fitX.bend) / lastsS,
    sideAccelerationPxS2: (2 * fitX.bend) / lastsS ** 2,
  };
}

/** Median scatter of each point about the line between its neighbours, as a standard deviation. */
function scatterOf(times: readonly number[], values: readonly number[]): number {
  const off: number[] = [];
  for (let i = 1; i + 1 < values.length; i++) {
    const [t0 = 0, t = 0, t1 = 0] = [times[i - 1], times[i], times[i + 1]];
    if (!(t1 > t0)) continue;
    const share = (t - t0) / (t1 - t0);
    const between = (values[i - 1] ?? 0) * (1 - share) + (values[i + 1] ?? 0) * share;
    off.push(Math.abs((values[i] ?? 0) - between) / Math.sqrt(1 + share ** 2 + (1 - share) ** 2));
  }
  off.sort((a, b) => a - b);
  // Of a normal distribution half lies within 0.6745 standard deviations.
  return (off[Math.floor(off.length / 2)] ?? 0) / 0.6745;
}

/** Means of five neighbours; fewer at the ends. */
const smoothed = (values: readonly number[]): readonly number[] =>
  values.map((_, i) => {
    const reach = Math.min(2, i, values.length - 1 - i);
    const near = values.slice(i - reach, i + reach + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });

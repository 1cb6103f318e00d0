/** Paths with steady acceleration: fitted to all points, or to the most that agree. */
import type { ThrowTrack } from '#shared/incidents/throwTrack.ts';

type Points = ThrowTrack['points'];

const TRIES = 240;
/** So many must agree on a path before the others are strays. */
const AGREEING = 0.6;
const APART = 4;
const LEAST_POINTS = 7;

/**
 * Where most points lie on one smooth path the others are something else (least median of squares, Rousseeuw 1984). Nothing is left
 * out of a track that has no such path.
 */
export function withoutStrays(points: Points, noisePx: number): Points {
  const count = points.length;
  if (count < LEAST_POINTS) return points;
  let best: readonly number[] | null = null;
  let leastPx = Infinity;
  for (let i = 0; i < TRIES; i++) {
    // The same triples each time, spread over the track.
    const picked = [0, 1, 2].map((k) => Math.floor(halton(i + 1, [2, 3, 5][k] ?? 2) * count));
    const three = picked.flatMap((at) => points[at] ?? []);
    if (new Set(picked).size < 3 || three.length < 3) continue;
    const path = through(three);
    if (!path) continue;
    const off = points.map(({ timeS, xPx, yPx }) => {
      const [x, y] = path(timeS);
      return Math.hypot(xPx - x, yPx - y);
    });
    const medianPx = off.toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? Infinity;
    if (medianPx < leastPx) [best, leastPx] = [off, medianPx];
  }
  if (!best) return points;
  // Of distances in a plane half lies within 1.18 standard deviations.
  const reachPx = APART * Math.max(noisePx, leastPx / 1.18);
  const agreeing = points.filter((_, i) => (best[i] ?? Infinity) <= reachPx);
  return agreeing.length >= AGREEING * count ? agreeing : points;
}

/** Evenly spread over 0…1 (Halton 1960). */
function halton(index: number, base: number): number {
  let [value, share] = [0, 1];
  for (let i = index; i > 0; i = Math.floor(i / base)) {
    share /= base;
    value += share * (i % base);
  }
  return value;
}

/** Through three points; null where two are at one time. */
function through([a, b, c]: Points): ((timeS: number) => readonly [number, number]) | null {
  if (!a || !b || !c) return null;
  const apart = (a.timeS - b.timeS) * (a.timeS - c.timeS) * (b.timeS - c.timeS);
  if (apart === 0) return null;
  return (t) => {
    const wa = ((t - b.timeS) * (t - c.timeS)) / ((a.timeS - b.timeS) * (a.timeS - c.timeS));
    const wb = ((t - a.timeS) * (t - c.timeS)) / ((b.timeS - a.timeS) * (b.timeS - c.timeS));
    const wc = ((t - a.timeS) * (t - b.timeS)) / ((c.timeS - a.timeS) * (c.timeS - b.timeS));
    return [wa * a.xPx + wb * b.xPx + wc * c.xPx, wa * a.yPx + wb * b.yPx + wc * c.yPx];
  };
}

/** Least squares of a + b·t + c·t² with t from 0 to 1: `slope` b, `bend` c, what is left, and how uncertain c is for a noise of one. */
export function parabola(times: readonly number[], values: readonly number[]) {
  const sums = [0, 0, 0, 0, 0];
  const right = [0, 0, 0];
  for (const [i, t] of times.entries())
    for (let power = 0; power < 5; power++) {
      sums[power] = (sums[power] ?? 0) + t ** power;
      if (power < 3) right[power] = (right[power] ?? 0) + (values[i] ?? 0) * t ** power;
    }
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0] = sums;
  const rows = [
    [s0, s1, s2],
    [s1, s2, s3],
    [s2, s3, s4],
  ] as const;
  const whole = determinant(rows);
  const solved = [0, 1, 2].map((column) => {
    const changed = rows.map((row, r) => row.map((value, c) => (c === column ? (right[r] ?? 0) : value)));
    return whole === 0 ? 0 : determinant(changed) / whole;
  });
  const [offset = 0, slope = 0, bend = 0] = solved;
  const squares = times.reduce(
    (sum, t, i) => sum + ((values[i] ?? 0) - offset - slope * t - bend * t * t) ** 2,
    0,
  );
  return {
    slope,
    bend,
    left: Math.sqrt(squares / times.length),
    bendDeviation: whole === 0 ? Infinity : Math.sqrt((s0 * s2 - s1 * s1) / whole),
  };
}

function determinant(m: readonly (readonly number[])[]): number {
  const at = (row: number, column: number): number => m[row]?.[column] ?? 0;
  return (
    at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)) -
    at(0, 1) * (at(1, 0) * at(2, 2) - at(1, 2) * at(2, 0)) +
    at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0))
  );
}

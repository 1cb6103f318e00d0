/** Runs as SVG paths: the mean as a line, or as steps where values hold, and what lies between least and most as an area. */
import { area, curveLinear, curveStepAfter, line } from 'd3';
import type { Run, Sample } from './runs.ts';

interface Scales {
  /** Instant → px. */
  readonly x: (atMs: number) => number;
  readonly y: (value: number) => number;
}

interface Spot {
  readonly atMs: number;
  readonly value: number;
}

const middleOf = ({ fromMs, toMs }: Sample) => (fromMs + toMs) / 2;

export function linePath(runs: readonly Run[], { x, y }: Scales, steps: boolean): string {
  const draw = line<Spot>(
    ({ atMs }) => x(atMs),
    ({ value }) => y(value),
  )
    .curve(steps ? curveStepAfter : curveLinear)
    .digits(1);
  return runs
    .map(({ samples, endMs }) => {
      const spots = samples.map((one): Spot => ({
        atMs: steps ? one.fromMs : middleOf(one),
        value: steps ? one.last : one.mean,
      }));
      const last = spots.at(-1);
      // A reading alone holds for a while: a dash, so that it can be seen.
      if (last && (steps || spots.length === 1))
        spots.push({ atMs: Math.max(endMs, last.atMs), value: last.value });
      return draw(spots) ?? '';
    })
    .join('');
}

/** Of steps each bin for itself: its least and most do not hold until the next one, as its last value does. */
export function rangePath(runs: readonly Run[], { x, y }: Scales, steps: boolean): string {
  const wide = runs.filter(({ samples }) => samples.some(({ min, max }) => max > min));
  if (steps)
    return wide
      .flatMap(({ samples }) => samples.filter(({ min, max }) => max > min))
      .map(({ fromMs, toMs, min, max }) => {
        const [left, right] = [x(fromMs).toFixed(1), x(toMs).toFixed(1)];
        return `M${left},${y(max).toFixed(1)}H${right}V${y(min).toFixed(1)}H${left}Z`;
      })
      .join('');
  const draw = area<Sample>(
    (one) => x(middleOf(one)),
    ({ min }) => y(min),
    ({ max }) => y(max),
  ).digits(1);
  return wide.map(({ samples }) => draw([...samples]) ?? '').join('');
}

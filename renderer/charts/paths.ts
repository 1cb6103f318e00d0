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

export function rangePath(runs: readonly Run[], { x, y }: Scales, steps: boolean): string {
  const draw = area<Sample>(
    (one) => x(steps ? one.fromMs : middleOf(one)),
    ({ min }) => y(min),
    ({ max }) => y(max),
  )
    .curve(steps ? curveStepAfter : curveLinear)
    .digits(1);
  return runs
    .filter(({ samples }) => samples.some(({ min, max }) => max > min))
    .map(({ samples }) => draw([...samples]) ?? '')
    .join('');
}

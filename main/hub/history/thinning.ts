/** What is kept of a point's readings once they are old. Applied twice, or in pieces and then to the whole, it keeps the same. */
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';
import { pushFrom } from './readings.ts';

/** `extremes`: of each 5 minutes the first, smallest, largest and last; `changes`: what differs from the one before. */
export const thinnings = ['none', 'changes', 'extremes'] as const;
export type Thinning = (typeof thinnings)[number];

const binMs = 300_000;

/** `readings`: any points, ascending in time. `ruleOf` gives the rule of a point. */
export function thin(readings: Readings, ruleOf: (index: number) => Thinning): Readings {
  const keep = new Uint8Array(readings.count);
  const last = new Map<number, number>();
  const bins = new Map<number, { bin: number; least: number; most: number }>();
  for (let i = 0; i < readings.count; i++) {
    const index = readings.index[i] ?? 0;
    const before = last.get(index);
    last.set(index, i);
    const rule = ruleOf(index);
    if (rule === 'none') keep[i] = 1;
    else if (rule === 'changes') keep[i] = before === undefined || differs(readings, before, i) ? 1 : 0;
    else {
      const bin = Math.floor((readings.timeMs[i] ?? 0) / binMs);
      const value = readings.value[i] ?? NaN;
      const open = bins.get(index);
      if (!open || open.bin !== bin) {
        if (open && before !== undefined) close(open, before);
        keep[i] = 1;
        bins.set(index, { bin, least: i, most: i });
        continue;
      }
      // What has no value, or a quality of its own, is a fact that no extreme stands for.
      if (Number.isNaN(value) || readings.quality[i] !== readings.quality[before ?? i]) keep[i] = 1;
      if (Number.isNaN(value)) continue;
      if (!(value >= (readings.value[open.least] ?? NaN))) open.least = i;
      if (!(value <= (readings.value[open.most] ?? NaN))) open.most = i;
    }
  }
  for (const [index, open] of bins) close(open, last.get(index) ?? open.least);
  const builder = new ReadingsBuilder();
  keep.forEach((kept, i) => {
    if (kept === 1) pushFrom(builder, readings, i);
  });
  return builder.take();

  function close(open: { least: number; most: number }, lastOfBin: number): void {
    keep[open.least] = keep[open.most] = keep[lastOfBin] = 1;
  }
}

function differs({ value, quality }: Readings, a: number, b: number): boolean {
  return !Object.is(value[a], value[b]) || quality[a] !== quality[b];
}

/** Bins of one point's readings, filled as they come in order of time. */
import { qualityCodes } from '#shared/twin/columns.ts';
import type { Readings } from '#shared/twin/packed.ts';
import type { PointBins } from './questions.ts';

export function createBins(fromMs: number, toMs: number, bins: number) {
  const count = new Uint32Array(bins);
  const valued = new Uint32Array(bins);
  const nothing = () => new Float64Array(bins).fill(NaN);
  const [min, max, mean, first, last] = [nothing(), nothing(), nothing(), nothing(), nothing()] as const;
  const quality = new Uint8Array(bins).fill(qualityCodes.unknown);
  const sums = new Float64Array(bins);
  const spanMs = toMs - fromMs;
  return {
    /** Of one point, within [fromMs, toMs), ascending in time and after those added before. */
    add(readings: Readings): void {
      for (let i = 0; i < readings.count; i++) {
        // In this order: a factor reckoned before would put a reading on a bin's edge into the bin before.
        const bin = Math.min(bins - 1, Math.floor((((readings.timeMs[i] ?? 0) - fromMs) * bins) / spanMs));
        const value = readings.value[i] ?? NaN;
        count[bin] = (count[bin] ?? 0) + 1;
        quality[bin] = readings.quality[i] ?? qualityCodes.unknown;
        if (Number.isNaN(value)) continue;
        if (valued[bin] === 0) {
          min[bin] = max[bin] = first[bin] = value;
        } else {
          if (value < (min[bin] ?? NaN)) min[bin] = value;
          if (value > (max[bin] ?? NaN)) max[bin] = value;
        }
        last[bin] = value;
        valued[bin] = (valued[bin] ?? 0) + 1;
        sums[bin] = (sums[bin] ?? 0) + value;
      }
    },
    result(): PointBins {
      valued.forEach((many, bin) => {
        if (many > 0) mean[bin] = (sums[bin] ?? 0) / many;
      });
      return { fromMs, toMs, count, min, max, mean, first, last, quality };
    },
  };
}

/**
 * Colours and intensities of a cloud as bytes. Files give both in 16 bits and use as much of them as they like, which shows
 * only when all of it was read. A cloud without colours is painted by height.
 */
import { RECORD, UNIT_M } from './pointRecords.ts';

export interface PaintCensus {
  /** `record`: words as `RECORD`. */
  see(record: Int32Array): void;
  finish(): Paint;
}

export interface Paint {
  readonly colors: 'own' | 'height';
  /** RGB and intensity, bytes, into `to` from `at` on. */
  write(records: Int32Array, from: number, to: Uint8Array, at: number): void;
}

/** Heights are told apart by a quarter of a metre, from one thousandth of the points to all but one thousandth. */
const HEIGHT_UNITS = 0.25 / UNIT_M;
const TAIL = 0.001;
/** Intensities above all but two hundredths are as bright as can be: single mirrors outshine the rest. */
const BRIGHT = 0.02;
/** From low to high; light enough for a dark page, dark enough for a light one. */
const RAMP = [
  [58, 82, 139],
  [44, 123, 142],
  [53, 158, 122],
  [122, 181, 84],
  [201, 186, 72],
  [222, 143, 78],
  [205, 96, 84],
] as const;

export function createPaintCensus(): PaintCensus {
  const intensities = new Uint32Array(65_536);
  const heights = new Map<number, number>();
  let mostColor = 0;
  let count = 0;
  return {
    see(record) {
      const redGreen = record[RECORD.redGreen] ?? 0;
      const blueIntensity = record[RECORD.blueIntensity] ?? 0;
      const most = Math.max(redGreen & 0xffff, redGreen >>> 16, blueIntensity & 0xffff);
      if (most > mostColor) mostColor = most;
      const intensity = blueIntensity >>> 16;
      intensities[intensity] = (intensities[intensity] ?? 0) + 1;
      const level = Math.floor((record[RECORD.z] ?? 0) / HEIGHT_UNITS);
      heights.set(level, (heights.get(level) ?? 0) + 1);
      count++;
    },
    finish() {
      const shift = mostColor > 255 ? 8 : 0;
      const bright = quantile(intensities, count * (1 - BRIGHT));
      const hasIntensity = bright > 0;
      const levels = [...heights].sort(([a], [b]) => a - b);
      const low = levelAt(levels, count * TAIL) * HEIGHT_UNITS;
      const high = Math.max(low + HEIGHT_UNITS, (levelAt(levels, count * (1 - TAIL)) + 1) * HEIGHT_UNITS);
      const own = mostColor > 0;
      return {
        colors: own ? 'own' : 'height',
        write(records, from, to, at) {
          const redGreen = records[from + RECORD.redGreen] ?? 0;
          const blueIntensity = records[from + RECORD.blueIntensity] ?? 0;
          const light = hasIntensity ? Math.min(1, (blueIntensity >>> 16) / bright) : 1;
          to[at + 3] = Math.round(light * 255);
          if (own) {
            to[at] = (redGreen & 0xffff) >> shift;
            to[at + 1] = redGreen >>> (16 + shift);
            to[at + 2] = (blueIntensity & 0xffff) >> shift;
            return;
          }
          const share = ((records[from + RECORD.z] ?? 0) - low) / (high - low);
          const along = Math.max(0, Math.min(0.9999, share)) * (RAMP.length - 1);
          const [below, above] = [RAMP[Math.floor(along)] ?? RAMP[0], RAMP[Math.ceil(along)] ?? RAMP[0]];
          const part = along - Math.floor(along);
          const dim = hasIntensity ? 0.55 + 0.45 * Math.sqrt(light) : 1;
          for (let k = 0 as 0 | 1 | 2; k < 3; k++)
            to[at + k] = Math.round((below[k] + (above[k] - below[k]) * part) * dim);
        },
      };
    },
  };
}

/** The least value that at least so many are not above. */
function quantile(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let value = 0; value < counts.length; value++) {
    sum += counts[value] ?? 0;
    if (sum >= wanted) return value;
  }
  return counts.length - 1;
}

function levelAt(levels: readonly (readonly [number, number])[], wanted: number): number {
  let sum = 0;
  for (const [level, count] of levels) {
    sum += count;
    if (sum >= wanted) return level;
  }
  return levels.at(-1)?.[0] ?? 0;
}

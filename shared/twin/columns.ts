/** The state of every point as columns: once in the hub, once in each screen. Index = the point's integer id. */
import type { Quality } from '#shared/protocol/device.ts';

export const qualityCodes = { good: 0, stale: 1, bad: 2, substituted: 3, unknown: 4 } as const;
export type QualityCode = (typeof qualityCodes)[keyof typeof qualityCodes];

export function qualityCode(quality: Quality | undefined): QualityCode {
  return qualityCodes[quality ?? 'good'];
}

/** Codes above it are none. */
export const lastQuality = qualityCodes.unknown;

const names = ['good', 'stale', 'bad', 'substituted', 'unknown'] as const;
export function qualityName(code: number): (typeof names)[number] {
  return names[code] ?? 'unknown';
}

export class TwinColumns {
  /** Float64Array [capacity]; NaN = never heard. */
  values: Float64Array;
  /** Float64Array [capacity], device time, ms since epoch; 0 = never heard. */
  times: Float64Array;
  /** Uint8Array [capacity], see `qualityCodes`. */
  qualities: Uint8Array;
  length = 0;

  constructor(capacity = 1024) {
    this.values = new Float64Array(capacity).fill(NaN);
    this.times = new Float64Array(capacity);
    this.qualities = new Uint8Array(capacity).fill(qualityCodes.unknown);
  }

  ensure(length: number): void {
    if (length > this.values.length) {
      const capacity = Math.max(length, this.values.length * 2);
      const values = new Float64Array(capacity).fill(NaN);
      values.set(this.values);
      const times = new Float64Array(capacity);
      times.set(this.times);
      const qualities = new Uint8Array(capacity).fill(qualityCodes.unknown);
      qualities.set(this.qualities);
      this.values = values;
      this.times = times;
      this.qualities = qualities;
    }
    if (length > this.length) this.length = length;
  }

  /** Later reading wins; an older one is refused. Returns whether it was taken. */
  set(index: number, value: number, timeMs: number, quality: number): boolean {
    if (index >= this.length) this.ensure(index + 1);
    if (timeMs < (this.times[index] ?? 0)) return false;
    this.values[index] = value;
    this.times[index] = timeMs;
    this.qualities[index] = quality;
    return true;
  }

  clear(): void {
    this.values.fill(NaN);
    this.times.fill(0);
    this.qualities.fill(qualityCodes.unknown);
  }
}

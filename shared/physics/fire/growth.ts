/**
 * How fast a design fire grows: `Q = α·t²` up to a peak, the classes of NFPA 72 annex B and the SFPE Handbook (each
 * reaches about 1055 kW after 600, 300, 150 and 75 s). A choice for a reckoning, never a measurement of the real fire.
 */
export const growthKwPerS2 = {
  slow: 0.00293,
  medium: 0.01172,
  fast: 0.04688,
  'ultra-fast': 0.1876,
} as const;
export type FireGrowth = keyof typeof growthKwPerS2;

export interface DesignFire {
  readonly growth: FireGrowth;
  /** Heat release where it stops growing: what burns, or the air that reaches it, is used up. */
  readonly peakKw: number;
}

/** kW, `timeS` seconds after ignition. */
export function heatReleaseKw({ growth, peakKw }: DesignFire, timeS: number): number {
  return timeS <= 0 ? 0 : Math.min(peakKw, growthKwPerS2[growth] * timeS ** 2);
}

/** Seconds after ignition until it releases so much; null where it never does. */
export function secondsUntilKw({ growth, peakKw }: DesignFire, heatKw: number): number | null {
  return heatKw > peakKw ? null : Math.sqrt(Math.max(0, heatKw) / growthKwPerS2[growth]);
}

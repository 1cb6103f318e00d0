/**
 * The colours of a field of values, from where painting begins to its upper end: dark violet over red to pale yellow.
 * Lightness only rises, so that the order can be seen without seeing hues. The scene and its legend share it.
 */
export type Rgb = readonly [number, number, number];

/** Bytes, evenly spaced from 0 to 1. */
export const heatRamp: readonly Rgb[] = [
  [66, 24, 112],
  [122, 32, 124],
  [183, 55, 100],
  [229, 92, 48],
  [249, 148, 20],
  [247, 217, 90],
];

/** `share` 0…1; what lies outside takes the end's colour. */
export function heatColor(share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (heatRamp.length - 1);
  const [low, high] = [heatRamp[Math.floor(at)], heatRamp[Math.ceil(at)]];
  if (!low || !high) return [0, 0, 0];
  const mix = (a: number, b: number) => Math.round(a + (b - a) * (at - Math.floor(at)));
  return [mix(low[0], high[0]), mix(low[1], high[1]), mix(low[2], high[2])];
}

export const heatGradient = `linear-gradient(to right, ${heatRamp.map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`;

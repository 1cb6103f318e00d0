/**
 * A field of values between devices, as the pixels of a small picture over the ground: weighted by the inverse square of
 * the distance (Shepard 1968), fading out where no device is near. Pure.
 */
import type { HeatField } from '../contract.ts';
import { heatColor } from '../heatRamp.ts';

/** Metres east and north. */
export interface HeatExtent {
  readonly minM: readonly [number, number];
  readonly maxM: readonly [number, number];
}

const [leastReachM, mostReachM] = [45, 160];
/** Nearer than this a device's own value stands. */
const ownM = 0.5;
const strongest = 200;

/** How far a device speaks for the ground around it: to its neighbour, within reason. */
export function reachOf({ samples }: Pick<HeatField, 'samples'>): number {
  let reach = leastReachM;
  for (const { positionEnu: a } of samples) {
    const nearest = Math.min(
      ...samples.flatMap(({ positionEnu: b }) => (a === b ? [] : [Math.hypot(a[0] - b[0], a[1] - b[1])])),
    );
    if (Number.isFinite(nearest)) reach = Math.max(reach, nearest);
  }
  return Math.min(mostReachM, reach);
}

/** What the picture must cover; null without a device. */
export function heatExtent(field: Pick<HeatField, 'samples'>): HeatExtent | null {
  if (field.samples.length === 0) return null;
  const reach = reachOf(field) * 1.6;
  const along = (axis: 0 | 1) => field.samples.map(({ positionEnu }) => positionEnu[axis]);
  const [x, y] = [along(0), along(1)];
  return {
    minM: [Math.min(...x) - reach, Math.min(...y) - reach],
    maxM: [Math.max(...x) + reach, Math.max(...y) + reach],
  };
}

/** The value of the field, and how far the nearest device is. */
export function valueAt(
  { samples }: Pick<HeatField, 'samples'>,
  xM: number,
  yM: number,
): { readonly value: number; readonly nearestM: number } {
  let [sum, weights, nearest] = [0, 0, Infinity];
  for (const { positionEnu, value } of samples) {
    const distance = Math.hypot(positionEnu[0] - xM, positionEnu[1] - yM);
    if (distance < ownM) return { value, nearestM: distance };
    const weight = 1 / distance ** 2;
    sum += value * weight;
    weights += weight;
    nearest = Math.min(nearest, distance);
  }
  return { value: sum / weights, nearestM: nearest };
}

/** Uint8Array [size · size · 4], rows from south to north: colour, and how strongly it covers. */
export function heatPixels(field: HeatField, { minM, maxM }: HeatExtent, size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const reach = reachOf(field);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const at = (axis: 0 | 1, i: number) => minM[axis] + ((i + 0.5) / size) * (maxM[axis] - minM[axis]);
      const { value, nearestM } = valueAt(field, at(0, column), at(1, row));
      const share = (value - field.low) / (field.high - field.low);
      const [r, g, b] = heatColor(share);
      const near = Math.min(1, Math.max(0, (reach * 1.6 - nearestM) / (reach * 0.6)));
      const cover = Math.min(1, Math.max(0, share * 2.5));
      pixels.set([r, g, b, Math.round(strongest * near * cover)], (row * size + column) * 4);
    }
  return pixels;
}

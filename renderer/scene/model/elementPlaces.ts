/** Where elements stand that are told by a point or by their columns alone. */
import type { Bounds } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { LoadedModel } from './loadedModel.ts';

/** A single point, as far up as its storey was lifted. */
export const liftedPoint = (at: Enu | undefined, byM: number): Enu | null =>
  at ? [at[0], at[1], at[2] + byM] : null;

/** A cube around the middle of an element, no wider than the model; null where it stands nowhere. */
export function cubeIn(model: LoadedModel | null, element: number): Bounds | null {
  const centre = model?.columns.centreEnu[element];
  const whole = model?.manifest.bounds;
  const half = (model?.columns.sizeM[element] ?? 0) / 2;
  if (!centre || !whole) return null;
  const low = (axis: 0 | 1 | 2) => Math.max(centre[axis] - half, whole.minEnu[axis]);
  const high = (axis: 0 | 1 | 2) => Math.min(centre[axis] + half, whole.maxEnu[axis]);
  return { minEnu: [low(0), low(1), low(2)], maxEnu: [high(0), high(1), high(2)] };
}

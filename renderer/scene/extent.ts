/** How far the compound reaches: what to fit, where the ground fades and what the shadow map has to cover. Pure. */
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';

export interface Extent {
  readonly centreEnu: Enu;
  /** Of the circle round everything on the ground. */
  readonly radiusM: number;
}

/** Where the ground stays clear: round the compound, drawn after what is looked at when that lies outside. [x, y] */
export function clearCentre({ centreEnu, radiusM }: Extent, targetEnu: Enu): readonly [number, number] {
  const [dx, dy] = [targetEnu[0] - centreEnu[0], targetEnu[1] - centreEnu[1]];
  const away = Math.hypot(dx, dy);
  const share = away > radiusM * 0.6 ? 1 - (radiusM * 0.6) / away : 0;
  return [centreEnu[0] + dx * share, centreEnu[1] + dy * share];
}

export function extentOf(
  plan: CompoundPlan,
  model: { readonly minEnu: Enu; readonly maxEnu: Enu } | null,
): Extent {
  const points: Enu[] = [...plan.boundaryEnu];
  if (points.length === 0)
    for (const { box } of plan.places)
      if (box) {
        const reach = Math.hypot(box.sizeM[0], box.sizeM[1]) / 2;
        const [x, y, z] = box.centreEnu;
        points.push([x - reach, y - reach, z], [x + reach, y + reach, z]);
      }
  if (points.length === 0 && model) points.push(model.minEnu, model.maxEnu);
  if (points.length === 0) return { centreEnu: [0, 0, 0], radiusM: 120 };
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const centreX = (xs.reduce((a, b) => Math.min(a, b)) + xs.reduce((a, b) => Math.max(a, b))) / 2;
  const centreY = (ys.reduce((a, b) => Math.min(a, b)) + ys.reduce((a, b) => Math.max(a, b))) / 2;
  const radiusM = points.reduce((reach, [x, y]) => Math.max(reach, Math.hypot(x - centreX, y - centreY)), 10);
  return { centreEnu: [centreX, centreY, 6], radiusM };
}

/** How far the compound reaches: what to fit, where the ground fades and what the shadow map has to cover. Pure. */
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';

export interface Extent {
  readonly centreEnu: Enu;
  /** Of the circle round everything on the ground. */
  readonly radiusM: number;
}

const townM = 20_000;
const sampledAtMost = 400;

/** Round the town where most devices stand: of many, some always have a wrong place. */
function extentOfDevices(devices: readonly Enu[]): Extent {
  const step = Math.ceil(devices.length / sampledAtMost);
  const sample = devices.filter((_, i) => i % step === 0);
  let town: readonly Enu[] = [];
  for (const [x, y] of sample) {
    const near = sample.filter((other) => Math.hypot(other[0] - x, other[1] - y) <= townM);
    if (near.length > town.length) town = near;
  }
  if (town.length === 0) return { centreEnu: [0, 0, 0], radiusM: 120 };
  const mean = (axis: 0 | 1) => town.reduce((sum, point) => sum + point[axis], 0) / town.length;
  const [x, y] = [mean(0), mean(1)];
  const away = town.map((point) => Math.hypot(point[0] - x, point[1] - y)).sort((a, b) => a - b);
  return {
    centreEnu: [x, y, 6],
    radiusM: Math.max(120, (away[Math.floor((away.length - 1) * 0.9)] ?? 0) * 1.1),
  };
}

/** Where the ground stays clear: round the compound, drawn after what is looked at when that lies outside. [x, y] */
export function clearCentre({ centreEnu, radiusM }: Extent, targetEnu: Enu): readonly [number, number] {
  const [dx, dy] = [targetEnu[0] - centreEnu[0], targetEnu[1] - centreEnu[1]];
  const away = Math.hypot(dx, dy);
  const share = away > radiusM * 0.6 ? 1 - (radiusM * 0.6) / away : 0;
  return [centreEnu[0] + dx * share, centreEnu[1] + dy * share];
}

/** Models that reach so far beyond the compound are looked at too; less than that is the ground around it. */
const beyond = 1.5;

/** Wider where models, of a district or of a place further on, reach far beyond the compound. */
export function extentWith(
  { centreEnu, radiusM }: Extent,
  model: { readonly minEnu: Enu; readonly maxEnu: Enu } | null,
): Extent {
  if (!model) return { centreEnu, radiusM };
  const [x, y] = centreEnu;
  const reachM = Math.hypot(
    Math.max(Math.abs(model.minEnu[0] - x), Math.abs(model.maxEnu[0] - x)),
    Math.max(Math.abs(model.minEnu[1] - y), Math.abs(model.maxEnu[1] - y)),
  );
  return { centreEnu, radiusM: reachM > radiusM * beyond ? Math.min(reachM, townM) : radiusM };
}

export function extentOf(
  plan: CompoundPlan,
  model: { readonly minEnu: Enu; readonly maxEnu: Enu } | null,
  devices: readonly Enu[] = [],
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
  if (points.length === 0) return extentOfDevices(devices);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const centreX = (xs.reduce((a, b) => Math.min(a, b)) + xs.reduce((a, b) => Math.max(a, b))) / 2;
  const centreY = (ys.reduce((a, b) => Math.min(a, b)) + ys.reduce((a, b) => Math.max(a, b))) / 2;
  const radiusM = points.reduce((reach, [x, y]) => Math.max(reach, Math.hypot(x - centreX, y - centreY)), 10);
  return { centreEnu: [centreX, centreY, 6], radiusM };
}

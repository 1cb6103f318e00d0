/** Which place of the plan a point is in: the smallest that holds it. */
import { isInBox } from '../geo/inBox.ts';
import type { CompoundPlan, Enu, Place } from '#shared/twin/compound.ts';

const marginM = 0.3;

export function placeAt({ places }: Pick<CompoundPlan, 'places'>, at: Enu): Place | null {
  let best: Place | null = null;
  let bestM3 = Infinity;
  for (const place of places) {
    const { box } = place;
    if (!box || !isInBox(box, at, marginM)) continue;
    if (Math.abs(at[2] - box.centreEnu[2]) > box.sizeM[2] / 2 + marginM) continue;
    const m3 = box.sizeM[0] * box.sizeM[1] * box.sizeM[2];
    if (m3 >= bestM3) continue;
    best = place;
    bestM3 = m3;
  }
  return best;
}

/** Under its ceiling, the `nth` of several beside the first; on the ground where it is no room. */
export function pointIn({ box, kind }: Place, nth: number): Enu | null {
  if (!box) return null;
  const [x, y, z] = box.centreEnu;
  const isRoom = kind === 'household' || kind === 'storey';
  const alongM = (((nth + 1) >> 1) * (nth % 2 === 0 ? -1 : 1) * 0.8) % Math.max(0.8, box.sizeM[0] / 2 - 0.4);
  const up = isRoom ? z + box.sizeM[2] / 2 - 0.3 : kind === 'area' ? 1 : 1.5;
  const rounded = (valueM: number) => Math.round(valueM * 1000) / 1000;
  return [
    rounded(x + alongM * Math.cos(box.yawRad)),
    rounded(y + alongM * Math.sin(box.yawRad)),
    rounded(up),
  ];
}

/** Which household a window belongs to, as a number; windows outside any plan box fall into cells of 8 m by 2.9 m. */
import type { CompoundPlan, Enu, OrientedBox } from '#shared/twin/compound.ts';
import { isInBox } from '#shared/geo/inBox.ts';

export interface HouseholdIndex {
  at(pointEnu: Enu): number;
}

export function createHouseholdIndex(plan: CompoundPlan): HouseholdIndex {
  const boxes: { readonly box: OrientedBox; readonly key: number }[] = [];
  plan.places.forEach((place, key) => {
    if (place.kind === 'household' && place.box) boxes.push({ box: place.box, key });
  });
  return {
    at(pointEnu) {
      for (const { box, key } of boxes)
        if (Math.abs(pointEnu[2] - box.centreEnu[2]) <= box.sizeM[2] / 2 && isInBox(box, pointEnu, 0.5))
          return key;
      const cell = [pointEnu[0] / 8, pointEnu[1] / 8, pointEnu[2] / 2.9].map(Math.floor);
      return 100_000 + (cell[0] ?? 0) * 7919 + (cell[1] ?? 0) * 104_729 + (cell[2] ?? 0) * 31;
    },
  };
}

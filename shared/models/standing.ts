/** Where models stand that no coordinates place: in a row east of the compound, oldest first, so that none hides another. */
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';

const gapM = 12;

type Standing = Pick<ModelManifest, 'id' | 'placedBy' | 'bounds' | 'importedAtMs'>;

/** Shift of each such model from its own frame, by model id, metres ENU. */
export function standingShifts(
  models: readonly Standing[],
  plan: Pick<CompoundPlan, 'boundaryEnu' | 'places'>,
): ReadonlyMap<string, Enu> {
  const edges = [
    ...plan.boundaryEnu.map(([x]) => x),
    ...plan.places.flatMap(({ box }) =>
      box ? [box.centreEnu[0] + Math.hypot(box.sizeM[0], box.sizeM[1]) / 2] : [],
    ),
    ...models.flatMap(({ placedBy, bounds }) =>
      placedBy === 'coordinates' && bounds ? [bounds.maxEnu[0]] : [],
    ),
  ];
  let eastM = edges.reduce((a, b) => Math.max(a, b), -Infinity);
  const shifts = new Map<string, Enu>();
  const standing = models
    .filter(({ placedBy }) => placedBy === 'recentring')
    .sort((a, b) => a.importedAtMs - b.importedAtMs || (a.id < b.id ? -1 : 1));
  for (const { id, bounds } of standing) {
    if (!bounds) continue;
    const shiftM = eastM === -Infinity ? 0 : eastM + gapM - bounds.minEnu[0];
    shifts.set(id, [shiftM, 0, 0]);
    eastM = bounds.maxEnu[0] + shiftM;
  }
  return shifts;
}

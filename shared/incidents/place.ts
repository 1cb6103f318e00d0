/**
 * In which building a place stands: by the compound's plan where it knows the place, else by what its id says of itself.
 * Ids may have any shape: `8-2-401` and `8-2/4` stand in `8`, `A1-2-301` in `A1`, `3号楼东-1-201` in `3号楼东`.
 */
import type { CompoundPlan, Place } from '#shared/twin/compound.ts';

/** Whether a place is another or lies within it, by the plan; where the plan does not know it, by its id. */
export function isWithin(plan: CompoundPlan, placeId: string | null, outerId: string): boolean {
  if (placeId === null) return false;
  const places = knownPlaces(plan);
  let place = places.get(placeId);
  if (!place)
    return placeId === outerId || placeId.startsWith(`${outerId}-`) || placeId.startsWith(`${outerId}/`);
  for (let steps = 0; place && steps < 10; steps++) {
    if (place.id === outerId) return true;
    place = place.parentId === null ? undefined : places.get(place.parentId);
  }
  return false;
}

const placesOf = new WeakMap<CompoundPlan, ReadonlyMap<string, Place>>();

export function buildingOf(placeId: string | null, plan?: CompoundPlan): string | null {
  if (placeId === null || placeId.trim() === '') return null;
  const places = plan && knownPlaces(plan);
  const known = places?.get(placeId);
  if (!known) return /^(.+?)[-/]\d/.exec(placeId)?.[1] ?? placeId;
  for (let place: Place | undefined = known, steps = 0; place && steps < 10; steps++) {
    if (place.kind === 'building') return place.id;
    place = place.parentId === null ? undefined : places?.get(place.parentId);
  }
  return null;
}

function knownPlaces(plan: CompoundPlan): ReadonlyMap<string, Place> {
  let places = placesOf.get(plan);
  if (!places) placesOf.set(plan, (places = new Map(plan.places.map((place) => [place.id, place]))));
  return places;
}

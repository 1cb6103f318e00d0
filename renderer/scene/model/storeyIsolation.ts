/**
 * Which elements stand above a storey. Models differ in how they assign storeys, so the decision is geometric: an
 * element belongs to a building when its centre is inside the building's box, and is above when its centre is over
 * the storey's ceiling. Pure.
 */
import { isInBox } from '#shared/geo/inBox.ts';
import type { CompoundPlan, Enu, OrientedBox, Place } from '#shared/twin/compound.ts';

export interface StoreyCut {
  readonly box: OrientedBox;
  readonly ceilingM: number;
  readonly floorM: number;
}

/** Ceiling slabs have their centre just under or over the line; they must go. */
export const SLAB_M = 0.4;
/** Balconies and eaves stick out of the box; lifts that were added to a stair hall stand up to 3.6 m before it. */
export const MARGIN_M = 4;
/** Above the floor: over window sills, under what hides a room from above. */
export const WALL_CUT_M = 1.2;

function buildingOf(places: ReadonlyMap<string, Place>, place: Place): string | null {
  let at: Place | undefined = place;
  while (at) {
    if (at.kind === 'building') return at.id;
    at = at.parentId === null ? undefined : places.get(at.parentId);
  }
  return null;
}

function levelOf(place: Place): number | null {
  const level = Number(place.id.slice(place.id.lastIndexOf('/') + 1));
  return place.kind === 'storey' && Number.isFinite(level) ? level : null;
}

export function storeyCut(plan: CompoundPlan, buildingId: string, level: number): StoreyCut | null {
  const places = new Map(plan.places.map((place) => [place.id, place]));
  const building = places.get(buildingId);
  if (!building?.box) return null;
  let ceilingM = -Infinity;
  let floorM = Infinity;
  for (const place of plan.places) {
    if (!place.box || levelOf(place) !== level || buildingOf(places, place) !== buildingId) continue;
    ceilingM = Math.max(ceilingM, place.box.centreEnu[2] + place.box.sizeM[2] / 2);
    floorM = Math.min(floorM, place.box.centreEnu[2] - place.box.sizeM[2] / 2);
  }
  if (ceilingM === -Infinity) return null;
  return { box: building.box, ceilingM, floorM };
}

/** A storey under the ground: what covers the ground must step aside for it. */
export function isBasement({ ceilingM }: StoreyCut): boolean {
  return ceilingM < 1;
}

export function isAboveCut(cut: StoreyCut, centreEnu: Enu): boolean {
  return centreEnu[2] > cut.ceilingM - SLAB_M && isInBox(cut.box, centreEnu, MARGIN_M);
}

/** Under the floor of the shown storey, within its building: with what is above it, all that is not the storey. */
export function isBelowCut(cut: StoreyCut, centreEnu: Enu): boolean {
  return centreEnu[2] < cut.floorM - SLAB_M && isInBox(cut.box, centreEnu, MARGIN_M);
}

/** In the storey that is shown, as a device is. */
export function isInStorey(cut: StoreyCut, pointEnu: Enu): boolean {
  return (
    pointEnu[2] >= cut.floorM - SLAB_M &&
    pointEnu[2] <= cut.ceilingM + SLAB_M &&
    isInBox(cut.box, pointEnu, MARGIN_M)
  );
}

/** For a model with storeys: hidden when its storey lies above the shown one; without a storey, by height. */
export function isAboveModelStorey(
  elevationsM: readonly (number | null)[],
  shown: number,
  elementStorey: number,
  centreEnu: Enu | null,
): boolean {
  const floorM = elevationsM[shown] ?? null;
  const ownM = elementStorey >= 0 ? (elevationsM[elementStorey] ?? null) : null;
  if (floorM === null) return elementStorey >= 0 && elementStorey !== shown;
  if (ownM !== null && ownM > floorM + 0.01) return true;
  if (!centreEnu) return false;
  const next = Math.min(...elevationsM.filter((m): m is number => m !== null && m > floorM + 0.5));
  return Number.isFinite(next) && centreEnu[2] > next - SLAB_M + 0.2;
}

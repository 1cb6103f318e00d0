/**
 * The storeys of the unit that something is in, from the lowest up, with the homes on each: what a reckoning of smoke
 * and ways out begins with, and what a sketch of a storey shows.
 */
import type { CompoundPlan, Enu, OrientedBox, Place } from './compound.ts';

export interface UnitStorey {
  readonly place: Place;
  readonly box: OrientedBox;
  readonly floorM: number;
  readonly households: readonly Place[];
}

export interface UnitStoreys {
  readonly unit: Place;
  readonly storeys: readonly UnitStorey[];
  /** Which of the storeys it is on; null where nothing tells. */
  readonly at: number | null;
}

export const floorOfBox = ({ centreEnu, sizeM }: OrientedBox): number => centreEnu[2] - sizeM[2] / 2;

/** Null where the place is in no unit whose storeys the plan knows. */
export function unitStoreysOf(
  { places }: CompoundPlan,
  placeId: string | null,
  positionEnu: Enu | null,
): UnitStoreys | null {
  const byId = new Map(places.map((place) => [place.id, place]));
  const chain: Place[] = [];
  for (let id = placeId; id !== null && chain.length < 10;) {
    const place = byId.get(id);
    if (!place) break;
    chain.push(place);
    id = place.parentId;
  }
  const unit = chain.find(({ kind }) => kind === 'unit');
  if (!unit) return null;
  const byStorey = homesByStorey(places);
  const storeys = places
    .flatMap((place) =>
      place.kind === 'storey' && place.parentId === unit.id && place.box
        ? [
            {
              place,
              box: place.box,
              floorM: floorOfBox(place.box),
              households: byStorey.get(place.id) ?? [],
            },
          ]
        : [],
    )
    .toSorted((a, b) => a.floorM - b.floorM);
  if (storeys.length === 0) return null;
  const heightM = positionEnu?.[2] ?? null;
  const named = storeys.findIndex(({ place }) => chain.includes(place));
  const level =
    named >= 0 || heightM === null
      ? named
      : storeys.findIndex(({ floorM, box }) => heightM >= floorM && heightM < floorM + box.sizeM[2]);
  return { unit, storeys, at: level < 0 ? null : level };
}

function homesByStorey(places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const byStorey = new Map<string, Place[]>();
  for (const place of places) {
    if (place.kind !== 'household' || place.parentId === null) continue;
    const there = byStorey.get(place.parentId);
    if (there) there.push(place);
    else byStorey.set(place.parentId, [place]);
  }
  return byStorey;
}

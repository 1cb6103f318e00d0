/** Incidents of before that are like one: of its sort, in its place, of its devices. The likest first. */
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { buildingOf } from './place.ts';

type Comparable = Pick<
  IncidentRecord,
  'id' | 'kind' | 'emergency' | 'placeId' | 'deviceKeys' | 'startedAtMs' | 'drill' | 'title'
>;

export interface Similar<T extends Comparable> {
  readonly incident: T;
  readonly because: readonly ('device' | 'place' | 'building')[];
}

const MOST = 5;

/** What began before `incident` of the same sort; drills are like drills only. */
export function similarTo<T extends Comparable>(
  incident: Comparable,
  others: readonly T[],
  plan: CompoundPlan | undefined,
): readonly Similar<T>[] {
  const own = new Set(incident.deviceKeys);
  const sortOf = ({ kind, emergency }: Comparable): string => emergency ?? kind;
  const building = buildingOf(incident.placeId, plan);
  return others
    .filter(
      (one) =>
        one.id !== incident.id &&
        one.startedAtMs < incident.startedAtMs &&
        one.drill === incident.drill &&
        sortOf(one) === sortOf(incident),
    )
    .map((one) => {
      const isSamePlace = one.placeId !== null && one.placeId === incident.placeId;
      const isSameBuilding = building !== null && buildingOf(one.placeId, plan) === building;
      const because: Similar<T>['because'] = [
        ...(one.deviceKeys.some((key) => own.has(key)) ? (['device'] as const) : []),
        ...(isSamePlace ? (['place'] as const) : isSameBuilding ? (['building'] as const) : []),
      ];
      return { incident: one, because };
    })
    .toSorted((a, b) => weight(b) - weight(a) || b.incident.startedAtMs - a.incident.startedAtMs)
    .slice(0, MOST);
}

const weights = { device: 4, place: 2, building: 1 } as const;
const weight = ({ because }: Pick<Similar<Comparable>, 'because'>): number =>
  because.reduce((sum, one) => sum + weights[one], 0);

/**
 * The incidents that people are still at work on, found by device, by place and by emergency without going through all
 * of them. Under each of these the ones touched last are kept in reach, so that a question costs the same however many
 * stand. Answers are newest start first, of one start the one opened last.
 */
import { buildingOf } from '#shared/incidents/place.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { emergencyOfIncident, isStanding, reachM, type Located } from './linking.ts';

const keptInReach = 64;

export interface Standing {
  get(id: string): IncidentRecord | undefined;
  /** As it is now; one that is over is forgotten. */
  keep(incident: IncidentRecord): void;
  ofDevice(compound: string, deviceKey: string): IncidentRecord[];
  ofEmergency(compound: string, emergency: string): IncidentRecord[];
  /** Those that may be near a place, of one emergency or of all. */
  around(compound: string, place: Located, emergency?: string): IncidentRecord[];
}

interface Kept {
  incident: IncidentRecord;
  /** What it is found by: the first `touched` are its places, the rest its devices. */
  readonly keys: readonly string[];
  readonly touched: number;
  /** It was the so-maniest to be opened, or to be found on disk. */
  readonly nth: number;
}

export function createStanding(
  incidents: readonly IncidentRecord[],
  planOf: (compound: string) => CompoundPlan | undefined,
): Standing {
  const byId = new Map<string, Kept>();
  const groups = new Map<string, Set<string>>();
  const plans = new Map<string, CompoundPlan | undefined>();
  let count = 0;

  function leave(id: string): void {
    for (const key of byId.get(id)?.keys ?? []) {
      const group = groups.get(key);
      group?.delete(id);
      if (group?.size === 0) groups.delete(key);
    }
    byId.delete(id);
  }

  function join(key: string, id: string): void {
    let group = groups.get(key);
    if (!group) groups.set(key, (group = new Set()));
    group.delete(id);
    group.add(id);
    if (group.size <= keptInReach) return;
    for (const longestUntouched of group) {
      group.delete(longestUntouched);
      return;
    }
  }

  function enter(incident: IncidentRecord, nth: number): void {
    const places = placeKeysOf(incident, planOf(incident.compound));
    const devices = incident.deviceKeys.map((key) => `${incident.compound}\n${deviceSpot(key)}`);
    // A drill is found by its id alone: no real alarm may vanish in it, and nothing real is part of it.
    const keys = incident.drill ? [] : [...places, ...devices];
    byId.set(incident.id, { incident, keys, touched: Math.min(places.length, keys.length), nth });
    for (const key of keys) join(key, incident.id);
  }

  /** Most changes are an entry more. */
  function touch(known: Kept, incident: IncidentRecord): void {
    known.incident = incident;
    for (let i = 0; i < known.touched; i++) join(known.keys[i] ?? '', incident.id);
  }

  /** Which building a place stands in is the plan's word: under another plan all are sorted in anew. */
  function followPlan(compound: string): void {
    const plan = planOf(compound);
    if (plans.has(compound) && plans.get(compound) === plan) return;
    plans.set(compound, plan);
    const here = [...byId.values()].filter(({ incident }) => incident.compound === compound);
    for (const { incident, nth } of here) {
      leave(incident.id);
      enter(incident, nth);
    }
  }

  function found(compound: string, keys: readonly string[]): IncidentRecord[] {
    followPlan(compound);
    const ids = new Set(keys.flatMap((key) => [...(groups.get(`${compound}\n${key}`) ?? [])]));
    return [...ids]
      .flatMap((id) => byId.get(id) ?? [])
      .sort((a, b) => b.incident.startedAtMs - a.incident.startedAtMs || b.nth - a.nth)
      .map(({ incident }) => incident);
  }

  for (const incident of incidents) enter(incident, count++);

  return {
    get: (id) => byId.get(id)?.incident,
    keep(incident) {
      followPlan(incident.compound);
      const known = byId.get(incident.id);
      if (known && isStanding(incident) && isFoundAlike(known.incident, incident))
        return touch(known, incident);
      leave(incident.id);
      if (isStanding(incident)) enter(incident, known?.nth ?? count++);
    },
    ofDevice: (compound, deviceKey) => found(compound, [deviceSpot(deviceKey)]),
    ofEmergency: (compound, emergency) => found(compound, [emergency]),
    around(compound, place, emergency) {
      const spots = spotsOf(place, planOf(compound), 1);
      return found(compound, emergency === undefined ? spots : spots.map((spot) => `${spot}\n${emergency}`));
    },
  };
}

function isFoundAlike(a: IncidentRecord, b: IncidentRecord): boolean {
  return a.deviceKeys === b.deviceKeys && a.placeId === b.placeId && a.positionEnu === b.positionEnu;
}

function placeKeysOf(incident: IncidentRecord, plan: CompoundPlan | undefined): string[] {
  const emergency = emergencyOfIncident(incident);
  const spots = spotsOf(incident, plan, 0);
  return [emergency, ...spots, ...spots.map((spot) => `${spot}\n${emergency}`)].map(
    (key) => `${incident.compound}\n${key}`,
  );
}

function deviceSpot(deviceKey: string): string {
  return `device ${deviceKey}`;
}

/** What two places have in common if they may be near each other; cells are as wide as the reach, `cellsAround` on each side. */
function spotsOf(
  { placeId, positionEnu }: Located,
  plan: CompoundPlan | undefined,
  cellsAround: number,
): string[] {
  const spots: string[] = [];
  const building = buildingOf(placeId, plan);
  if (building !== null) spots.push(`building ${building}`);
  if (placeId !== null) spots.push(`place ${placeId}`);
  if (positionEnu === null) return spots;
  const [east, north] = [Math.floor(positionEnu[0] / reachM), Math.floor(positionEnu[1] / reachM)];
  for (let x = east - cellsAround; x <= east + cellsAround; x++)
    for (let y = north - cellsAround; y <= north + cellsAround; y++) spots.push(`cell ${x} ${y}`);
  return spots;
}

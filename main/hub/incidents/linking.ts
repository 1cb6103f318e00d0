/**
 * What belongs to an incident: near it in place (same building, or within reach) while it is open. However many stand in
 * one place, a happening is written into a few of them.
 */
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { IncidentKind } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { buildingOf } from '#shared/incidents/place.ts';
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';

export const reachM = 40;
/** Into so many timelines one happening is written at most. */
export const storiesAtMost = 8;
/** So many rescues of one sort are told apart in one place; the next opens a collective incident. */
export const separateAtMost = 20;
/** A closed-in-fact incident gathers no more: nothing for this long after its last entry. */
const quietMs = 60 * 60_000;

export interface Located {
  readonly placeId: string | null;
  readonly positionEnu: Enu | null;
}

export function isNear(incident: Located, other: Located, plan?: CompoundPlan): boolean {
  const building = buildingOf(incident.placeId, plan);
  if (building !== null && building === buildingOf(other.placeId, plan)) return true;
  if (incident.placeId !== null && incident.placeId === other.placeId) return true;
  const [a, b] = [incident.positionEnu, other.positionEnu];
  return a !== null && b !== null && Math.hypot(a[0] - b[0], a[1] - b[1]) <= reachM;
}

/** People are still at work on it. */
export function isStanding({ state }: IncidentRecord): boolean {
  return state === 'new' || state === 'in-progress';
}

export function gathers(
  incident: IncidentRecord,
  other: Located,
  atMs: number,
  plan?: CompoundPlan,
): boolean {
  if (!isStanding(incident)) return false;
  const last = incident.entries.at(-1)?.atMs ?? incident.startedAtMs;
  return atMs >= incident.startedAtMs - quietMs && atMs <= last + quietMs && isNear(incident, other, plan);
}

/** Names a sort of emergency: one kind, worked on in one way; a trapped passenger is no other call for help. */
export function emergencyOf(kind: IncidentKind, procedure: readonly { readonly text: LocalText }[]): string {
  return kind === 'other' ? ['other', ...procedure.map(({ text }) => text.zh)].join('\n') : kind;
}

/** Of an incident: as its rule had it when it was opened. */
export function emergencyOfIncident({ emergency, kind, procedure }: IncidentRecord): string {
  return emergency ?? emergencyOf(kind, procedure);
}

/**
 * Whom a happening concerns most comes first: incidents of its own device, then the foremost of each other emergency, so
 * that twenty stuck lifts never keep it from the one fire, then the rest. Among equals the same place, then the newest.
 */
export function byConcern(
  near: readonly IncidentRecord[],
  deviceKey: string,
  { placeId }: Located,
): IncidentRecord[] {
  const isHere = (one: IncidentRecord) => Number(placeId !== null && one.placeId === placeId);
  const ordered = near.toSorted((a, b) => isHere(b) - isHere(a) || b.startedAtMs - a.startedAtMs);
  const own = ordered.filter(({ deviceKeys }) => deviceKeys.includes(deviceKey));
  const chosen = new Set(own);
  const told = new Set(own.map(emergencyOfIncident));
  for (const one of ordered) {
    const emergency = emergencyOfIncident(one);
    if (told.has(emergency)) continue;
    told.add(emergency);
    chosen.add(one);
  }
  return [...chosen, ...ordered.filter((one) => !chosen.has(one))];
}

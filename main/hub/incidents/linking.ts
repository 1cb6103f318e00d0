/** What belongs to an incident: near it in place (same building, or within reach) while it is open. */
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { IncidentKind } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { buildingOf } from '#shared/incidents/place.ts';
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';

const reachM = 40;
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

/** Of one kind, and worked on in the same way: a trapped passenger is no other call for help. */
export function isSameEmergency(
  incident: IncidentRecord,
  kind: IncidentKind,
  procedure: readonly LocalText[],
): boolean {
  if (incident.kind !== kind) return false;
  const words = (steps: readonly LocalText[]) => steps.map(({ zh }) => zh).join('\n');
  return kind !== 'other' || words(incident.procedure.map(({ text }) => text)) === words(procedure);
}

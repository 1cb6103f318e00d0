/** To which standing incidents an alarm, an event or a command belongs. */
import { stepOf } from '#shared/incidents/procedure.ts';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { byConcern, emergencyOf, emergencyOfIncident, gathers, isNear, type Located } from './linking.ts';
import type { Standing } from './standing.ts';

export interface Belonging {
  /** What happens near several belongs to the story of each; whom it concerns most comes first. */
  near(compound: string, place: Located, atMs: number, deviceKey: string): IncidentRecord[];
  /** Incidents of this alarm's sort of emergency that gather around it. */
  alike(alarm: AlarmRecord, atMs: number): IncidentRecord[];
  /** The incident an alarm is part of: the same emergency near it, or anywhere if its device speaks for the compound. */
  incidentOf(alarm: AlarmRecord, atMs: number): IncidentRecord | undefined;
  /** Whether incidents are of this alarm's sort of emergency. */
  isLike(alarm: AlarmRecord): (incident: IncidentRecord) => boolean;
}

export function createBelonging(
  standing: Standing,
  planOf: (compound: string) => CompoundPlan | undefined,
  ruleOf: (alarm: AlarmRecord) => AlarmRule | undefined,
): Belonging {
  function near(compound: string, place: Located, atMs: number, deviceKey: string): IncidentRecord[] {
    const plan = planOf(compound);
    const gathering = standing.around(compound, place).filter((one) => gathers(one, place, atMs, plan));
    return byConcern(gathering, deviceKey, place);
  }

  function emergencyNameOf(alarm: AlarmRecord): string {
    const procedure = (ruleOf(alarm)?.procedure ?? []).map(stepOf);
    return emergencyOf(alarm.incidentKind ?? 'other', procedure);
  }

  function alike(alarm: AlarmRecord, atMs: number): IncidentRecord[] {
    const plan = planOf(alarm.compound);
    return standing
      .around(alarm.compound, alarm, emergencyNameOf(alarm))
      .filter((one) => gathers(one, alarm, atMs, plan));
  }

  function isLike(alarm: AlarmRecord): (incident: IncidentRecord) => boolean {
    const name = emergencyNameOf(alarm);
    return (incident) => emergencyOfIncident(incident) === name;
  }

  function incidentOf(alarm: AlarmRecord, atMs: number): IncidentRecord | undefined {
    const rule = ruleOf(alarm);
    const plan = planOf(alarm.compound);
    // Its word names the place: it is about what burns there, whatever else its device tells of.
    const isTold = rule?.toldBy !== undefined && alarm.placeId !== null && alarm.value === alarm.placeId;
    const own = standing
      .ofDevice(alarm.compound, alarm.deviceKey)
      .filter(isLike(alarm))
      .find((one) => !isTold || isNear(one, alarm, plan));
    if (own) return own;
    // Two trapped passengers are two rescues, until there are too many to tell apart.
    if ((alarm.incidentKind ?? 'other') === 'other')
      return alarm.priority === 1 ? alike(alarm, atMs).find(({ collective }) => collective) : undefined;
    // Two detectors near each other are one fire.
    if (!rule?.speaksForCompound || isTold) return alike(alarm, atMs)[0];
    return standing
      .ofEmergency(alarm.compound, emergencyNameOf(alarm))
      .find((one) => gathers(one, one, atMs, plan));
  }

  return { near, alike, incidentOf, isLike };
}

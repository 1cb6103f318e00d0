/** How an incident begins, and what is written on its timeline, before it has its number there. */
import { randomUUID } from 'node:crypto';
import { alarmText } from '#shared/alarms/texts.ts';
import { buildingOf } from '#shared/incidents/place.ts';
import { stepOf } from '#shared/incidents/procedure.ts';
import type { Procedure } from '#shared/incidents/procedureBook.ts';
import type { AlarmRecord, AlarmVerb, IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import type { AlarmRule, IncidentKind } from '#shared/systems/declaration.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { emergencyOf, separateAtMost, storiesAtMost } from './linking.ts';
import { kindName } from './names.ts';

/** An entry before it has its number. */
export type NewEntry = Omit<IncidentEntry, 'seq'>;

export interface Beginning {
  readonly compound: string;
  readonly kind: IncidentKind;
  readonly alarm: AlarmRecord | null;
  readonly placeId: string | null;
  /** Blank: it is named by its kind and place. */
  readonly title: string;
  readonly drill?: boolean;
}

export function plainEntry(
  kind: IncidentEntry['kind'],
  text: LocalText,
  by: string | null,
  atMs: number,
): NewEntry {
  return { atMs, kind, text, by, ref: null, priority: null };
}

export function alarmEntry(
  alarm: AlarmRecord,
  atMs: number,
  heardAtMs: number,
  verb: AlarmVerb = 'raised',
  by: string | null = null,
): NewEntry {
  const { id: ref, priority, deviceKey } = alarm;
  const of = { deviceKey, verb, heardAtMs };
  return { atMs, kind: 'alarm', text: alarmText(alarm, verb), by, ref, priority, of };
}

/** Said in a collective incident when it opens. */
export function collectiveEntry(atMs: number): NewEntry {
  const text = {
    zh: `此处已有 ${separateAtMost} 起同类事件未结，此后同类报警并入本事件`,
    en: `${separateAtMost} incidents of this kind are open here already; further alarms of this kind join this one`,
  };
  return plainEntry('note', text, null, atMs);
}

/** Said in the rescues beside a collective incident when that opens. */
export function elsewhereEntry(atMs: number): NewEntry {
  const text = {
    zh: '此处已开“多起事件”：此后同类报警并入其中，不再记入本事件',
    en: 'A collective incident is open here: further alarms of this kind stand in it and no longer here',
  };
  return plainEntry('note', text, null, atMs);
}

/** Said in an incident when a newer one takes its place among those that gather. */
export function crowdedEntry(atMs: number): NewEntry {
  const text = {
    zh: `此处有多起事件未结：周边情况此后只记入最相关的 ${storiesAtMost} 起，本事件自身设备的情况照常记入`,
    en: `Many incidents are open here: what happens nearby is written to the ${storiesAtMost} it concerns most from now on; what its own devices report still stands here`,
  };
  return plainEntry('note', text, null, atMs);
}

export function beginIncident(
  { compound, kind, alarm, placeId, title, drill }: Beginning,
  rule: AlarmRule | undefined,
  procedure: Procedure | null,
  by: string,
  atMs: number,
): IncidentRecord {
  const where = alarm ? alarm.deviceName : { zh: placeId ?? '', en: placeId ?? '' };
  // What is neither fire nor throw is called by what is wrong.
  const name = kind === 'other' && alarm ? alarm.name : kindName(kind);
  const named = title.trim() !== '';
  return {
    version: 3,
    id: randomUUID(),
    compound,
    kind,
    title: named
      ? { zh: title, en: title }
      : { zh: `${name.zh} · ${where.zh}`, en: `${name.en} · ${where.en}` },
    state: 'new',
    drill: drill === true,
    placeId: alarm?.placeId ?? placeId,
    positionEnu: alarm?.positionEnu ?? null,
    startedAtMs: atMs,
    endedAtMs: null,
    openedBy: by,
    assignee: null,
    deviceKeys: alarm ? [alarm.deviceKey] : [],
    // By the rule, so that editing a procedure makes no new sort of emergency.
    emergency: emergencyOf(kind, (rule?.procedure ?? []).map(stepOf)),
    ...(procedure ? { procedureId: procedure.id } : {}),
    procedure: (procedure?.steps ?? rule?.procedure ?? []).map((step) => ({
      ...stepOf(step),
      doneAtMs: null,
      doneBy: null,
      result: null,
    })),
    entryCount: 0,
    entries: [],
  };
}

/** Named by its building rather than by the device that came first. */
export function asCollective(incident: IncidentRecord, plan: CompoundPlan | undefined): IncidentRecord {
  const building = buildingOf(incident.placeId, plan);
  const known = plan?.places.find(({ id }) => id === building)?.name;
  const where = known ?? { zh: building ?? '', en: building ?? '' };
  const title =
    building === null
      ? { zh: '多起事件', en: 'Many incidents' }
      : {
          zh: `多起事件 · ${where.zh}`,
          en: `Many incidents · ${where.en}`,
        };
  return { ...incident, title, collective: true };
}

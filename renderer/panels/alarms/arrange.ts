/** Which alarms are listed, in which order, what stands together. Pure, so that five thousand of them can be tried. */
import { isAsking, isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import type { Place } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { AlarmView } from '#state/alarmView.ts';

type Name = LocalText | string;

export interface Surroundings {
  readonly places: ReadonlyMap<string, Place>;
  readonly incidents: readonly IncidentRecord[];
  readonly nowMs: number;
}

export interface AlarmGroup {
  readonly key: string;
  readonly name: Name;
  readonly alarms: readonly AlarmRecord[];
  readonly worst: AlarmPriority;
  readonly asking: number;
}

/** A line of the list. */
export type Line =
  | { readonly kind: 'group'; readonly id: string; readonly group: AlarmGroup }
  | { readonly kind: 'alarm'; readonly id: string; readonly alarm: AlarmRecord };

const hourMs = 3_600_000;
const shiftMs = 12 * hourMs;

const states: Readonly<Record<AlarmView['state'], (alarm: AlarmRecord) => boolean>> = {
  all: () => true,
  unacknowledged: isAsking,
  acknowledged: ({ state }) => state === 'acknowledged',
  'set-aside': isSetAside,
};

const ages: Readonly<Record<AlarmView['age'], (ageMs: number) => boolean>> = {
  all: () => true,
  hour: (ageMs) => ageMs < hourMs,
  shift: (ageMs) => ageMs < shiftMs,
  older: (ageMs) => ageMs >= shiftMs,
};

/** When it began, by the device's own word where it gave one. */
export function sinceMs({ happenedAtMs, firstAtMs }: AlarmRecord): number {
  return happenedAtMs ?? firstAtMs;
}

function isWithin(placeId: string | null, ancestor: string, places: Surroundings['places']): boolean {
  for (let id = placeId; id !== null; id = places.get(id)?.parentId ?? null) if (id === ancestor) return true;
  return false;
}

export function filterAlarms(
  alarms: readonly AlarmRecord[],
  view: AlarmView,
  { places, nowMs }: Surroundings,
): AlarmRecord[] {
  const needle = view.text.trim().toLowerCase();
  const says = (text: Name) =>
    (typeof text === 'string' ? text : `${text.zh}\n${text.en}`).toLowerCase().includes(needle);
  const saysPlace = (id: string | null) => {
    const name = id === null ? undefined : places.get(id)?.name;
    return says(id ?? '') || (name !== undefined && says(name));
  };
  return alarms.filter(
    (alarm) =>
      (view.priorities.size === 0 || view.priorities.has(alarm.priority)) &&
      (view.system === null || view.system === alarm.system) &&
      (view.placeId === null || isWithin(alarm.placeId, view.placeId, places)) &&
      states[view.state](alarm) &&
      ages[view.age](nowMs - sinceMs(alarm)) &&
      (needle === '' || says(alarm.name) || says(alarm.deviceName) || saysPlace(alarm.placeId)),
  );
}

const byPlace = new Intl.Collator('zh', { numeric: true });

/** The worlds keep their alarms by gravity. */
const orders: Readonly<
  Record<Exclude<AlarmView['sort'], 'gravity'>, (a: AlarmRecord, b: AlarmRecord) => number>
> = {
  newest: (a, b) => sinceMs(b) - sinceMs(a),
  oldest: (a, b) => sinceMs(a) - sinceMs(b),
  place: (a, b) => byPlace.compare(a.placeId ?? '', b.placeId ?? ''),
  system: (a, b) => a.system.localeCompare(b.system) || a.ruleId.localeCompare(b.ruleId),
};

/** The building, or whatever stands highest below the courtyards. */
function placeOf({ placeId }: AlarmRecord, places: Surroundings['places']): [string, Name] {
  for (let id = placeId; id !== null;) {
    const place = places.get(id);
    if (!place) return [id, id];
    const parent = place.parentId === null ? undefined : places.get(place.parentId);
    if (place.kind === 'building' || !parent || parent.kind === 'courtyard') return [place.id, place.name];
    id = place.parentId;
  }
  return ['', { zh: '未定位', en: 'No place' }];
}

/** Alarms of one emergency belong together; others by what is wrong. */
function causeOf(alarm: AlarmRecord, emergencies: Emergencies): [string, Name] {
  const incident = emergencies.byDevice.get(alarm.deviceKey) ?? emergencies.byAlarm.get(alarm.id);
  if (incident) return [`incident ${incident.id}`, incident.title];
  return [`${alarm.system} ${alarm.ruleId}`, alarm.name];
}

interface Emergencies {
  /** Devices that are the emergency. */
  readonly byDevice: ReadonlyMap<string, IncidentRecord>;
  /** Of collective incidents: alarms of their sort, of devices that are not all named. */
  readonly byAlarm: ReadonlyMap<string, IncidentRecord>;
}

function emergenciesOf(incidents: readonly IncidentRecord[]): Emergencies {
  const byDevice = new Map<string, IncidentRecord>();
  const byAlarm = new Map<string, IncidentRecord>();
  for (const incident of incidents) {
    // Real alarms of a drill's device are no part of the drill.
    if (incident.drill || incident.state === 'closed' || incident.state === 'false') continue;
    for (const key of incident.deviceKeys) byDevice.set(key, incident);
    if (!incident.collective) continue;
    for (const { kind, ref } of incident.entries)
      if (kind === 'alarm' && ref !== null) byAlarm.set(ref, incident);
  }
  return { byDevice, byAlarm };
}

function grouped(
  alarms: readonly AlarmRecord[],
  groupOf: (alarm: AlarmRecord) => [string, Name],
): AlarmGroup[] {
  const groups = new Map<string, { readonly name: Name; readonly alarms: AlarmRecord[] }>();
  for (const alarm of alarms) {
    const [key, name] = groupOf(alarm);
    const known = groups.get(key);
    if (known) known.alarms.push(alarm);
    else groups.set(key, { name, alarms: [alarm] });
  }
  return [...groups].map(([key, one]) => ({
    key,
    ...one,
    worst: one.alarms.reduce<AlarmPriority>(
      (worst, { priority }) => (priority < worst ? priority : worst),
      4,
    ),
    asking: one.alarms.filter(isAsking).length,
  }));
}

/** The lines to show. Groups stand in the order of their first alarm; the alarms of a closed group are left out. */
export function arrange(
  alarms: readonly AlarmRecord[],
  view: AlarmView,
  around: Surroundings,
  closed: ReadonlySet<string> = new Set(),
): Line[] {
  const kept = filterAlarms(alarms, view, around);
  if (view.sort !== 'gravity') kept.sort(orders[view.sort]);
  const lines = (some: readonly AlarmRecord[]): Line[] =>
    some.map((alarm) => ({ kind: 'alarm', id: alarm.id, alarm }));
  if (view.group === 'none') return lines(kept);
  const emergencies = emergenciesOf(view.group === 'cause' ? around.incidents : []);
  return grouped(kept, (alarm) =>
    view.group === 'place' ? placeOf(alarm, around.places) : causeOf(alarm, emergencies),
  ).flatMap((one): Line[] => [
    { kind: 'group', id: `group ${one.key}`, group: one },
    ...(closed.has(one.key) ? [] : lines(one.alarms)),
  ]);
}

/**
 * The incident room: a P1 alarm or an operator opens one; alarms, events, actions and notes near it in place and
 * time gather on its timeline; it is taken forward by people only, and its range can be replayed.
 */
import { randomUUID } from 'node:crypto';
import type {
  AlarmRecord,
  AlarmTransition,
  EventRecord,
  IncidentDelta,
  IncidentEntry,
  IncidentRecord,
  IncidentState,
} from '#shared/protocol/records.ts';
import { commandText } from '#shared/commands/texts.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { AlarmRule, IncidentKind } from '#shared/systems/declaration.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { isOnset } from '#shared/alarms/machine.ts';
import { eventText } from '#shared/incidents/names.ts';
import { isOver } from '#shared/incidents/incidentAt.ts';
import { shownEntries } from '#shared/incidents/timeline.ts';
import type { Records } from '../records/index.ts';
import { createIncidentStore, type IncidentStore } from './incidentStore.ts';
import { kindName, stateNames, verbNames } from './names.ts';
import { gathers, isSameEmergency, isStanding, type Located } from './linking.ts';

export { createEventLog, type EventLog } from './eventLog.ts';

const nextStates: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  new: ['in-progress', 'false'],
  'in-progress': ['resolved', 'false'],
  resolved: ['closed', 'in-progress'],
  closed: [],
  false: [],
};

const gatheredAtMost = 2000;

export interface Incidents {
  readonly store: IncidentStore;
  open(
    request: {
      compound: string;
      kind: IncidentKind;
      alarm: AlarmRecord | null;
      placeId: string | null;
      title: string;
    },
    by: string,
  ): Result<IncidentRecord>;
  advance(id: string, state: IncidentState, by: string, note: string): Result<IncidentRecord>;
  note(id: string, text: string, by: string): Result<IncidentRecord>;
  step(id: string, step: number, done: boolean, by: string): Result<IncidentRecord>;
  takeTransition(transition: AlarmTransition): void;
  takeEvent(event: EventRecord, place: Located): void;
  /** A command belongs to the incident it names, else to those near its device. */
  takeCommand(command: CommandRecord, place: Located): void;
  /** After the commit, or before it and marked where the disk refuses. */
  onChange(listener: (delta: IncidentDelta) => void): void;
}

/** An entry before it has its number. */
type NewEntry = Omit<IncidentEntry, 'seq'>;

export function createIncidents(options: {
  readonly records: Records;
  readonly now: () => number;
  readonly planOf: (compound: string) => CompoundPlan | undefined;
  readonly ruleOf: (alarm: AlarmRecord) => AlarmRule | undefined;
}): Incidents {
  const { records, now, planOf, ruleOf } = options;
  const store = createIncidentStore(records);
  const listeners: ((delta: IncidentDelta) => void)[] = [];
  const eventCounts = new Map<string, number>();

  /** Those that still gather, so that a flood of events reads no disk. */
  const standing = new Map(store.standing().map((incident) => [incident.id, incident]));

  function save(incident: IncidentRecord, added: readonly NewEntry[]): IncidentRecord {
    const numbered = added.map((entry, nth) => ({ ...entry, seq: incident.entryCount + nth }));
    const saved: IncidentRecord = {
      ...incident,
      entryCount: incident.entryCount + added.length,
      entries: numbered.length > 0 ? shownEntries([...incident.entries, ...numbered]) : incident.entries,
    };
    if (isStanding(saved)) standing.set(saved.id, saved);
    else standing.delete(saved.id);
    const { entries: _timeline, ...head } = saved;
    store.write(saved, numbered, (stored) => {
      const delta = { head: stored ? head : ({ ...head, notStored: true } as const), added: numbered };
      for (const listener of listeners) listener(delta);
    });
    return saved;
  }

  /** What devices report; a device that never stops talking must not bury what people wrote. */
  function gather(incident: IncidentRecord, entry: NewEntry): void {
    if (entry.kind === 'event') {
      const count = eventCounts.get(incident.id) ?? store.eventCount(incident.id);
      eventCounts.set(incident.id, count + 1);
      if (count >= gatheredAtMost) return;
    }
    save(incident, [entry]);
  }

  function standingIn(compound: string): IncidentRecord[] {
    return [...standing.values()]
      .filter((incident) => incident.compound === compound)
      .sort((a, b) => b.startedAtMs - a.startedAtMs);
  }

  /** What happens near several belongs to the story of each. */
  function near(compound: string, place: Located, atMs: number): IncidentRecord[] {
    return standingIn(compound).filter((incident) => gathers(incident, place, atMs, planOf(compound)));
  }

  /** The incident an alarm is part of: the same emergency near it, or anywhere if its device speaks for the compound. */
  function emergencyOf(alarm: AlarmRecord, atMs: number): IncidentRecord | null {
    const rule = ruleOf(alarm);
    const kind = alarm.incidentKind ?? 'other';
    const same = standingIn(alarm.compound).filter((incident) =>
      isSameEmergency(incident, kind, rule?.procedure ?? []),
    );
    const own = same.find(({ deviceKeys }) => deviceKeys.includes(alarm.deviceKey));
    // Two trapped passengers are two rescues; two detectors near each other are one fire.
    if (own || kind === 'other') return own ?? null;
    return (
      same.find((one) => gathers(one, rule?.speaksForCompound ? one : alarm, atMs, planOf(alarm.compound))) ??
      null
    );
  }

  function alarmEntry(
    alarm: AlarmRecord,
    atMs: number,
    suffix: { zh: string; en: string },
    by: string | null,
  ): NewEntry {
    return {
      atMs,
      kind: 'alarm',
      text: {
        zh: `${alarm.name.zh} · ${alarm.deviceName.zh}${alarm.value ? ` ${alarm.value}` : ''}${suffix.zh}`,
        en: `${alarm.name.en} · ${alarm.deviceName.en}${alarm.value ? ` ${alarm.value}` : ''}${suffix.en}`,
      },
      by,
      ref: alarm.id,
      priority: alarm.priority,
    };
  }

  function create(
    compound: string,
    kind: IncidentKind,
    alarm: AlarmRecord | null,
    placeId: string | null,
    title: string,
    by: string,
    atMs = alarm?.firstAtMs ?? now(),
  ): IncidentRecord {
    const rule = alarm ? ruleOf(alarm) : undefined;
    const where = alarm ? alarm.deviceName : { zh: placeId ?? '', en: placeId ?? '' };
    const named = title.trim() !== '';
    const begun: IncidentRecord = {
      version: 2,
      id: randomUUID(),
      compound,
      kind,
      title: named
        ? { zh: title, en: title }
        : { zh: `${kindName(kind).zh} · ${where.zh}`, en: `${kindName(kind).en} · ${where.en}` },
      state: 'new',
      drill: false,
      placeId: alarm?.placeId ?? placeId,
      positionEnu: alarm?.positionEnu ?? null,
      startedAtMs: atMs,
      endedAtMs: null,
      openedBy: by,
      deviceKeys: alarm ? [alarm.deviceKey] : [],
      procedure: (rule?.procedure ?? []).map((text) => ({ text, doneAtMs: null, doneBy: null })),
      entryCount: 0,
      entries: [],
    };
    return save(begun, alarm ? [alarmEntry(alarm, atMs, { zh: '', en: '' }, null)] : []);
  }

  /** `edit` gives what becomes of it and the entry that tells of it. */
  function change(
    id: string,
    edit: (incident: IncidentRecord) => Result<readonly [Partial<IncidentRecord>, NewEntry]>,
  ): Result<IncidentRecord> {
    const incident = standing.get(id) ?? store.find(id);
    if (!incident) return failure('no-incident', '没有这个事件 / There is no such incident', '');
    const edited = edit(incident);
    if (!edited.ok) return edited;
    const [changed, told] = edited.value;
    return success(save({ ...incident, ...changed }, [told]));
  }

  const entry = (
    kind: IncidentEntry['kind'],
    text: { zh: string; en: string },
    by: string | null,
    atMs = now(),
  ): NewEntry => ({
    atMs,
    kind,
    text,
    by,
    ref: null,
    priority: null,
  });

  return {
    store,
    onChange: (listener) => void listeners.push(listener),
    open(request, by) {
      const { alarm } = request;
      if (alarm) {
        const known = emergencyOf(alarm, alarm.lastAtMs);
        if (known) return success(known);
      }
      return success(create(request.compound, request.kind, alarm, request.placeId, request.title, by));
    },
    advance: (id, state, by, note) =>
      change(id, (incident) => {
        if (!nextStates[incident.state].includes(state)) {
          return failure(
            'transition',
            `事件不能从「${stateNames[incident.state].zh}」变为「${stateNames[state].zh}」 / An incident cannot go from ${incident.state} to ${state}`,
          );
        }
        const suffix = note.trim() ? `：${note.trim()}` : '';
        const suffixEn = note.trim() ? `: ${note.trim()}` : '';
        const text = { zh: `${stateNames[state].zh}${suffix}`, en: `${stateNames[state].en}${suffixEn}` };
        const endedAtMs = isOver(state) ? (incident.endedAtMs ?? now()) : null;
        return success([
          { state, endedAtMs },
          { ...entry('state', text, by), change: { kind: 'state', state } },
        ]);
      }),
    note: (id, text, by) =>
      text.trim() === ''
        ? failure('empty-note', '备注为空 / The note is empty')
        : change(id, () => success([{}, entry('note', { zh: text, en: text }, by)])),
    step: (id, step, done, by) =>
      change(id, (incident) => {
        const found = incident.procedure[step];
        if (!found) return failure('no-step', '没有这一步 / There is no such step');
        const procedure = incident.procedure.map((one, i) =>
          i === step ? { ...one, doneAtMs: done ? now() : null, doneBy: done ? by : null } : one,
        );
        const text = done
          ? { zh: `完成：${found.text.zh}`, en: `Done: ${found.text.en}` }
          : { zh: `撤回：${found.text.zh}`, en: `Undone: ${found.text.en}` };
        const told = { ...entry('action', text, by), change: { kind: 'step', step, done } } as const;
        return success([{ procedure }, told]);
      }),
    takeTransition(transition) {
      const { alarm, verb, by } = transition;
      // What people did has the hub's time; what a device noticed happened when it says so.
      const atMs = verb === 'raised' || verb === 'repeated' ? alarm.lastAtMs : transition.atMs;
      const emergency = emergencyOf(alarm, atMs);
      const touched = new Set(near(alarm.compound, alarm, atMs));
      if (emergency) touched.add(emergency);
      else if (isOnset(transition) && alarm.priority === 1)
        create(alarm.compound, alarm.incidentKind ?? 'other', alarm, alarm.placeId, '', 'system', atMs);
      for (const incident of touched) {
        const entry = alarmEntry(alarm, atMs, verbNames[verb] ?? { zh: '', en: '' }, by);
        if (incident === emergency) {
          const { deviceKeys } = incident;
          const joined = deviceKeys.includes(alarm.deviceKey) ? deviceKeys : [...deviceKeys, alarm.deviceKey];
          gather({ ...incident, deviceKeys: joined }, entry);
          continue;
        }
        // Service alarms nearby say nothing about a fire or a throw.
        if (alarm.priority > 2 && !incident.entries.some((one) => one.ref === alarm.id)) continue;
        gather(incident, entry);
      }
    },
    takeCommand(command, place) {
      // That it was sent tells nothing that its outcome does not.
      if (command.state === 'sent') return;
      const atMs = command.endedAtMs ?? command.requestedAtMs;
      const named = command.incidentId === null ? undefined : standing.get(command.incidentId);
      const by = command.state === 'requested' ? command.by : null;
      for (const incident of named ? [named] : near(command.compound, place, atMs))
        gather(incident, { ...entry('action', commandText(command), by, atMs), ref: command.id });
    },
    takeEvent(event, place) {
      for (const incident of near(event.compound, place, event.atMs))
        gather(incident, { ...entry('event', eventText(event), null, event.atMs), ref: event.id });
    },
  };
}

/**
 * The incident room: a P1 alarm or an operator opens one; alarms, events, actions and notes near it in place and
 * time gather on its timeline; it is taken forward by people only, and its range can be replayed. What one alarm or
 * event costs does not grow with the number of incidents that stand.
 */
import type {
  AlarmRecord,
  AlarmTransition,
  EventRecord,
  IncidentAttachment,
  IncidentDelta,
  IncidentHead,
  IncidentMark,
  IncidentPicture,
  IncidentRecord,
  IncidentState,
  MusterState,
} from '#shared/protocol/records.ts';
import { commandText } from '#shared/commands/texts.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { isOnset } from '#shared/alarms/machine.ts';
import type { CameraStop } from '#shared/incidents/cameraPath.ts';
import { eventText } from '#shared/incidents/names.ts';
import type { Opening, Procedure } from '#shared/incidents/procedureBook.ts';
import { shownEntries } from '#shared/incidents/timeline.ts';
import type { Records } from '../records/index.ts';
import {
  alarmEntry,
  asCollective,
  beginIncident,
  collectiveEntry,
  crowdedEntry,
  elsewhereEntry,
  plainEntry,
  type Beginning,
  type NewEntry,
} from './entries.ts';
import {
  advanced,
  assigned,
  attached,
  evidenced,
  marked,
  mustered,
  noted,
  pictured,
  stepped,
  type Edit,
  type StepDone,
} from './changes.ts';
import { createIncidentStore, type IncidentStore } from './incidentStore.ts';
import { drillStarted, drillTitle, type DrillStart } from './drilling.ts';
import { createBelonging } from './belonging.ts';
import { merged, split, type Part } from './joining.ts';
import { separateAtMost, storiesAtMost, type Located } from './linking.ts';
import { createStanding } from './standing.ts';

export type { StepDone } from './changes.ts';
export {
  drillAcknowledged,
  drillAlarmed,
  drillEnded,
  drillTold,
  type DrillAlarm,
  type DrillStart,
} from './drilling.ts';
export { createKeptFiles, type KeptFiles as Attachments } from './keptFiles.ts';
export { createPictures, pictureTypeOf, type Pictures } from './pictures.ts';
export { createEventLog, type EventLog } from './eventLog.ts';

const gatheredAtMost = 2000;
/** An incident's record names so many of its devices: it is written anew with each entry. */
const devicesAtMost = 100;

export interface Incidents {
  readonly store: IncidentStore;
  open(request: Beginning, by: string): Result<IncidentRecord>;
  /** How its replay is looked at changes nothing of what happened: also of one that is over, and not told on its timeline. */
  setCameraPath(id: string, stops: readonly CameraStop[]): Result<IncidentRecord>;
  advance(id: string, state: IncidentState, by: string, note: string): Result<IncidentRecord>;
  note(id: string, text: string, by: string): Result<IncidentRecord>;
  step(id: string, step: StepDone, by: string): Result<IncidentRecord>;
  mark(id: string, mark: IncidentMark, done: boolean, by: string): Result<IncidentRecord>;
  muster(id: string, placeId: string, muster: MusterState, by: string): Result<IncidentRecord>;
  assign(id: string, assignee: string | null, by: string): Result<IncidentRecord>;
  picture(id: string, picture: IncidentPicture, cameraName: LocalText, by: string): Result<IncidentRecord>;
  attach(id: string, attachment: IncidentAttachment, note: string, by: string): Result<IncidentRecord>;
  /** What was done with its evidence. */
  tellEvidence(id: string, text: LocalText, note: string, by: string): Result<IncidentRecord>;
  /** The other is closed and goes on in this one. */
  merge(id: string, otherId: string, by: string): Result<IncidentRecord>;
  /** The incident that those devices are from now on. */
  split(id: string, part: Part, by: string): Result<IncidentRecord>;
  openDrill(start: DrillStart, by: string): IncidentRecord;
  /** Of a drill alone. */
  changeDrill(id: string, edit: Edit): Result<IncidentRecord>;
  takeTransition(transition: AlarmTransition): void;
  takeEvent(event: EventRecord, place: Located): void;
  /** A command belongs to the incident it names, else to those near its device. */
  takeCommand(command: CommandRecord, place: Located): void;
  /** After the commit, or before it and marked where the disk refuses. */
  onChange(listener: (delta: IncidentDelta) => void): void;
}

export function createIncidents(options: {
  readonly records: Records;
  readonly now: () => number;
  readonly planOf: (compound: string) => CompoundPlan | undefined;
  readonly ruleOf: (alarm: AlarmRecord) => AlarmRule | undefined;
  /** Null: the rule's own steps are taken. */
  readonly procedureOf: (compound: string, opening: Opening) => Procedure | null;
  /** How many alarms of its devices are not over. */
  readonly standingAlarms: (incident: IncidentHead) => number;
}): Incidents {
  const { records, now, planOf, ruleOf } = options;
  const store = createIncidentStore(records);
  const listeners: ((delta: IncidentDelta) => void)[] = [];
  const eventCounts = new Map<string, number>();

  /** In memory, so that a flood of events reads no disk. */
  const standing = createStanding(store.standing(), planOf);
  const { near, alike, incidentOf, isLike } = createBelonging(standing, planOf, ruleOf);

  function save(incident: IncidentRecord, added: readonly NewEntry[]): IncidentRecord {
    const numbered = added.map((entry, nth) => ({ ...entry, seq: incident.entryCount + nth }));
    const saved: IncidentRecord = {
      ...incident,
      entryCount: incident.entryCount + added.length,
      entries: numbered.length > 0 ? shownEntries([...incident.entries, ...numbered]) : incident.entries,
    };
    standing.keep(saved);
    if (standing.get(saved.id) === undefined) eventCounts.delete(saved.id);
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

  function create(beginning: Beginning, by: string, atMs: number, collective = false): IncidentRecord {
    const { alarm } = beginning;
    const rule = alarm ? ruleOf(alarm) : undefined;
    const procedure = options.procedureOf(beginning.compound, {
      kind: beginning.kind,
      rule: alarm ? `${alarm.system}/${alarm.ruleId}` : null,
      hasSteps: (rule?.procedure.length ?? 0) > 0,
    });
    const begun = beginIncident(beginning, rule, procedure, by, atMs);
    const first = alarm ? [alarmEntry(alarm, atMs, alarm.learntAtMs ?? now())] : [];
    if (!collective) return save(begun, first);
    return save(asCollective(begun, planOf(begun.compound)), [...first, collectiveEntry(atMs)]);
  }

  const proofsOf = (id: string) => ({
    picture: store.pictureCount(id) > 0,
    file: store.attachmentCount(id) > 0,
  });

  const known = (id: string) => standing.get(id) ?? store.find(id);
  /** What is not committed yet stands in the record alone. */
  const wholeOf = ({ id, entries }: IncidentRecord) => {
    const all = new Map(store.entries(id, 0, gatheredAtMost).map((entry) => [entry.seq, entry]));
    for (const entry of entries) all.set(entry.seq, entry);
    return [...all.values()].toSorted((a, b) => a.seq - b.seq);
  };

  /** `edit` gives what becomes of it and the entry that tells of it. */
  function change(id: string, edit: Edit): Result<IncidentRecord> {
    const incident = known(id);
    if (!incident) return failure('no-incident');
    const edited = edit(incident);
    if (!edited.ok) return edited;
    const [changed, told] = edited.value;
    return success(save({ ...incident, ...changed }, [told]));
  }

  return {
    store,
    onChange: (listener) => void listeners.push(listener),
    open(request, by) {
      const { alarm } = request;
      if (alarm) {
        const known = incidentOf(alarm, alarm.lastAtMs);
        if (known) return success(known);
      }
      return success(create(request, by, alarm?.firstAtMs ?? now()));
    },
    advance: (id, state, by, note) => change(id, advanced(state, note, by, now(), options.standingAlarms)),
    setCameraPath(id, cameraPath) {
      const incident = known(id);
      return incident ? success(save({ ...incident, cameraPath }, [])) : failure('no-incident');
    },
    note: (id, text, by) => change(id, noted(text, by, now())),
    step: (id, step, by) => change(id, stepped(step, by, now(), proofsOf(id))),
    mark: (id, mark, done, by) => change(id, marked(mark, done, by, now())),
    muster: (id, placeId, muster, by) =>
      change(id, (incident) => {
        const household = planOf(incident.compound)?.places.find((place) => place.id === placeId);
        if (household?.kind !== 'household') return failure('no-household');
        return mustered(household, muster, by, now())(incident);
      }),
    assign: (id, assignee, by) => change(id, assigned(assignee, by, now())),
    attach: (id, attachment, note, by) => change(id, attached(attachment, note, by, now())),
    tellEvidence: (id, text, note, by) => change(id, evidenced(text, note, by, now())),
    picture: (id, picture, cameraName, by) => change(id, pictured(picture, cameraName, by, now())),
    merge(id, otherId, by) {
      const [incident, other] = [known(id), known(otherId)];
      if (!incident || !other) return failure('no-incident');
      const joined = merged(incident, other, wholeOf(other), { by, atMs: now(), devicesAtMost });
      if (!joined.ok) return joined;
      const { into, from } = joined.value;
      save(from.incident, from.added);
      return success(save(into.incident, into.added));
    },
    split(id, part, by) {
      const incident = known(id);
      if (!incident) return failure('no-incident');
      const joined = split(incident, wholeOf(incident), part, { by, atMs: now() });
      if (!joined.ok) return joined;
      const { into, from } = joined.value;
      save(from.incident, from.added);
      return success(save(into.incident, into.added));
    },
    openDrill(start, by) {
      const { compound, kind, alarm } = start;
      const procedure = options.procedureOf(compound, {
        kind,
        rule: alarm?.key ?? null,
        hasSteps: (alarm?.rule.procedure.length ?? 0) > 0,
      });
      const placeId = start.placeId ?? alarm?.device.placeId ?? null;
      const beginning = { compound, kind, alarm: null, placeId, title: '', drill: true };
      const begun = beginIncident(beginning, alarm?.rule, procedure, by, now());
      const drill = {
        ...begun,
        title: drillTitle(start),
        positionEnu: alarm?.device.positionEnu ?? null,
        deviceKeys: alarm ? [alarm.device.key] : [],
      };
      return save(drill, [plainEntry('note', drillStarted, by, now())]);
    },
    changeDrill: (id, edit) =>
      change(id, (incident) => (incident.drill ? edit(incident) : failure('no-drill'))),
    takeTransition(transition) {
      const { alarm, verb, by } = transition;
      // What people did has the hub's time; what a device noticed happened when it says so.
      const atMs = verb === 'raised' || verb === 'repeated' ? alarm.lastAtMs : transition.atMs;
      const own = incidentOf(alarm, atMs);
      const isAlike = isLike(alarm);
      // What stands in a collective incident is not told once more in each rescue beside it.
      const others = near(alarm.compound, alarm, atMs, alarm.deviceKey).filter(
        (one) => one !== own && !(own?.collective && isAlike(one)),
      );
      const told = alarmEntry(alarm, atMs, transition.atMs, verb, by);
      const opens =
        !own && isOnset(transition) && (alarm.priority === 1 || ruleOf(alarm)?.opensIncident === true);
      const room = own || opens ? storiesAtMost - 1 : storiesAtMost;
      const kind = alarm.incidentKind ?? 'other';
      const isCrowded = opens && kind === 'other' && alike(alarm, atMs).length >= separateAtMost;
      if (opens) {
        const { compound, placeId } = alarm;
        create({ compound, kind, alarm, placeId, title: '' }, 'system', atMs, isCrowded);
        const crowdedOut = others[room];
        if (crowdedOut) save(crowdedOut, [crowdedEntry(atMs)]);
      }
      if (own) {
        const { deviceKeys } = own;
        const joins = !deviceKeys.includes(alarm.deviceKey) && deviceKeys.length < devicesAtMost;
        const joined = joins ? { ...own, deviceKeys: [...deviceKeys, alarm.deviceKey] } : own;
        save(joined, [told]);
      }
      for (const incident of others.slice(0, room)) {
        // Service alarms nearby say nothing about a fire or a throw.
        if (alarm.priority > 2 && !incident.entries.some((one) => one.ref === alarm.id)) continue;
        save(incident, isCrowded && isAlike(incident) ? [told, elsewhereEntry(atMs)] : [told]);
      }
    },
    takeCommand(command, place) {
      // That it was sent tells nothing that its outcome does not.
      if (command.state === 'sent') return;
      const { compound, deviceKey, incidentId } = command;
      const atMs = command.endedAtMs ?? command.requestedAtMs;
      const named = incidentId === null ? null : known(incidentId);
      const by = command.state === 'requested' || command.drill ? command.by : null;
      const of = { deviceKey, verb: command.name, state: command.state, heardAtMs: atMs };
      const told = { ...plainEntry('action', commandText(command), by, atMs), ref: command.id, of };
      // What a drill commands concerns nobody else, also after it is over.
      const stories =
        named || command.drill ? (named ? [named] : []) : near(compound, place, atMs, deviceKey);
      for (const incident of stories.slice(0, storiesAtMost)) gather(incident, told);
    },
    takeEvent(event, place) {
      const { compound, atMs, deviceKey } = event;
      const of = { deviceKey, verb: event.type, heardAtMs: event.receivedMs };
      const told = { ...plainEntry('event', eventText(event), null, atMs), ref: event.id, of };
      // A panel stands far from what burns: what it tells belongs to the fires it has alarmed for.
      const own = standing.ofDevice(compound, deviceKey);
      const stories = new Set([...own, ...near(compound, place, atMs, deviceKey)]);
      for (const incident of [...stories].slice(0, storiesAtMost)) gather(incident, told);
    },
  };
}

/**
 * What people do: each command's effect and its action are one unit of the commit loop, and it is answered when that is
 * committed, or marked as not stored where the disk refuses. REST and socket share it.
 */
import { may, personOf } from '#shared/access/may.ts';
import { readRules } from '#shared/alarms/compoundRules.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CommandRecord, CommandRequest } from '#shared/protocol/commands.ts';
import type {
  AlarmRecord,
  IncidentMark,
  IncidentPicture,
  IncidentRecord,
  IncidentState,
  MusterState,
} from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { IncidentKind } from '#shared/systems/declaration.ts';
import type { CameraStop } from '#shared/incidents/cameraPath.ts';
import { actionText } from '#shared/incidents/names.ts';
import type { Identity as User } from '../access/index.ts';
import { createKeep, written } from './keep.ts';
import type { StepDone } from '../incidents/index.ts';
import type { Rooms } from './rooms.ts';

/** Of one incident. */
const picturesAtMost = 200;

function noCompound(id: string): Result<never> {
  return failure('no-compound', { compound: id });
}

export function createCommands(rooms: Rooms) {
  const { alarms, incidents, twin, access, records, now, demos } = rooms;

  const keep = createKeep(rooms);

  const ofAlarm = (alarm: AlarmRecord) => ({ compound: alarm.compound, target: alarm.deviceKey });
  const ofIncident = (incident: IncidentRecord) => ({ compound: incident.compound, target: incident.id });

  return {
    sendCommand: (user: User, request: CommandRequest): Promise<Result<readonly CommandRecord[]>> =>
      written(
        records,
        records.together(() => {
          const sent = rooms.commands.request(request, user.name);
          const { compound, name, deviceKeys, why = '' } = request;
          const target = `${name} ${deviceKeys.join(', ')}`;
          if (sent.ok)
            records.write(
              access.audit.entry({ by: user.name, verb: 'command', compound, target, note: why }),
            );
          return sent;
        }),
      ),
    acknowledge: (user: User, id: string, note: string) =>
      keep(user, 'acknowledge', note, () => alarms.acknowledge(id, user.name, note), ofAlarm),
    resetAlarm: (user: User, id: string, note: string) =>
      keep(user, 'reset', note, () => alarms.reset(id, user.name, note), ofAlarm),
    shelve: (user: User, id: string, reason: string, minutes: number) =>
      keep(user, 'shelve', reason, () => alarms.shelve(id, user.name, reason, minutes), ofAlarm),
    unshelve: (user: User, id: string) =>
      keep(user, 'unshelve', '', () => alarms.unshelve(id, user.name), ofAlarm),
    async setService(
      user: User,
      request: { compound: string; deviceKey: string; out: boolean; note: string },
    ): Promise<Result<null>> {
      const compound = twin.compounds.get(request.compound);
      const device = compound?.devices.get(request.deviceKey);
      if (!compound || !device) return failure('no-device', { device: request.deviceKey });
      const note = request.note.trim();
      if (request.out && note === '') return failure('service-reason');
      const verb = request.out ? 'out-of-service' : 'in-service';
      const mark = request.out ? { by: user.name, sinceMs: now(), note } : null;
      const act = () => {
        twin.setService(compound, device, mark);
        rooms.commands.note(device, verb, actionText(verb), note, user.name);
        return success(null);
      };
      return keep(user, verb, note, act, () => ({ compound: compound.id, target: request.deviceKey }));
    },
    async openIncident(
      user: User,
      request: {
        compound: string;
        kind: IncidentKind;
        alarmId: string | null;
        placeId: string | null;
        title: string;
      },
    ): Promise<Result<IncidentRecord>> {
      const alarm = request.alarmId === null ? null : alarms.store.find(request.alarmId);
      if (request.alarmId !== null && !alarm) return failure('no-alarm');
      if (!twin.compounds.has(request.compound)) return noCompound(request.compound);
      const kind = alarm?.incidentKind ?? request.kind;
      return keep(
        user,
        'open-incident',
        request.title,
        () => incidents.open({ ...request, kind, alarm }, user.name),
        ofIncident,
      );
    },
    advanceIncident: (user: User, id: string, state: IncidentState, note: string) =>
      keep(user, `incident-${state}`, note, () => incidents.advance(id, state, user.name, note), ofIncident),
    setCameraPath: (user: User, id: string, stops: readonly CameraStop[]) =>
      keep(
        user,
        'incident-camera-path',
        String(stops.length),
        () => incidents.setCameraPath(id, stops),
        ofIncident,
      ),
    noteIncident: (user: User, id: string, text: string) =>
      keep(user, 'incident-note', text, () => incidents.note(id, text, user.name), ofIncident),
    stepIncident: (user: User, id: string, step: StepDone) => {
      const note = [step.nth, ...[step.choice ?? '', step.result.trim()].filter((word) => word !== '')];
      return keep(
        user,
        'incident-step',
        note.join(': '),
        () => incidents.step(id, step, user.name),
        ofIncident,
      );
    },
    markIncident: (user: User, id: string, mark: IncidentMark, done: boolean) =>
      keep(
        user,
        'incident-mark',
        done ? mark : `-${mark}`,
        () => incidents.mark(id, mark, done, user.name),
        ofIncident,
      ),
    musterHousehold: (user: User, id: string, placeId: string, muster: MusterState) =>
      keep(
        user,
        'incident-muster',
        `${placeId}: ${muster}`,
        () => incidents.muster(id, placeId, muster, user.name),
        ofIncident,
      ),
    /** To oneself, or to a user who may act on it. */
    assignIncident(user: User, id: string, assignee: string | null): Promise<Result<IncidentRecord>> {
      const act = (): Result<IncidentRecord> => {
        const compound = incidents.store.find(id)?.compound ?? null;
        const found = assignee === null || assignee === user.name ? null : access.users.find(assignee);
        const person = found && !found.disabled ? personOf(found.name, found.role, found.scope) : null;
        const mayTake =
          assignee === null ||
          assignee === user.name ||
          (person !== null && may(person, 'incidents.act', { compound }));
        if (!mayTake) return failure('no-assignee', { name: assignee });
        return incidents.assign(id, person?.name ?? assignee, user.name);
      };
      return keep(user, 'incident-assign', assignee ?? '', act, ofIncident);
    },
    /** The file is there before the timeline names it. */
    async pictureIncident(
      user: User,
      id: string,
      bytes: Uint8Array,
      { camera, atMs }: Omit<IncidentPicture, 'sha256'>,
    ): Promise<Result<{ incident: IncidentRecord; picture: IncidentPicture }>> {
      const incident = incidents.store.find(id);
      if (!incident) return failure('no-incident');
      const device = twin.compounds.get(incident.compound)?.devices.get(camera);
      if (!device) return failure('no-device', { device: camera });
      if (incidents.store.pictureCount(id) >= picturesAtMost)
        return failure('pictures-many', { most: picturesAtMost });
      const kept = await rooms.pictures.keep(incident.compound, bytes);
      if (!kept.ok) return kept;
      const picture = { sha256: kept.value, camera, atMs };
      const done = await keep(
        user,
        'incident-picture',
        `${camera} ${picture.sha256}`,
        () => incidents.picture(id, picture, device.record.name, user.name),
        ofIncident,
      );
      return done.ok ? { ...done, value: { incident: done.value, picture } } : done;
    },
    setRules(user: User, id: string, given: unknown): Promise<Result<null>> {
      const act = (): Result<null> => {
        const compound = twin.compounds.get(id);
        if (!compound) return noCompound(id);
        const rules = readRules(given, findSystem);
        if (!rules.ok) return rules;
        twin.setRules(compound, rules.value);
        return success(null);
      };
      return keep(user, 'edit-rules', '', act, () => ({ compound: id, target: id }));
    },
    runDemo: (
      user: User,
      compound: string | undefined,
      scenario: 'fire' | 'throw',
      pace?: number,
    ): Promise<Result<null>> => {
      const id = compound ?? rooms.home;
      const run = () => demos()?.run(id, scenario, pace) ?? failure('no-demo');
      return keep(user, `demo-${scenario}`, '', run, () => ({ compound: id, target: scenario }));
    },
    runFault(user: User, compound: string | undefined, device: string, fault: string): Promise<Result<null>> {
      const id = compound ?? rooms.home;
      const run = () => demos()?.fault(id, device, fault) ?? failure('no-demo');
      return keep(user, 'demo-fault', '', run, () => ({ compound: id, target: `${fault} ${device}` }));
    },
  };
}

export type Commands = ReturnType<typeof createCommands>;

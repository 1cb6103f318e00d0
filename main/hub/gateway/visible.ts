/**
 * What of an answer somebody may see. Lists hold only what is in their scope; answers made of several kinds of records
 * leave out those kinds that their verbs do not cover; no address is shown with the login it may carry.
 */
import { may, maySee, type Person } from '#shared/access/may.ts';
import type { VideoSource } from '#shared/protocol/device.ts';
import type { Alert, DeviceRecord, Rejection } from '#shared/protocol/records.ts';
import { findSystem } from '#shared/systems/index.ts';
import type {
  CompoundSummary,
  HistoryWindow,
  Hydration,
  Snapshot,
  Timeline,
} from '#shared/protocol/socket.ts';

export function seesAlert(person: Person, { compound, verb }: Alert): boolean {
  return (compound === undefined || maySee(person, compound)) && (verb === undefined || may(person, verb));
}

export function seesModel(person: Person, { compound }: { readonly compound: string | null }): boolean {
  return may(person, 'models.read', { compound });
}

/** The device it speaks of, or its topic, names its compound; one that names none is for those who may see everything. */
export function seesRejection(
  person: Person,
  { topic, device }: Pick<Rejection, 'topic' | 'device'>,
): boolean {
  if (person.scope.compounds === 'all') return true;
  if (device !== undefined) return maySee(person, device.split('/')[0] ?? '');
  const levels = topic.split('/');
  const compound = levels[0] === 'linli' && levels[1] === 'v1' ? levels[2] : levels[0];
  return compound !== undefined && maySee(person, compound);
}

export function seenCompounds(person: Person, compounds: readonly CompoundSummary[]): CompoundSummary[] {
  const alarms = may(person, 'alarms.read');
  return compounds
    .filter(({ id }) => maySee(person, id))
    .map((one) => (alarms ? one : { ...one, asking: [0, 0, 0, 0], open: [0, 0, 0, 0], alarmTurn: 0 }));
}

export function seenHydration(person: Person, hydration: Hydration): Hydration {
  return {
    ...hydration,
    devices: hydration.devices.map((device) => shownDevice(person, device)),
    alarms: may(person, 'alarms.read') ? hydration.alarms : [],
    incidents: may(person, 'incidents.read') ? hydration.incidents : [],
    commands: may(person, 'history.read') ? hydration.commands : [],
  };
}

export function seenSnapshot(person: Person, snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    formerDevices: snapshot.formerDevices.map((device) => shownDevice(person, device)),
    alarms: may(person, 'alarms.read') ? snapshot.alarms : [],
    incidents: may(person, 'incidents.read') ? snapshot.incidents : [],
  };
}

export function seenWindow(person: Person, window: HistoryWindow): HistoryWindow {
  return {
    ...window,
    transitions: may(person, 'alarms.read') ? window.transitions : [],
    incidents: may(person, 'incidents.read') ? window.incidents : [],
  };
}

export function seenTimeline(person: Person, timeline: Timeline): Timeline {
  const hidden = new Set([
    ...(may(person, 'alarms.read') ? [] : ['alarm']),
    ...(may(person, 'incidents.read') ? [] : ['incident']),
  ]);
  return {
    ...timeline,
    alarms: hidden.has('alarm') ? timeline.alarms.map((row) => row.map(() => 0)) : timeline.alarms,
    marks: timeline.marks.filter(({ kind }) => !hidden.has(kind)),
  };
}

/**
 * A camera's picture is asked of the hub; its own address is shown without what may open it. Of a device whose being
 * there tells of a person, whoever lacks that class learns neither where it is nor what it is called; null: nobody in particular.
 */
export function shownDevice(person: Person | null, device: DeviceRecord): DeviceRecord {
  const { video, system, compound } = device;
  const shown = video === null ? device : { ...device, video: shownVideo(video) };
  return seesPlace(person, compound, system)
    ? shown
    : { ...shown, name: findSystem(system)?.name ?? shown.name, placeId: null, positionEnu: null };
}

export function seesPlace(person: Person | null, compound: string, system: string): boolean {
  const personalClass = findSystem(system)?.discreet;
  if (personalClass === undefined) return true;
  return person !== null && may(person, 'people.read', { compound, personalClass });
}

function shownVideo(video: VideoSource): VideoSource {
  if (!URL.canParse(video.url)) return video;
  const url = new URL(video.url);
  url.username = url.password = url.search = url.hash = '';
  return { ...video, url: url.href };
}

/**
 * What is true at the shown instant: columns of all points, alarms, incidents, recent events, actions and commands.
 * There is one world for LIVE and one for REPLAY; both are fed by a source and read the same way, so that nothing on screen cares which one it shows.
 */
import { compareAlarms } from '#shared/alarms/machine.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type {
  ActionRecord,
  AlarmRecord,
  AlarmTransition,
  DeviceRecord,
  EventRecord,
  IncidentRecord,
  OutOfService,
} from '#shared/protocol/records.ts';
import { fromWire, type Snapshot, type Words } from '#shared/protocol/socket.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import { unpackReadings, type Readings } from '#shared/twin/packed.ts';

export interface WorldListener {
  /** Another instant or compound: nothing of before holds. */
  anew?: () => void;
  words?: () => void;
  /** Indices that changed; null = everything. */
  readings?: (changed: Uint32Array | null) => void;
  alarms?: () => void;
  incidents?: () => void;
  /** Events, actions, commands and what they did. */
  happenings?: () => void;
}

const happeningsKept = 200;
/** Far more than points have at once; the oldest go. */
const wordsKept = 20_000;

/** What is not a reading, of one instant. */
export interface Records {
  readonly alarms: readonly AlarmRecord[];
  readonly incidents: readonly IncidentRecord[];
  readonly events: readonly EventRecord[];
  readonly actions: readonly ActionRecord[];
  readonly commands: readonly CommandRecord[];
  /** By device; null where the devices' own records tell. */
  readonly outOfService: ReadonlyMap<string, OutOfService> | null;
  /** Stood then and were removed since. */
  readonly formerDevices?: readonly DeviceRecord[];
}

export class World {
  readonly columns = new TwinColumns();
  /** Texts of points, by code. */
  words: ReadonlyMap<number, string> = new Map();
  private readonly byId = new Map<string, AlarmRecord>();
  /** Null: changed since. */
  private sorted: readonly AlarmRecord[] | null = [];
  events: readonly EventRecord[] = [];
  actions: readonly ActionRecord[] = [];
  /** As they stand, newest first. */
  commands: readonly CommandRecord[] = [];
  outOfService: ReadonlyMap<string, OutOfService> | null = null;
  formerDevices: readonly DeviceRecord[] = [];
  /** Newest first. In replay as they are today: `incidentAt` tells what they were. */
  incidents: readonly IncidentRecord[] = [];
  private readonly listeners = new Set<WorldListener>();

  subscribe(listener: WorldListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  get alarms(): readonly AlarmRecord[] {
    return (this.sorted ??= [...this.byId.values()].sort(compareAlarms));
  }

  /** Everything anew. */
  reset(readings: Readings, records: Records): void {
    this.columns.clear();
    for (let i = 0; i < readings.count; i++) this.put(readings, i);
    this.byId.clear();
    for (const alarm of records.alarms) this.byId.set(alarm.id, alarm);
    this.events = records.events;
    this.actions = records.actions;
    this.commands = records.commands;
    this.outOfService = records.outOfService;
    this.formerDevices = records.formerDevices ?? [];
    this.incidents = records.incidents;
    this.sorted = null;
    for (const listener of this.listeners) {
      listener.readings?.(null);
      listener.anew?.();
    }
  }

  /** All that was true at an instant, as the hub tells it. */
  stand(at: Snapshot): void {
    this.learnWords(at.words);
    this.reset(unpackReadings(at.columns), {
      alarms: at.alarms,
      incidents: at.incidents,
      events: at.events.map(fromWire),
      actions: at.actions,
      commands: at.commands,
      outOfService: new Map(Object.entries(at.outOfService)),
      formerDevices: at.formerDevices,
    });
  }

  learnWords(words: Words): void {
    if (words.length === 0) return;
    this.words = new Map([...this.words, ...words].slice(-wordsKept));
    for (const listener of this.listeners) listener.words?.();
  }

  apply(readings: Readings): void {
    if (readings.count === 0) return;
    for (let i = 0; i < readings.count; i++) this.put(readings, i);
    for (const listener of this.listeners) listener.readings?.(readings.index);
  }

  transition({ alarm }: AlarmTransition): void {
    if (alarm.state === 'normal') this.byId.delete(alarm.id);
    else this.byId.set(alarm.id, alarm);
    this.sorted = null;
    for (const listener of this.listeners) listener.alarms?.();
  }

  event(event: EventRecord): void {
    this.events = [...this.events.slice(-happeningsKept + 1), event];
    for (const listener of this.listeners) listener.happenings?.();
  }

  action(action: ActionRecord): void {
    this.actions = [...this.actions.slice(-happeningsKept + 1), action];
    this.followService(action);
    for (const listener of this.listeners) listener.happenings?.();
  }

  command(changed: CommandRecord): void {
    this.commands = [changed, ...this.commands.filter(({ id }) => id !== changed.id)]
      .sort((a, b) => b.requestedAtMs - a.requestedAtMs)
      .slice(0, happeningsKept);
    for (const listener of this.listeners) listener.happenings?.();
  }

  putIncidents(changed: readonly IncidentRecord[]): void {
    if (changed.length === 0) return;
    const ids = new Set(changed.map((incident) => incident.id));
    this.incidents = [...changed, ...this.incidents.filter((incident) => !ids.has(incident.id))].sort(
      (a, b) => b.startedAtMs - a.startedAtMs,
    );
    for (const listener of this.listeners) listener.incidents?.();
  }

  private followService({ verb, target, by, atMs, note }: ActionRecord): void {
    if (!this.outOfService || (verb !== 'out-of-service' && verb !== 'in-service')) return;
    const marks = new Map(this.outOfService);
    if (verb === 'in-service') marks.delete(target);
    else marks.set(target, { by, sinceMs: atMs, note });
    this.outOfService = marks;
  }

  private put(readings: Readings, i: number): void {
    this.columns.set(
      readings.index[i] ?? 0,
      readings.value[i] ?? NaN,
      readings.timeMs[i] ?? 0,
      readings.quality[i] ?? 0,
    );
  }
}

/**
 * What is true at the shown instant: columns of all points, alarms, recent events. There is one world for LIVE and one
 * for REPLAY; both are fed by a source and read the same way, so that nothing on screen cares which one it shows.
 */
import { compareAlarms } from '#shared/alarms/machine.ts';
import type { AlarmRecord, AlarmTransition, EventRecord } from '#shared/protocol/records.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import type { Readings } from '#shared/twin/packed.ts';

export interface WorldListener {
  /** Indices that changed; null = everything. */
  readings?: (changed: Uint32Array | null) => void;
  alarms?: () => void;
  events?: () => void;
}

const eventsKept = 200;

export class World {
  readonly columns = new TwinColumns();
  private readonly byId = new Map<string, AlarmRecord>();
  private sorted: readonly AlarmRecord[] = [];
  events: readonly EventRecord[] = [];
  private readonly listeners = new Set<WorldListener>();

  subscribe(listener: WorldListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  get alarms(): readonly AlarmRecord[] {
    return this.sorted;
  }

  /** Everything anew. */
  reset(readings: Readings, alarms: readonly AlarmRecord[], events: readonly EventRecord[] = []): void {
    this.columns.clear();
    for (let i = 0; i < readings.count; i++) this.put(readings, i);
    this.byId.clear();
    for (const alarm of alarms) this.byId.set(alarm.id, alarm);
    this.events = events;
    this.sort();
    for (const listener of this.listeners) {
      listener.readings?.(null);
      listener.alarms?.();
      listener.events?.();
    }
  }

  apply(readings: Readings): void {
    if (readings.count === 0) return;
    for (let i = 0; i < readings.count; i++) this.put(readings, i);
    for (const listener of this.listeners) listener.readings?.(readings.index);
  }

  transition({ alarm }: AlarmTransition): void {
    if (alarm.state === 'normal') this.byId.delete(alarm.id);
    else this.byId.set(alarm.id, alarm);
    this.sort();
    for (const listener of this.listeners) listener.alarms?.();
  }

  event(event: EventRecord): void {
    this.events = [...this.events.slice(-eventsKept + 1), event];
    for (const listener of this.listeners) listener.events?.();
  }

  private put(readings: Readings, i: number): void {
    this.columns.set(
      readings.index[i] ?? 0,
      readings.value[i] ?? NaN,
      readings.timeMs[i] ?? 0,
      readings.quality[i] ?? 0,
    );
  }

  private sort(): void {
    this.sorted = [...this.byId.values()].sort(compareAlarms);
  }
}

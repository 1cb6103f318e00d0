/**
 * What changed between two instants, by device: states, words and alarms as they were then and are now, whether it was
 * heard. A measured number counts where it moved by a part of its range: what only flickers would hide the rest. Pure.
 */
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint, findSystem } from '#shared/systems/index.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';
import { deviceQuality, readPoint, type PointReading } from './reading.ts';

/** Of its declared range. */
const leastShare = 0.05;

/** All that is true of devices at an instant. */
export interface InstantState {
  readonly columns: TwinColumns;
  readonly words: ReadonlyMap<number, string>;
  readonly alarms: readonly AlarmRecord[];
}

export interface PointChange {
  readonly before: PointReading;
  readonly after: PointReading;
}

export type Heard = ReturnType<typeof deviceQuality>;

export interface DeviceChange {
  readonly device: DeviceRecord;
  readonly points: readonly PointChange[];
  /** Stood only then, and only now; what is set aside asks nobody and is left out. */
  readonly over: readonly AlarmRecord[];
  readonly raised: readonly AlarmRecord[];
  /** Null where it is the same. */
  readonly heard: { readonly before: Heard; readonly after: Heard } | null;
}

/** Those with alarms first, the gravest at the top; then by system, place and name. */
export function changesBetween(
  devices: Iterable<DeviceRecord>,
  then: InstantState,
  now: InstantState,
): DeviceChange[] {
  const [alarmsThen, alarmsNow] = [byDevice(then.alarms), byDevice(now.alarms)];
  const changes: DeviceChange[] = [];
  for (const device of devices) {
    const [before, after] = [alarmsThen.get(device.key) ?? [], alarmsNow.get(device.key) ?? []];
    const without = (some: readonly AlarmRecord[], others: readonly AlarmRecord[]) =>
      some.filter(({ id }) => !others.some((other) => other.id === id));
    const heard = {
      before: deviceQuality(device, then.columns),
      after: deviceQuality(device, now.columns),
    };
    const change: DeviceChange = {
      device,
      points: Object.keys(device.points).flatMap((id) => pointChange(device, id, then, now) ?? []),
      over: without(before, after),
      raised: without(after, before),
      heard: heard.before === heard.after ? null : heard,
    };
    const { points, over, raised } = change;
    if (points.length + over.length + raised.length > 0 || change.heard) changes.push(change);
  }
  return changes.sort(
    (a, b) =>
      gravest(a) - gravest(b) ||
      a.device.system.localeCompare(b.device.system) ||
      (a.device.placeId ?? '').localeCompare(b.device.placeId ?? '') ||
      a.device.key.localeCompare(b.device.key),
  );
}

function pointChange(
  device: DeviceRecord,
  id: string,
  then: InstantState,
  now: InstantState,
): PointChange | null {
  const before = readPoint(device, id, then.columns, then.words);
  const after = readPoint(device, id, now.columns, now.words);
  if (!before || !after || before.timeMs === 0 || after.timeMs === 0) return null;
  const { min, max, kind, unit } = findPoint(device.system, id) ?? {};
  if (before.word !== null || after.word !== null) {
    // Codes of one text may differ, its words do not.
    const isSame = JSON.stringify(before.word) === JSON.stringify(after.word);
    return isSame ? null : { before, after };
  }
  if (kind !== 'number' || unit === 'ms-epoch' || min === undefined || max === undefined) return null;
  const moved = Math.abs(after.value - before.value);
  return moved >= (max - min) * leastShare ? { before, after } : null;
}

function byDevice(alarms: readonly AlarmRecord[]): ReadonlyMap<string, readonly AlarmRecord[]> {
  const found = new Map<string, AlarmRecord[]>();
  for (const alarm of alarms) {
    if (isSetAside(alarm)) continue;
    const own = found.get(alarm.deviceKey);
    if (own) own.push(alarm);
    else found.set(alarm.deviceKey, [alarm]);
  }
  return found;
}

function gravest({ raised, over }: DeviceChange): number {
  return Math.min(9, ...raised.map(({ priority }) => priority), ...over.map(({ priority }) => priority + 4));
}

/** By system, in the order in which they come. Devices whose very being there tells of a person are on no map and in no list. */
export function bySystem(
  changes: readonly DeviceChange[],
): readonly (readonly [system: string, changes: readonly DeviceChange[]])[] {
  const groups = new Map<string, DeviceChange[]>();
  for (const change of changes) {
    const { system } = change.device;
    if (findSystem(system)?.discreet) continue;
    const own = groups.get(system);
    if (own) own.push(change);
    else groups.set(system, [change]);
  }
  return [...groups];
}

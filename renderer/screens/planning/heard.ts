/** What was heard of planned devices, and who spoke that nobody planned. */
import { keyOfDevice } from '#shared/drawing/things.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { DeviceRecord, EventRecord } from '#shared/protocol/records.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';

export interface Heard {
  readonly key: string;
  /** NaN: never. */
  readonly atMs: number;
  readonly record: DeviceRecord | null;
  /** Null where nobody planned it. */
  readonly planned: PlannedDevice | null;
}

/** Those that spoke last first, then those that never did. */
export function heardDevices(
  planned: readonly PlannedDevice[],
  records: ReadonlyMap<string, DeviceRecord>,
  columns: TwinColumns,
  events: readonly EventRecord[],
): Heard[] {
  const eventAt = new Map<string, number>();
  for (const { deviceKey, atMs } of events)
    eventAt.set(deviceKey, Math.max(atMs, eventAt.get(deviceKey) ?? 0));
  const newest = (record: DeviceRecord): number => {
    const times = Object.values(record.points).map((index) => columns.times[index] ?? 0);
    const atMs = Math.max(0, eventAt.get(record.key) ?? 0, ...times.filter(Number.isFinite));
    return atMs > 0 ? atMs : NaN;
  };
  const plannedKeys = new Set(planned.map(({ system, id }) => `${system}/${id}`));
  const known = planned.map<Heard>((device) => {
    const record = records.get(`${device.system}/${device.id}`) ?? null;
    return { key: keyOfDevice(device), atMs: record ? newest(record) : NaN, record, planned: device };
  });
  const strangers = [...records.values()]
    .filter((record) => !plannedKeys.has(record.key))
    .map<Heard>((record) => ({ key: keyOfDevice(record), atMs: newest(record), record, planned: null }));
  return [...known, ...strangers].toSorted((a, b) => (b.atMs || 0) - (a.atMs || 0));
}

/** Devices of a system as rows: what they say, what is wrong with them, filtered and in order. Pure. */
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';
import { deviceQuality, pointValue } from '#state/reading.ts';

export interface DeviceRow {
  readonly device: DeviceRecord;
  /** Gravest alarm that was not set aside. */
  readonly priority: AlarmPriority | null;
  readonly quality: ReturnType<typeof deviceQuality>;
  /** Of its newest reading, ms; 0 = never heard. */
  readonly heardMs: number;
}

export function gravestOf(alarms: readonly AlarmRecord[]): ReadonlyMap<string, AlarmPriority> {
  const gravest = new Map<string, AlarmPriority>();
  for (const alarm of alarms) {
    const known = gravest.get(alarm.deviceKey);
    if (!isSetAside(alarm) && (known === undefined || alarm.priority < known))
      gravest.set(alarm.deviceKey, alarm.priority);
  }
  return gravest;
}

export function rowOf(
  device: DeviceRecord,
  gravest: ReadonlyMap<string, AlarmPriority>,
  columns: TwinColumns,
): DeviceRow {
  let heardMs = 0;
  for (const index of Object.values(device.points)) heardMs = Math.max(heardMs, columns.times[index] ?? 0);
  return {
    device,
    priority: gravest.get(device.key) ?? null,
    quality: deviceQuality(device, columns),
    heardMs,
  };
}

export function isAbnormal({ priority, quality }: DeviceRow): boolean {
  return priority !== null || quality !== 'good';
}

/** By state, name, place or age, or by the value of a point. */
export interface Sort {
  readonly by: 'state' | 'name' | 'place' | 'age' | { readonly point: string };
  readonly isDown: boolean;
}

export const worstFirst: Sort = { by: 'state', isDown: false };

export function sameColumn(a: Sort['by'], b: Sort['by']): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.point === b.point : a === b;
}

const severity = ({ priority, quality }: DeviceRow): number =>
  priority ?? (quality === 'good' ? 7 : quality === 'stale' ? 5 : 6);

export interface Names {
  nameOf(device: DeviceRecord): string;
  placeOf(device: DeviceRecord): string;
}

/** What is not known comes last, whichever way it is sorted. */
export function sortRows(
  rows: readonly DeviceRow[],
  { by, isDown }: Sort,
  columns: TwinColumns,
  { nameOf, placeOf }: Names,
): readonly DeviceRow[] {
  const sign = isDown ? -1 : 1;
  const order = new Intl.Collator('zh-CN', { numeric: true });
  const byName = (a: DeviceRow, b: DeviceRow) => order.compare(nameOf(a.device), nameOf(b.device));
  const number = (read: (row: DeviceRow) => number) => (a: DeviceRow, b: DeviceRow) => {
    const [one, other] = [read(a), read(b)];
    if (Number.isNaN(one) || Number.isNaN(other))
      return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    return sign * (one - other);
  };
  const compare = (): ((a: DeviceRow, b: DeviceRow) => number) => {
    if (typeof by === 'object') return number(({ device }) => pointValue(device, by.point, columns));
    switch (by) {
      case 'state':
        return number(severity);
      case 'name':
        return (a, b) => sign * byName(a, b);
      case 'place':
        return (a, b) => sign * order.compare(placeOf(a.device), placeOf(b.device));
      case 'age':
        return number(({ heardMs }) => (heardMs === 0 ? NaN : -heardMs));
    }
  };
  const first = compare();
  return rows.toSorted((a, b) => first(a, b) || byName(a, b));
}

/** Each word must be in the device's name, place or id. */
export function filterRows(
  rows: readonly DeviceRow[],
  text: string,
  onlyAbnormal: boolean,
  { nameOf, placeOf }: Names,
): readonly DeviceRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (onlyAbnormal && !isAbnormal(row)) return false;
    const said = `${nameOf(row.device)} ${placeOf(row.device)} ${row.device.id}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

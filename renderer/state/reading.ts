/** From columns back to what a person reads: value with unit, age, quality; and whether a device is online. */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';
import { findPoint } from '#shared/systems/index.ts';
import { qualityCodes, qualityName, type TwinColumns } from '#shared/twin/columns.ts';
import type { LocalText } from '#shared/twin/text.ts';

export interface PointReading {
  readonly id: string;
  readonly name: LocalText;
  readonly value: number;
  /** A state's name, yes/no, a word; null where the number itself is shown. */
  readonly word: LocalText | string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly timeMs: number;
  readonly quality: ReturnType<typeof qualityName>;
}

const yesNo: readonly LocalText[] = [
  { zh: '否', en: 'no' },
  { zh: '是', en: 'yes' },
];

function wordOf(
  point: PointDeclaration | undefined,
  value: number,
  words: ReadonlyMap<number, string>,
): LocalText | string | null {
  if (Number.isNaN(value)) return '—';
  if (point?.kind === 'boolean') return yesNo[value] ?? '—';
  if (point?.kind === 'state') return point.states?.[value]?.name ?? '—';
  if (point?.kind === 'text') return words.get(value) || '—';
  if (point?.unit === 'ms-epoch') return null;
  return null;
}

export function readPoints(
  device: DeviceRecord,
  columns: TwinColumns,
  words: ReadonlyMap<number, string>,
): PointReading[] {
  return Object.keys(device.points).flatMap((id) => readPoint(device, id, columns, words) ?? []);
}

/** Null where the device has no such point. */
export function readPoint(
  device: DeviceRecord,
  id: string,
  columns: TwinColumns,
  words: ReadonlyMap<number, string>,
): PointReading | null {
  const index = device.points[id];
  if (index === undefined) return null;
  const point = findPoint(device.system, id);
  const meta = device.pointMeta.find((one) => one.id === id);
  const value = columns.values[index] ?? NaN;
  const metaName = typeof meta?.name === 'string' ? { zh: meta.name, en: meta.name } : meta?.name;
  return {
    id,
    name: point?.name ?? metaName ?? { zh: id, en: id },
    value,
    word: wordOf(point, value, words),
    unit: point?.unit ?? meta?.unit ?? '',
    decimals: point?.decimals ?? 2,
    timeMs: columns.times[index] ?? 0,
    quality: qualityName(columns.qualities[index] ?? qualityCodes.unknown),
  };
}

export function pointValue(device: DeviceRecord, id: string, columns: TwinColumns): number {
  const index = device.points[id];
  return index === undefined ? NaN : (columns.values[index] ?? NaN);
}

/** Worst of its points: `stale` when any is, `unknown` before the first reading. */
export function deviceQuality(device: DeviceRecord, columns: TwinColumns): 'good' | 'stale' | 'unknown' {
  let heard = false;
  for (const index of Object.values(device.points)) {
    if ((columns.times[index] ?? 0) === 0) continue;
    heard = true;
    if (columns.qualities[index] === qualityCodes.stale) return 'stale';
  }
  return heard ? 'good' : 'unknown';
}

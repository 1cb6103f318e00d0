/** What a chart must know of a point: how its values are drawn and written, and which rules watch it. */
import type { CompoundRules } from '#shared/alarms/compoundRules.ts';
import { rulesFor } from '#shared/alarms/effectiveRules.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { AlarmRule, PointDeclaration } from '#shared/systems/declaration.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { qualityCodes, type TwinColumns } from '#shared/twin/columns.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { ChartedPoint } from '#state/choices.ts';

export interface ChartSeries {
  readonly key: string;
  readonly charted: ChartedPoint;
  readonly record: DeviceRecord;
  readonly point: PointDeclaration;
  /** Drawn as a lane of states instead of against an axis. */
  readonly isLane: boolean;
  /** Values hold until the next one. */
  readonly steps: boolean;
  readonly rules: readonly AlarmRule[];
}

function pointOf({ system, pointMeta }: DeviceRecord, id: string): PointDeclaration {
  const declared = systemOrUnknown(system).points.find((one) => one.id === id);
  if (declared) return declared;
  const meta = pointMeta.find((one) => one.id === id);
  const name = typeof meta?.name === 'string' ? { zh: meta.name, en: meta.name } : meta?.name;
  return {
    id,
    name: name ?? { zh: id, en: id },
    kind: meta?.kind ?? 'number',
    ...(meta?.unit === undefined ? {} : { unit: meta.unit }),
  };
}

/** Words and instants have no axis; what is about a person is asked for one look at a time. */
function canBeCharted({ kind, unit, personal }: PointDeclaration): boolean {
  return kind !== 'text' && unit !== 'ms-epoch' && personal === undefined;
}

/** Null where the device has no such point, or none that can be drawn. */
export function seriesOf(
  charted: ChartedPoint,
  devices: ReadonlyMap<string, DeviceRecord>,
  rules: CompoundRules,
): ChartSeries | null {
  const { device, point: id } = charted;
  const record = devices.get(device);
  if (record?.points[id] === undefined) return null;
  const point = pointOf(record, id);
  if (!canBeCharted(point)) return null;
  const system = systemOrUnknown(record.system);
  const isLane = point.kind !== 'number';
  return {
    key: `${device}/${id}`,
    charted,
    record,
    point,
    isLane,
    steps: isLane || (system.charts ?? []).some(({ points, steps }) => steps === true && points.includes(id)),
    rules: rulesFor(rules, system, record.id),
  };
}

/** Points of one unit share an axis; lanes stand below each other, whatever they tell. */
function isOfOneAxis(a: ChartSeries, b: ChartSeries): boolean {
  return a.isLane ? b.isLane : !b.isLane && (a.point.unit ?? '') === (b.point.unit ?? '');
}

/** What a chart can be compared with: of the same device first, then of the same system, then of all others. */
export function comparable(
  shown: readonly ChartSeries[],
  devices: ReadonlyMap<string, DeviceRecord>,
  rules: CompoundRules,
): readonly ChartSeries[] {
  const first = shown[0];
  if (!first) return [];
  const there = new Set(shown.map(({ key }) => key));
  const nearness = ({ record, point }: ChartSeries) =>
    (record === first.record ? 0 : record.system === first.record.system ? 2 : 4) +
    (point.id === first.point.id ? 0 : 1);
  return [...devices.values()]
    .flatMap((device) =>
      Object.keys(device.points).flatMap(
        (point) => seriesOf({ device: device.key, point }, devices, rules) ?? [],
      ),
    )
    .filter((one) => !there.has(one.key) && isOfOneAxis(first, one))
    .sort((a, b) => nearness(a) - nearness(b));
}

/** How a value is written. `yes` and `no` come in the screen's language. */
export function valueText(
  { kind, states, decimals = 2, unit }: PointDeclaration,
  value: number,
  words: { readonly yesNo: readonly [string, string]; readonly local: (text: LocalText) => string },
  withUnit = true,
): string {
  if (Number.isNaN(value)) return '—';
  if (kind === 'boolean') return words.yesNo[value === 0 ? 0 : 1];
  if (kind === 'state') {
    const state = states?.[value];
    return state ? words.local(state.name) : '—';
  }
  return `${value.toFixed(decimals)}${withUnit && unit ? ` ${unit}` : ''}`;
}

/** When the point last had a reading, and that it still stands at the clock's instant; null where its device is silent, or it was never heard. */
export function heldBy(
  { record, charted }: ChartSeries,
  { times, qualities }: TwinColumns,
  instant: number,
): { readonly readMs: number; readonly untilMs: number } | null {
  const index = record.points[charted.point] ?? -1;
  const readMs = times[index] ?? 0;
  const stands = qualities[index] === qualityCodes.good || qualities[index] === qualityCodes.substituted;
  return readMs > 0 && stands ? { readMs, untilMs: instant } : null;
}

/** Values of one point beside the limits that hold for each device, the one nearest to breaking its limit first. Pure. */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Limit } from '#renderer/charts/index.ts';

export interface LimitBar {
  readonly device: DeviceRecord;
  /** NaN: never heard. */
  readonly value: number;
  readonly limits: readonly Limit[];
  readonly isBroken: boolean;
}

export interface LimitBars {
  readonly bars: readonly LimitBar[];
  /** What a full bar means: the greatest value or limit with a little air. */
  readonly full: number;
}

const isBeyond = ({ side, limit }: Limit, value: number) =>
  side === 'above' ? value > limit : value < limit;

/** 1 at a limit, more beyond it; without limits the value itself. */
function nearness(value: number, limits: readonly Limit[]): number {
  if (Number.isNaN(value)) return -Infinity;
  if (limits.length === 0) return value;
  return Math.max(
    ...limits.map(({ side, limit }) =>
      side === 'above' ? value / Math.max(limit, 1e-9) : limit / Math.max(value, 1e-9),
    ),
  );
}

export function limitBars(
  devices: readonly DeviceRecord[],
  valueOf: (device: DeviceRecord) => number,
  limitsOf: (device: DeviceRecord) => readonly Limit[],
): LimitBars {
  const rows = devices.map((device) => {
    const [value, limits] = [valueOf(device), limitsOf(device)];
    const isBroken = limits.some((limit) => isBeyond(limit, value));
    return { bar: { device, value, limits, isBroken }, near: nearness(value, limits) };
  });
  // Those never heard of are equal, and a difference of infinities is no number.
  rows.sort((a, b) => (a.near === b.near ? 0 : b.near - a.near));
  const bars = rows.map(({ bar }) => bar);
  const known = bars.flatMap(({ value, limits }) => [value, ...limits.map(({ limit }) => limit)]);
  const full = Math.max(0, ...known.filter((one) => !Number.isNaN(one))) * 1.1;
  return { bars, full: full > 0 ? full : 1 };
}

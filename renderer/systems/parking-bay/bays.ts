/** Bays by the area they lie in, and who has stood there for how long. Pure. */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { BayPlan } from '#shared/twin/compound.ts';

export interface BayReading {
  /** 1 taken, 0 free, NaN not known; of a counted area NaN as well. */
  readonly occupied: number;
  /** Epoch ms; NaN where it is not told. */
  readonly sinceMs: number;
  /** Places of an area that only counts; NaN for a single bay. */
  readonly free: number;
  readonly capacity: number;
}

export interface Area {
  readonly placeId: string | null;
  readonly free: number;
  readonly all: number;
}

export function areasOf(
  devices: readonly DeviceRecord[],
  read: (device: DeviceRecord) => BayReading,
): readonly Area[] {
  const areas = new Map<string | null, { free: number; all: number }>();
  for (const device of devices) {
    const { occupied, free, capacity } = read(device);
    const area = areas.get(device.placeId) ?? { free: 0, all: 0 };
    if (!Number.isNaN(occupied)) {
      area.all++;
      if (occupied === 0) area.free++;
    } else if (!Number.isNaN(free) && !Number.isNaN(capacity)) {
      area.free += free;
      area.all += capacity;
    }
    areas.set(device.placeId, area);
  }
  return [...areas]
    .map(([placeId, counted]) => ({ placeId, ...counted }))
    .filter(({ all }) => all > 0)
    .sort((a, b) => b.all - a.all);
}

export interface Standing {
  readonly device: DeviceRecord;
  readonly forMs: number;
}

/** The longest first; whoever came after the shown instant does not stand there. */
export function standingOf(
  devices: readonly DeviceRecord[],
  read: (device: DeviceRecord) => BayReading,
  nowMs: number,
): readonly Standing[] {
  return devices
    .flatMap((device) => {
      const { occupied, sinceMs } = read(device);
      return occupied === 1 && sinceMs > 0 && sinceMs <= nowMs ? [{ device, forMs: nowMs - sinceMs }] : [];
    })
    .sort((a, b) => b.forMs - a.forMs);
}

/** West, south, width and depth of what the bays cover, metres; null without bays. */
export function boundsOf(bays: readonly BayPlan[]): readonly [number, number, number, number] | null {
  if (bays.length === 0) return null;
  const reach = ({ box }: BayPlan) => Math.hypot(box.sizeM[0], box.sizeM[1]) / 2;
  const low = (axis: 0 | 1) => Math.min(...bays.map((bay) => bay.box.centreEnu[axis] - reach(bay)));
  const high = (axis: 0 | 1) => Math.max(...bays.map((bay) => bay.box.centreEnu[axis] + reach(bay)));
  return [low(0), low(1), high(0) - low(0), high(1) - low(1)];
}

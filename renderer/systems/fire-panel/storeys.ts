/** Detectors by the storey that the height of their place tells. Pure. */
import type { DeviceRecord } from '#shared/protocol/records.ts';

/** Of a home named `8-2-401`: its storey is what its number says before the last two digits. */
export function storeyOf(placeId: string | null): number | null {
  const number = /-(\d{3,4})$/.exec(placeId ?? '')?.[1];
  return number === undefined ? null : Number(number.slice(0, -2));
}

export interface Storey {
  readonly storey: number | null;
  readonly good: number;
  readonly alarm: number;
  readonly silent: number;
  /** Of these, to be looked at first. */
  readonly worst: DeviceRecord | null;
}

export type DetectorState = 'good' | 'alarm' | 'silent';

/** The highest first, as the building stands; those without a storey last. */
export function storeysOf(
  devices: readonly DeviceRecord[],
  stateOf: (device: DeviceRecord) => DetectorState,
): readonly Storey[] {
  const storeys = new Map<
    number | null,
    { good: number; alarm: number; silent: number; worst: DeviceRecord | null }
  >();
  for (const device of devices) {
    const key = storeyOf(device.placeId);
    const storey = storeys.get(key) ?? { good: 0, alarm: 0, silent: 0, worst: null };
    const state = stateOf(device);
    if (state === 'alarm' && storey.alarm === 0) storey.worst = device;
    else if (state === 'silent') storey.worst ??= device;
    storey[state]++;
    storeys.set(key, storey);
  }
  return [...storeys]
    .map(([storey, counted]) => ({ storey, ...counted }))
    .sort((a, b) => (b.storey ?? -Infinity) - (a.storey ?? -Infinity));
}

/** Lanes for fire engines as they stand at the shown instant. */
import { isFireLane, isLaneTaken } from '#shared/incidents/fireLanes.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { pointValue } from '#state/reading.ts';
import { useFacts } from '#state/useScreen.tsx';

export interface BlockedLane {
  readonly device: DeviceRecord;
  readonly occupiedS: number;
}

export function useLanes(): { readonly blocked: readonly BlockedLane[]; readonly watched: number } {
  const devices = useFacts((facts) => facts.devices);
  const { columns } = useFacts((facts) => facts.shown);
  const lanes = [...devices.values()].filter(isFireLane);
  const blocked = lanes
    .filter((device) => isLaneTaken(device, pointValue(device, 'lane', columns)))
    .map((device) => ({ device, occupiedS: pointValue(device, 'occupied', columns) }));
  return { blocked, watched: lanes.length };
}

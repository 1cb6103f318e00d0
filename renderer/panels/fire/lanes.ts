/** Lanes for fire engines as they stand at the shown instant. */
import { isFireLane, isLaneTaken } from '#shared/incidents/fireLanes.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { pointValue } from '#state/reading.ts';
import { useFacts } from '#state/useScreen.tsx';

export interface BlockedLane {
  readonly device: DeviceRecord;
  readonly occupiedS: number;
}

export interface Lanes {
  readonly blocked: readonly BlockedLane[];
  readonly clear: readonly DeviceRecord[];
}

export function useLanes(): Lanes {
  const devices = useFacts((facts) => facts.devices);
  const { columns } = useFacts((facts) => facts.shown);
  const lanes = [...devices.values()].filter(isFireLane);
  const isTaken = (device: DeviceRecord) => isLaneTaken(device, pointValue(device, 'lane', columns));
  return {
    blocked: lanes
      .filter(isTaken)
      .map((device) => ({ device, occupiedS: pointValue(device, 'occupied', columns) })),
    clear: lanes.filter((device) => !isTaken(device)),
  };
}

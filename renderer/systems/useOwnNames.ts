/** Names of a system's devices beside each other, by key; the whole name where a device is not among them. */
import { useMemo } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useText } from '#ui/useText.ts';
import { ownNames } from './ownNames.ts';

export function useOwnNames(devices: readonly DeviceRecord[]): (device: DeviceRecord) => string {
  const { local } = useText();
  return useMemo(() => {
    const short = ownNames(devices.map(({ name }) => local(name)));
    const byKey = new Map(devices.map(({ key }, at) => [key, short[at]]));
    return ({ key, name }: DeviceRecord) => byKey.get(key) ?? local(name);
  }, [devices, local]);
}

/**
 * Devices that stood at the replayed instant and were removed since: they are among the others while that instant is shown,
 * and go with it. What the hub tells of the present is never touched.
 */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { FactStore } from './facts.ts';

export interface FormerDevices {
  /** Those of the shown world; none of the live one. */
  show(former: readonly DeviceRecord[]): void;
}

export function createFormerDevices(facts: FactStore): FormerDevices {
  let shown: readonly DeviceRecord[] = [];
  return {
    show(former) {
      if (former.length === 0 && shown.length === 0) return;
      const devices = new Map(facts.getState().devices);
      // One that came back meanwhile is another object.
      for (const device of shown) if (devices.get(device.key) === device) devices.delete(device.key);
      shown = former.filter(({ key }) => !devices.has(key));
      for (const device of shown) devices.set(device.key, device);
      facts.setState({ devices });
    },
  };
}

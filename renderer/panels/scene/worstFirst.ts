/** Devices with their gravest alarm, the gravest first, then by name as it stands. Pure. */
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';

export interface Listed {
  readonly device: DeviceRecord;
  readonly alarm: AlarmRecord | null;
}

const calm = 9;

export function worstFirst(
  devices: readonly DeviceRecord[],
  alarms: readonly AlarmRecord[],
): readonly Listed[] {
  const worst = new Map<string, AlarmRecord>();
  for (const alarm of alarms) {
    const known = worst.get(alarm.deviceKey);
    if (!isSetAside(alarm) && (!known || alarm.priority < known.priority)) worst.set(alarm.deviceKey, alarm);
  }
  return devices
    .map((device) => ({ device, alarm: worst.get(device.key) ?? null }))
    .sort((a, b) => (a.alarm?.priority ?? calm) - (b.alarm?.priority ?? calm));
}

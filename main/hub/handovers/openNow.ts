/** What is open in a compound at this moment, for whoever takes it over. */
import { isSetAside } from '#shared/alarms/machine.ts';
import { mostOpenItems, type Handover, type OpenItems } from '#shared/protocol/handover.ts';
import type { AlarmRecord, DeviceRecord, IncidentHead } from '#shared/protocol/records.ts';
import type { LocalText } from '#shared/twin/text.ts';

export function openNow(
  alarms: readonly AlarmRecord[],
  devices: readonly DeviceRecord[],
  incidents: readonly IncidentHead[],
): Handover['open'] {
  const nameOf = ({ name, deviceName }: AlarmRecord): LocalText => ({
    zh: `${name.zh} · ${deviceName.zh}`,
    en: `${name.en} · ${deviceName.en}`,
  });
  const ofAlarms = (list: readonly AlarmRecord[]) =>
    items(
      list.toSorted((a, b) => a.priority - b.priority || b.lastAtMs - a.lastAtMs),
      (alarm) => ({ id: alarm.id, name: nameOf(alarm) }),
    );
  return {
    alarms: ofAlarms(alarms.filter((alarm) => !isSetAside(alarm))),
    shelved: ofAlarms(alarms.filter(({ state }) => state === 'shelved')),
    outOfService: items(
      devices.filter(({ outOfService }) => outOfService !== null),
      ({ key, name }) => ({ id: key, name }),
    ),
    incidents: items(incidents, ({ id, title }) => ({ id, name: title })),
  };
}

function items<T>(list: readonly T[], itemOf: (one: T) => OpenItems['items'][number]): OpenItems {
  return { count: list.length, items: list.slice(0, mostOpenItems).map(itemOf) };
}

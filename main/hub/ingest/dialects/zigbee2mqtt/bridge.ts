/**
 * The bridge itself, as a device that the others speak through: it takes them along when it goes, and back when it comes,
 * but for those that said themselves that they are away.
 */
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import { gatewayKind, type ForeignDevices } from '#hub/ingest/foreign/foreignDevices.ts';
import type { Told } from '#hub/ingest/message.ts';
import { isRecord, stringIn } from '../records.ts';

export interface Bridge {
  /** Of its coordinator on the air; null: not known. */
  readonly address: string | null;
  moveTo(told: Told, address: string): void;
  hearInfo(told: Told, info: unknown): void;
  hearState(told: Told, online: boolean): void;
  noteAway(device: ForeignDevice, isAway: boolean): void;
  /** Known as a device once it has spoken itself and somebody speaks through it. */
  learn(told: Told): void;
}

export function createBridge(base: string, devices: ForeignDevices, behind: () => Iterable<string>): Bridge {
  let address: string | null = null;
  /** Null: it has told nothing of itself. */
  let firmware: string | null = null;
  let isOnline: boolean | null = null;
  const away = new WeakSet<ForeignDevice>();

  function learn(told: Told): void {
    const those = [...behind()];
    if (address === null || those.length === 0 || (firmware === null && isOnline === null)) return;
    const isNew = !devices.find(address);
    const device = devices.learn(told, address, {
      name: base,
      kind: gatewayKind,
      product: 'zigbee2mqtt',
      firmware: firmware ?? '',
    });
    if (!device || !isNew) return;
    for (const id of those) devices.learn(told, id, { via: address });
    if (isOnline !== null) devices.available(told, device, isOnline);
  }

  function moveTo(told: Told, moved: string): void {
    if (address !== null && address !== moved) devices.remove(told, address);
    address = moved;
  }

  return {
    get address() {
      return address;
    },
    moveTo,
    learn,
    noteAway(device, isAway) {
      if (isAway) away.add(device);
      else away.delete(device);
    },
    hearInfo(told, given) {
      const info = isRecord(given) ? given : {};
      const coordinator = isRecord(info['coordinator']) ? info['coordinator'] : {};
      const moved = stringIn(coordinator, 'ieee_address');
      if (moved !== undefined) moveTo(told, moved);
      firmware = stringIn(info, 'version') ?? '';
      learn(told);
    },
    hearState(told, online) {
      const returns = online && isOnline === false;
      isOnline = online;
      learn(told);
      for (const device of devices.all())
        if (device.id === address || !online || (returns && !away.has(device)))
          devices.available(told, device, online);
    },
  };
}

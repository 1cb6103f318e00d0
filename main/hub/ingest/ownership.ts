/**
 * Who speaks for a device and takes its commands. Whoever described it first keeps it until it is gone, over restarts
 * too; what the compound's plan names belongs to the native dialect. The compound's mapping alone gives such a device to
 * one of another system, by naming that one with this id.
 */
import type { HomeOf } from '#shared/compounds/foreignName.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import { describedByPlan, type CompoundTwin, type TwinDevice } from '../twin/index.ts';
import { nativeOwner } from './dialects/native/index.ts';
import { readOwner } from './foreign/names.ts';
import type { DeviceAddress } from './message.ts';

export interface Ownership {
  /** Null: it may be described; else why not. */
  refusal(from: string, compound: CompoundTwin, address: DeviceAddress): Fault | null;
  ownerOf(compound: CompoundTwin, device: TwinDevice): string;
}

export function createOwnership(homeOf: HomeOf): Ownership {
  function isMapped(owner: string, compound: string, id: string): boolean {
    const found = readOwner(owner);
    const home = found && homeOf({ ...found, node: null });
    return home?.compound === compound && home.mapped?.id === id;
  }

  function ownerOf(compound: CompoundTwin, { describedBy, record }: TwinDevice): string {
    if (describedBy === nativeOwner || describedBy === null || describedBy === describedByPlan)
      return nativeOwner;
    return compound.plannedDevices.has(record.key) && !isMapped(describedBy, compound.id, record.id)
      ? nativeOwner
      : describedBy;
  }

  return {
    ownerOf,
    refusal(from, compound, { key, id }) {
      const device = compound.devices.get(key);
      if (isMapped(from, compound.id, id)) return null;
      if (from !== nativeOwner) {
        const isPlanned = compound.plannedDevices.has(key) || device?.describedBy === describedByPlan;
        if (isPlanned) return fault('device-planned', { device: key, compound: compound.id });
        // From a time when this was not written down: the first who describes it has it.
        if (device?.describedBy === null) return null;
      }
      const owner = device ? ownerOf(compound, device) : from;
      return owner === from ? null : fault('device-taken', { device: key, owner });
    },
  };
}

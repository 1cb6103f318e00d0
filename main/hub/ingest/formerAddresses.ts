/**
 * Where foreign devices were when the hub was last stopped, by their owners. The twin remembers them; their dialects begin
 * anew, and would take a device that was renamed meanwhile for one of another system.
 */
import type { Twin } from '../twin/index.ts';
import { readOwner } from './foreign/names.ts';
import { addressOf, type DeviceAddress } from './message.ts';

/** Each is told once: from then on its dialect knows. */
export function createFormerAddresses(twin: Twin): (owner: string) => DeviceAddress | null {
  let former: Map<string, DeviceAddress> | null = null;

  function read(): Map<string, DeviceAddress> {
    const found = new Map<string, DeviceAddress>();
    for (const { id: compound, devices } of twin.compounds.values())
      for (const { describedBy, record } of devices.values())
        if (describedBy !== null && readOwner(describedBy))
          found.set(describedBy, addressOf(compound, record.system, record.id));
    return found;
  }

  return (owner) => {
    former ??= read();
    const address = former.get(owner) ?? null;
    former.delete(owner);
    return address;
  };
}

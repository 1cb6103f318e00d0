/** Which devices of Home Assistant's speak through which, by any of the identifiers that the other one goes by. */
import type { KnownDevice } from './knownDevice.ts';

export interface Ways {
  /** Key of the one it speaks through; null where that is nowhere, itself, or in another compound. */
  keyOf(device: KnownDevice): string | null;
  /** After something of the device is other than it was. */
  note(device: KnownDevice): void;
  forget(device: KnownDevice): void;
  /** Those whose way is another by now, because of this one. */
  changedBehind(device: KnownDevice): readonly KnownDevice[];
}

export function createWays(): Ways {
  const known = new Map<string, Set<KnownDevice>>();
  const behind = new Map<string, Set<KnownDevice>>();
  const noted = new Map<KnownDevice, KnownDevice['facts']>();

  function add(to: Map<string, Set<KnownDevice>>, name: string, device: KnownDevice): void {
    const those = to.get(name) ?? new Set();
    to.set(name, those.add(device));
  }

  function remove(from: Map<string, Set<KnownDevice>>, name: string, device: KnownDevice): void {
    const those = from.get(name);
    those?.delete(device);
    if (those?.size === 0) from.delete(name);
  }

  function forget(device: KnownDevice): void {
    const facts = noted.get(device);
    noted.delete(device);
    for (const name of facts?.identifiers ?? []) remove(known, name, device);
    if (facts?.via) remove(behind, facts.via, device);
  }

  function keyOf(device: KnownDevice): string | null {
    const { via } = device.facts;
    for (const one of (via === null ? undefined : known.get(via)) ?? [])
      if (one !== device && one.placed.length > 0 && one.compound === device.compound) return one.address.key;
    return null;
  }

  return {
    keyOf,
    forget,
    note(device) {
      if (noted.get(device) === device.facts) return;
      forget(device);
      noted.set(device, device.facts);
      for (const name of device.facts.identifiers) add(known, name, device);
      if (device.facts.via !== null) add(behind, device.facts.via, device);
    },
    changedBehind: (device) =>
      device.facts.identifiers
        .flatMap((name) => [...(behind.get(name) ?? [])])
        .filter((one) => one !== device && one.placed.length > 0 && keyOf(one) !== one.via),
  };
}

/** For whom each client of the embedded broker may speak; one whose credential is revoked is cut off. */
import type { Client } from 'aedes';
import type { DeviceAccess, DeviceIdentity } from '../access/index.ts';

export interface Speakers {
  add(client: Client, identity: DeviceIdentity): void;
  of(client: Client | null): DeviceIdentity;
  remove(client: Client): void;
}

export function createSpeakers(devices: DeviceAccess): Speakers {
  const bound = new Map<Client, NonNullable<DeviceIdentity>>();
  devices.onRevoke((credentialId) => {
    for (const [client, identity] of bound) if (identity.credentialId === credentialId) client.close();
  });
  return {
    add(client, identity) {
      if (identity) bound.set(client, identity);
    },
    of: (client) => (client ? (bound.get(client) ?? null) : null),
    remove: (client) => void bound.delete(client),
  };
}

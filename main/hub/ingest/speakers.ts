/** For whom each client of the embedded broker may speak; one whose credential is revoked is cut off. */
import type { Client } from 'aedes';
import type { DeviceAccess, DeviceIdentity } from '../access/index.ts';

export interface Speakers {
  /** False: another credential's client is here under this id, and must not be pushed out. */
  add(client: Client, identity: DeviceIdentity): boolean;
  of(client: Client | null): DeviceIdentity;
  isHere(clientId: string): boolean;
  remove(client: Client): void;
}

export function createSpeakers(devices: DeviceAccess): Speakers {
  const bound = new Map<Client, NonNullable<DeviceIdentity>>();
  const byId = new Map<string, Client>();
  devices.onRevoke((credentialId) => {
    for (const [client, identity] of bound) if (identity.credentialId === credentialId) client.close();
  });
  return {
    add(client, identity) {
      const other = byId.get(client.id);
      if (other && !other.closed && bound.get(other)?.credentialId !== identity?.credentialId) return false;
      byId.set(client.id, client);
      if (identity) bound.set(client, identity);
      return true;
    },
    of: (client) => (client ? (bound.get(client) ?? null) : null),
    isHere: (clientId) => byId.has(clientId),
    remove(client) {
      bound.delete(client);
      if (byId.get(client.id) === client) byId.delete(client.id);
    },
  };
}

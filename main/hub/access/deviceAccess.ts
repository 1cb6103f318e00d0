/**
 * Which device may say what on the embedded broker. A credential speaks for its own devices alone; on loopback a client
 * without one may publish anything, as before; from other machines a credential or the hub's token is needed.
 */
import type { DeviceCredential } from '#shared/access/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { topicRoot } from '#shared/twin/topic.ts';
import { isLoopback } from './address.ts';
import type { Grants } from './grants.ts';
import type { Penalty } from './penalty.ts';
import { sameSecret, secretHash } from './secrets.ts';

/** Null: not bound to devices (loopback, the hub's token). */
export type DeviceIdentity = {
  readonly credentialId: string;
  /** Of its devices: what it may publish below, and hear the commands of. */
  readonly prefixes: readonly string[];
  /** Below these it may say and hear anything. */
  readonly bridges: readonly string[];
} | null;

export interface DeviceAccess {
  /** Wrong passwords are answered late, and beyond a few at a time not looked at. */
  authenticate(
    username: string | undefined,
    password: string | undefined,
    remoteAddress: string,
  ): Promise<Result<DeviceIdentity>>;
  /** Whose credential this is, if it holds. */
  of(credentialId: string): DeviceIdentity | undefined;
  mayPublish(identity: DeviceIdentity, topic: string): boolean;
  maySubscribe(identity: DeviceIdentity, filter: string): boolean;
  /** Clients of a revoked credential are to be cut off. */
  onRevoke(listener: (credentialId: string) => void): void;
}

export function createDeviceAccess(options: {
  credentials: Grants<DeviceCredential>;
  token: string | null;
  penalty: Penalty;
}): DeviceAccess {
  const { credentials, token } = options;
  return {
    async authenticate(username, password, remoteAddress) {
      if (password === undefined || password === '') {
        return isLoopback(remoteAddress) ? success(null) : refused(remoteAddress, options.penalty);
      }
      // A password that the hub made cannot be guessed: its device does not wait for others' mistakes.
      const credential = credentials.bySecret(password);
      if (credential && credential.id === username && credential.revokedMs === null) {
        return success(identityOf(credential));
      }
      if (!options.penalty.open(remoteAddress)) return unknown();
      if (token !== null && sameSecret(secretHash(password), secretHash(token))) return success(null);
      return refused(remoteAddress, options.penalty);
    },
    of(credentialId) {
      const credential = credentials.find(credentialId);
      return credential && credential.revokedMs === null ? identityOf(credential) : undefined;
    },
    mayPublish: (identity, topic) =>
      identity === null ||
      identity.prefixes.some((prefix) => topic.startsWith(`${prefix}/`)) ||
      identity.bridges.some((prefix) => topic.startsWith(prefix)),
    maySubscribe: (identity, filter) =>
      identity === null ||
      identity.bridges.some((prefix) => filter.startsWith(prefix)) ||
      identity.prefixes.some(
        (prefix) => filter === `${prefix}/command` || filter.startsWith(`${prefix}/command/`),
      ),
    onRevoke: (listener) => credentials.onRevoke(listener),
  };
}

function identityOf({ id, compound, devices, bridges = [] }: DeviceCredential): DeviceIdentity {
  return {
    credentialId: id,
    prefixes: devices.map((key) => `${topicRoot}/${compound}/${key}`),
    bridges: bridges.map((topic) => `${topic}/`),
  };
}

async function refused(address: string, penalty: Penalty): Promise<Result<never>> {
  await penalty.pay(address);
  return unknown();
}

function unknown(): Result<never> {
  return failure('device-credential');
}

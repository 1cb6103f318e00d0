/**
 * Who is asking: a person's session, an API token, the hub's own token, or, while no user exists, whoever sits at the
 * machine. A browser page of another origin is refused, and so is, from the machine itself, a Host name that is not ours,
 * so that no web page can steer the hub, by rebinding or otherwise.
 */
import { hostname } from 'node:os';
import { everywhere, personOf, type Person } from '#shared/access/may.ts';
import type { DeviceCredential, TokenRecord } from '#shared/access/records.ts';
import { verbs } from '#shared/access/verbs.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { hostName, isAddress, isLoopback } from './address.ts';
import { isLocal, type Caller } from './caller.ts';
import type { Grants } from './grants.ts';
import { sameSecret } from './secrets.ts';
import type { Sessions } from './sessions.ts';
import type { Users } from './users.ts';

export interface Identity extends Person {
  readonly via: 'session' | 'token' | 'hub-token' | 'local' | 'device';
  /** What ends it, told by `onEnd`: the session's or token's id, `local`; null for the hub's own token. */
  readonly key: string | null;
  readonly address: string;
}

export function isUsable({ revokedMs, expiresMs }: TokenRecord, nowMs: number): boolean {
  return revokedMs === null && (expiresMs === null || expiresMs > nowMs);
}

export function createIdentify(options: {
  users: Users;
  sessions: Sessions;
  tokens: Grants<TokenRecord>;
  credentials: Grants<DeviceCredential>;
  token: string | null;
  hosts: readonly string[];
  now: () => number;
}): (caller: Caller) => Result<Identity> {
  const { users, sessions, tokens, credentials, now } = options;
  const ourNames = new Set(['localhost', hostname().toLowerCase(), ...options.hosts]);

  function byToken(secret: string, address: string): Identity | null {
    if (options.token !== null && sameSecret(secret, options.token))
      return { ...personOf('automation', 'admin', everywhere), via: 'hub-token', key: null, address };
    const found = tokens.bySecret(secret);
    if (!found || !isUsable(found, now())) return null;
    const { name, scope } = found;
    return {
      name: `token:${name}`,
      role: null,
      verbs: found.verbs,
      scope,
      via: 'token',
      key: found.id,
      address,
    };
  }

  /** A device writes what its credential covers, and asks for nothing. */
  function byCredential({ name, password }: NonNullable<Caller['login']>, address: string): Identity | null {
    const found = credentials.bySecret(password);
    if (!found || found.id !== name || found.revokedMs !== null) return null;
    return {
      name: `device:${found.id}`,
      role: null,
      verbs: ['ingest.write'],
      scope: { compounds: [found.compound], cameraGroups: [], personal: [] },
      via: 'device',
      key: found.id,
      address,
    };
  }

  function bySession(secret: string, address: string): Identity | null {
    const session = sessions.find(secret);
    const user = session ? users.find(session.record.user) : null;
    if (!session || !user || user.disabled) return null;
    return { ...personOf(user.name, user.role, user.scope), via: 'session', key: session.record.id, address };
  }

  return (caller) => {
    const { remoteAddress: address } = caller;
    const host = hostName(caller.host);
    const known = host !== null && (isAddress(host) || ourNames.has(host));
    // From another machine something is needed that a page of a foreign name does not have.
    if (!known && (host === null || (isLoopback(address) && !caller.forwarded))) return failure('host');
    if (caller.origin !== undefined && caller.origin !== `${caller.scheme}://${caller.host?.toLowerCase()}`)
      return failure('origin');
    if (caller.token !== undefined) {
      const found = byToken(caller.token, address);
      return found ? success(found) : wrongToken();
    }
    const found =
      (caller.session === undefined ? null : bySession(caller.session, address)) ??
      (caller.cookieToken === undefined ? null : byToken(caller.cookieToken, address)) ??
      // One that is none of ours is that of a proxy in front: it changes nothing.
      (caller.login === undefined ? null : byCredential(caller.login, address));
    if (found) return success(found);
    if (caller.cookieToken !== undefined && caller.session === undefined) return wrongToken();
    if (!users.none) return failure('sign-in');
    if (isLocal(caller)) return success(atTheMachine(address));
    return failure('token-missing');
  };
}

/** Before the first administrator exists: everything but managing people, which begins with creating that one. */
function atTheMachine(address: string): Identity {
  return {
    name: 'operator',
    role: 'operator',
    verbs: verbs.filter((verb) => verb !== 'users.manage'),
    scope: everywhere,
    via: 'local',
    key: 'local',
    address,
  };
}

function wrongToken(): Result<never> {
  return failure('token');
}

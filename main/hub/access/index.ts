/**
 * The access room: who somebody is, what they may do, and the log of what they did. Everything here is decided in the
 * hub; a screen only shows it.
 */
import { Compile } from 'typebox/compile';
import { DeviceCredential, TokenRecord } from '#shared/access/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';
import { createActions, type Actions } from './actions.ts';
import { createAudit, type Audit } from './audit.ts';
import { callerOf, isLocal, type Caller } from './caller.ts';
import { createDeviceAccess, type DeviceAccess } from './deviceAccess.ts';
import { createGrants, type Grants } from './grants.ts';
import { createLooks, type Looks } from './looks.ts';
import { createIdentify, isUsable, type Identity } from './identify.ts';
import { createPasswords } from './passwords.ts';
import { createPenalty, type Penalty } from './penalty.ts';
import { createPreferences, type PreferenceStore } from './preferences.ts';
import { createRefusals, type Refusals } from './refusals.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSignIn, type SignIn } from './signIn.ts';
import { createUsers, type Users } from './users.ts';

export type { Actions, NewAction } from './actions.ts';
export type { Audit } from './audit.ts';
export { createBackOff } from './backOff.ts';
export { sessionCookie, setCookie, tokenCookie, type Caller } from './caller.ts';
export type { DeviceAccess, DeviceIdentity } from './deviceAccess.ts';
export type { Identity } from './identify.ts';
export { newId } from './secrets.ts';
export { longestMs as sessionLongestMs } from './sessions.ts';
export type { Doer } from './users.ts';

const isToken = Compile(TokenRecord);
const isCredential = Compile(DeviceCredential);

export interface AccessOptions {
  readonly records: Records;
  readonly now: () => number;
  /** The hub's own token: an administrator, for automation and for setting up from another machine. */
  readonly token: string | null;
  /** Names beside `localhost` and the machine's own that this hub is asked by. */
  readonly hosts: readonly string[];
  readonly trustedProxy?: string | null;
  readonly tls?: boolean;
  readonly penaltyMs?: number;
  /** Compounds that are only shown; without it none is. */
  readonly isSealed?: (compound: string) => boolean;
}

export interface Access extends Actions, SignIn {
  readonly audit: Audit;
  readonly refusals: Refusals;
  readonly looks: Looks;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tokens: Grants<TokenRecord>;
  readonly credentials: Grants<DeviceCredential>;
  readonly devices: DeviceAccess;
  readonly penalty: Penalty;
  readonly preferences: PreferenceStore;
  /** The compound is a recording: it is shown, and nothing there is changed. */
  isSealed(compound: string): boolean;
  /** No user exists yet: whoever sits at the machine may do everything but manage people. */
  readonly firstRun: boolean;
  caller(request: Parameters<typeof callerOf>[0]): Caller;
  identify(caller: Caller): Result<Identity>;
  /** Whether this caller may create the first administrator. */
  maySetUp(caller: Caller): boolean;
  /** By key of an identity whose sessions, tokens or rights have just ended or changed. */
  onEnd(listener: (key: string) => void): void;
  /** Whether it could still be identified: not signed out, expired or revoked since. Being asked counts as use. */
  holds(identity: Identity): boolean;
  stop(): Promise<void>;
}

export function createAccess(options: AccessOptions): Access {
  const { records, now, token } = options;
  const audit = createAudit({ records, now });
  const refusals = createRefusals(audit);
  const passwords = createPasswords();
  const users = createUsers({ records, audit, passwords, now });
  const sessions = createSessions({ records, audit, now });
  const tokens = createGrants<TokenRecord>({
    table: 'tokens',
    kind: 'token',
    check: isToken,
    records,
    audit,
    now,
  });
  const credentials = createGrants<DeviceCredential>({
    table: 'device_credentials',
    kind: 'device-credential',
    check: isCredential,
    records,
    audit,
    now,
  });
  const penalty = createPenalty(options.penaltyMs);
  const devices = createDeviceAccess({ credentials, token, penalty });
  const identify = createIdentify({ users, sessions, tokens, credentials, token, hosts: options.hosts, now });
  const signIn = createSignIn({ users, sessions, refusals, now });
  const ended: ((key: string) => void)[] = [];
  const end = (key: string) => {
    for (const listener of ended) listener(key);
  };
  sessions.onEnd(end);
  tokens.onRevoke(end);
  credentials.onRevoke(end);
  users.onChange((name, what) => {
    if (what === 'created') {
      if (users.list().length === 1) end('local');
      return;
    }
    if (what === 'password') return;
    const user = users.find(name);
    // New rights reach open sockets by connecting anew; of a disabled user nothing is left to connect with.
    for (const { record } of sessions.of(name)) end(record.id);
    if (user?.disabled) sessions.endAll(name, null);
  });

  return {
    ...createActions({ records, audit }),
    ...signIn,
    audit,
    refusals,
    looks: createLooks({ audit, now }),
    users,
    sessions,
    tokens,
    credentials,
    devices,
    penalty,
    preferences: createPreferences({ records, now }),
    get firstRun() {
      return users.none;
    },
    caller: (request) =>
      callerOf(request, { tls: options.tls ?? false, trustedProxy: options.trustedProxy ?? null }),
    identify,
    isSealed: options.isSealed ?? (() => false),
    maySetUp(caller) {
      if (!users.none) return false;
      const who = identify(caller);
      return who.ok && (who.value.via === 'hub-token' || (who.value.via === 'local' && isLocal(caller)));
    },
    holds({ via, key }) {
      switch (via) {
        case 'session':
          return key !== null && sessions.touch(key);
        case 'token': {
          const found = key === null ? null : tokens.find(key);
          return found !== null && isUsable(found, now());
        }
        case 'device':
          return key !== null && devices.of(key) !== undefined;
        case 'local':
          return users.none;
        case 'hub-token':
          return true;
      }
    },
    onEnd: (listener) => void ended.push(listener),
    async stop() {
      sessions.stop();
      refusals.stop();
      await passwords.stop();
    },
  };
}

/**
 * Signing in, signing out, the first administrator, and one's own password. Who guesses is slowed down by name and by
 * address; whether a name exists shows neither in the answer nor in its time.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { UserRecord } from '#shared/access/records.ts';
import { createBackOff } from './backOff.ts';
import type { Refusals } from './refusals.ts';
import type { Sessions } from './sessions.ts';
import type { Doer, Users } from './users.ts';

export interface SignedIn {
  readonly user: UserRecord;
  /** The session's secret, for the cookie. */
  readonly secret: string;
}

export interface SignIn {
  signIn(name: string, password: string, from: { address: string; agent: string }): Promise<Result<SignedIn>>;
  /** Whose name and password these are, without signing anybody in; wrong ones count as a failed sign-in. */
  vouch(name: string, password: string, address: string): Promise<Result<UserRecord>>;
  /** The first administrator; who may ask that is decided before. */
  setUp(
    name: string,
    password: string,
    from: { address: string; agent: string },
    by: string,
  ): Promise<Result<SignedIn>>;
  /** Ends the other sessions of this user. */
  changePassword(
    name: string,
    old: string,
    password: string,
    sessionId: string | null,
    doer: Doer,
  ): Promise<Result<null>>;
}

/** A name can be tried by strangers: its wait stays short, so that nobody can lock its owner out for long. */
const longestForNameMs = 60_000;
const longestForAddressMs = 15 * 60_000;

export function createSignIn(options: {
  users: Users;
  sessions: Sessions;
  refusals: Refusals;
  now: () => number;
}): SignIn {
  const { users, sessions, refusals, now } = options;
  const byName = createBackOff({ now, longestMs: longestForNameMs });
  const byAddress = createBackOff({ now, longestMs: longestForAddressMs });

  async function prove(name: string, password: string, address: string): Promise<Result<UserRecord>> {
    const key = name.normalize('NFC').toLowerCase();
    const waitMs = Math.max(byName.waitMs(key), byAddress.waitMs(address));
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1000);
      return failure('sign-in-wait', { seconds });
    }
    // Counted before the answer is known, so that tries at the same moment count as well.
    byName.failed(key);
    byAddress.failed(address);
    const found = await users.proven(name, password);
    if (!found.ok) return found;
    if (!found.value) {
      refusals.add(`sign-in ${address}`, { by: '', verb: 'sign-in', target: name.slice(0, 40), address });
      return failure('wrong-sign-in');
    }
    byName.succeeded(key);
    byAddress.succeeded(address);
    return success(found.value);
  }

  return {
    vouch: prove,
    async signIn(name, password, { address, agent }) {
      const found = await prove(name, password, address);
      if (!found.ok) return found;
      const secret = sessions.begin(found.value.name, agent, { by: found.value.name, address });
      return success({ user: found.value, secret });
    },
    async setUp(name, password, { address, agent }, by) {
      if (!users.none) return failure('set-up-done');
      const created = await users.create({ name, password, role: 'admin' }, { by, address });
      if (!created.ok) return created;
      if (created.notStored) return failure('not-stored');
      const secret = sessions.begin(created.value.name, agent, { by: created.value.name, address });
      return success({ user: created.value, secret });
    },
    async changePassword(name, old, password, sessionId, doer) {
      const found = await prove(name, old, doer.address ?? '');
      if (!found.ok) return found;
      const changed = await users.setPassword(name, password, doer);
      if (changed.ok) sessions.endAll(found.value.name, sessionId);
      return changed;
    },
  };
}

/**
 * Sessions of people: 32 random bytes in a cookie, their hash on disk. One ends after twelve hours without use, after
 * seven days in any case, when its user signs out, changes the password, or is disabled. An ended session is told, so
 * that its open sockets close at once.
 */
import { Compile } from 'typebox/compile';
import { SessionRecord } from '#shared/access/records.ts';
import type { Records } from '../records/index.ts';
import type { Audit } from './audit.ts';
import { newId, newSecret, secretHash } from './secrets.ts';
import type { Doer } from './users.ts';

export const idleMs = 12 * 3_600_000;
export const longestMs = 7 * 24 * 3_600_000;
/** Last use is written this seldom. */
const usedEveryMs = 10 * 60_000;
const sweepMs = 60_000;
const sessionsOfOne = 50;

export interface Session {
  readonly record: SessionRecord;
  readonly usedMs: number;
}

export interface Sessions {
  /** Begins one and gives its secret, which is not kept. */
  begin(user: string, agent: string, doer: Doer): string;
  /** Null where there is none, or it has ended; finding one counts as use. */
  find(secret: string): Session | null;
  /** Use without a request, by an open socket. False where it has ended. */
  touch(id: string): boolean;
  of(user: string): Session[];
  end(id: string, doer: Doer, verb?: 'sign-out'): void;
  /** Ends a user's sessions but the one with id `except`. */
  endAll(user: string, except: string | null): void;
  onEnd(listener: (id: string) => void): void;
  stop(): void;
}

interface Kept {
  readonly record: SessionRecord;
  usedMs: number;
  writtenMs: number;
}

const isSession = Compile(SessionRecord);

export function createSessions(options: { records: Records; audit: Audit; now: () => number }): Sessions {
  const { records, audit, now } = options;
  const byHash = new Map<string, Kept>();
  const hashOfId = new Map<string, string>();
  const listeners: ((id: string) => void)[] = [];
  const over = ({ record, usedMs }: Kept) => now() - usedMs > idleMs || now() - record.createdMs > longestMs;

  const remember = (hash: string, kept: Kept) => {
    byHash.set(hash, kept);
    hashOfId.set(kept.record.id, hash);
  };
  for (const row of records.db
    .prepare<[], { hash: string; record: string; usedMs: number }>(
      'SELECT hash, record, used_ms AS usedMs FROM sessions',
    )
    .all()) {
    const record: unknown = JSON.parse(row.record);
    if (isSession.Check(record)) remember(row.hash, { record, usedMs: row.usedMs, writtenMs: row.usedMs });
  }

  /** Gone from memory at once, from the disk with `unit`. */
  function forget(hash: string, kept: Kept): { sql: string; params: string[] } {
    byHash.delete(hash);
    hashOfId.delete(kept.record.id);
    for (const listener of listeners) listener(kept.record.id);
    return { sql: 'DELETE FROM sessions WHERE hash = ?', params: [hash] };
  }
  function use(hash: string, kept: Kept): void {
    kept.usedMs = now();
    if (kept.usedMs - kept.writtenMs < usedEveryMs) return;
    kept.writtenMs = kept.usedMs;
    records.write([{ sql: 'UPDATE sessions SET used_ms = ? WHERE hash = ?', params: [kept.usedMs, hash] }]);
  }
  function sweep(): void {
    const unit = [...byHash].filter(([, kept]) => over(kept)).map(([hash, kept]) => forget(hash, kept));
    if (unit.length > 0) records.write(unit);
  }
  sweep();
  const timer = setInterval(sweep, sweepMs);
  timer.unref();

  const of = (user: string) => [...byHash].filter(([, kept]) => kept.record.user === user && !over(kept));

  return {
    begin(user, agent, doer) {
      const secret = newSecret();
      const hash = secretHash(secret);
      const record: SessionRecord = {
        version: 1,
        id: newId(),
        user,
        createdMs: now(),
        address: doer.address ?? '',
        agent: agent.slice(0, 200),
      };
      const surplus = of(user)
        .sort(([, a], [, b]) => b.usedMs - a.usedMs)
        .slice(sessionsOfOne - 1)
        .map(([oldHash, kept]) => forget(oldHash, kept));
      remember(hash, { record, usedMs: now(), writtenMs: now() });
      // With a full disk people must still be able to sign in: the session counts now, its record when there is room.
      records.write([
        ...surplus,
        {
          sql: 'INSERT OR IGNORE INTO sessions (hash, record, used_ms) VALUES (?, ?, ?)',
          params: [hash, JSON.stringify(record), now()],
        },
        ...audit.entry({ ...doer, verb: 'sign-in', target: user }),
      ]);
      return secret;
    },
    find(secret) {
      const hash = secretHash(secret);
      const kept = byHash.get(hash);
      if (!kept || over(kept)) return null;
      use(hash, kept);
      return kept;
    },
    touch(id) {
      const hash = hashOfId.get(id);
      const kept = hash === undefined ? undefined : byHash.get(hash);
      if (hash === undefined || !kept || over(kept)) return false;
      use(hash, kept);
      return true;
    },
    of: (user) => of(user).map(([, kept]) => kept),
    end(id, doer, verb = 'sign-out') {
      const hash = hashOfId.get(id);
      const kept = hash === undefined ? undefined : byHash.get(hash);
      if (hash === undefined || !kept) return;
      records.write([forget(hash, kept), ...audit.entry({ ...doer, verb, target: kept.record.user })]);
    },
    endAll(user, except) {
      const unit = of(user)
        .filter(([, { record }]) => record.id !== except)
        .map(([hash, kept]) => forget(hash, kept));
      if (unit.length > 0) records.write(unit);
    },
    onEnd: (listener) => void listeners.push(listener),
    stop: () => clearInterval(timer),
  };
}

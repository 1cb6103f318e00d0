/**
 * Secrets the hub hands to machines, shown once and kept as hashes: API tokens and device credentials. Both are lists
 * with the same life (created, found by id or secret, revoked), kept here once.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';
import type { Audit } from './audit.ts';
import { commit } from './commit.ts';
import { newSecret, secretHash } from './secrets.ts';
import type { Doer } from './users.ts';

export interface Grant {
  readonly id: string;
  readonly revokedMs: number | null;
}

export interface Grants<T extends Grant> {
  list(): T[];
  find(id: string): T | null;
  /** The record whose secret this is. */
  bySecret(secret: string): T | null;
  create(record: T, target: string, doer: Doer): Promise<Result<{ record: T; secret: string }>>;
  revoke(id: string, doer: Doer): Promise<Result<T>>;
  onRevoke(listener: (id: string) => void): void;
}

const grantsAtMost = 20_000;

export function createGrants<T extends Grant>(options: {
  table: 'tokens' | 'device_credentials';
  /** Begins the names of its audit entries. */
  kind: 'token' | 'device-credential';
  check: { Check(value: unknown): value is T };
  records: Records;
  audit: Audit;
  now: () => number;
}): Grants<T> {
  const { table, kind, records, audit, now } = options;
  const known = new Map<string, T>();
  const idOfHash = new Map<string, string>();
  const listeners: ((id: string) => void)[] = [];
  for (const row of records.db
    .prepare<[], { record: string; hash: string }>(`SELECT record, hash FROM ${table}`)
    .all()) {
    const record: unknown = JSON.parse(row.record);
    if (!options.check.Check(record)) throw new Error(`a record in ${table} of linli.db is damaged`);
    known.set(record.id, record);
    idOfHash.set(row.hash, record.id);
  }

  return {
    list: () => [...known.values()],
    find: (id) => known.get(id) ?? null,
    bySecret(secret) {
      const id = idOfHash.get(secretHash(secret));
      return id === undefined ? null : (known.get(id) ?? null);
    },
    async create(record, target, doer) {
      if (known.size >= grantsAtMost) return failure('too-many-grants');
      const secret = newSecret();
      const hash = secretHash(secret);
      const unit = [
        {
          sql: `INSERT OR IGNORE INTO ${table} (id, record, hash) VALUES (?, ?, ?)`,
          params: [record.id, JSON.stringify(record), hash],
        },
        ...audit.entry({ ...doer, verb: `${kind}-create`, target }),
      ];
      return commit(records, unit, { record, secret }, () => {
        known.set(record.id, record);
        idOfHash.set(hash, record.id);
      });
    },
    async revoke(id, doer) {
      const found = known.get(id);
      if (!found) return failure('no-grant');
      if (found.revokedMs !== null) return success(found);
      const record: T = { ...found, revokedMs: now() };
      known.set(id, record);
      for (const listener of listeners) listener(id);
      const unit = [
        { sql: `UPDATE ${table} SET record = ? WHERE id = ?`, params: [JSON.stringify(record), id] },
        ...audit.entry({ ...doer, verb: `${kind}-revoke`, target: id }),
      ];
      return commit(records, unit, record);
    },
    onRevoke: (listener) => void listeners.push(listener),
  };
}

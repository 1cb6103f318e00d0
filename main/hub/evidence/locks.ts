/** Locks of evidence: rows of `linli.db` that the removal of old records looks at, so that none can be missed. */
import { Compile } from 'typebox/compile';
import { EvidenceLock } from '#shared/protocol/evidence.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface EvidenceLocks {
  find(incidentId: string): EvidenceLock | null;
  /** One that is there already grows and keeps who set it. */
  set(lock: EvidenceLock): EvidenceLock;
  release(incidentId: string): void;
  /** The first locked instant of a compound; null where nothing is locked. */
  firstMs(compound: string): number | null;
}

const isLock = Compile(EvidenceLock);

export function createEvidenceLocks(records: Records): EvidenceLocks {
  /** Null: released, but not yet on disk. */
  const unstored = createUnstored<EvidenceLock | null>();
  const one = records.db
    .prepare<[string], string>('SELECT record FROM evidence_locks WHERE incident = ?')
    .pluck();
  const first = records.db
    .prepare<[string], number | null>('SELECT min(from_ms) FROM evidence_locks WHERE compound = ?')
    .pluck();

  function find(incidentId: string): EvidenceLock | null {
    const fresh = unstored.get(incidentId);
    if (fresh !== undefined) return fresh;
    const text = one.get(incidentId);
    if (text === undefined) return null;
    const lock: unknown = JSON.parse(text);
    if (!isLock.Check(lock)) throw new Error('an evidence lock in linli.db is damaged');
    return lock;
  }
  return {
    find,
    set(lock) {
      const before = find(lock.incidentId);
      const set: EvidenceLock = before
        ? { ...before, fromMs: Math.min(before.fromMs, lock.fromMs), toMs: Math.max(before.toMs, lock.toMs) }
        : lock;
      const release = unstored.hold(set.incidentId, set);
      const { incidentId, compound, fromMs, toMs } = set;
      const put =
        'INSERT OR REPLACE INTO evidence_locks (incident, compound, from_ms, to_ms, record) VALUES (?, ?, ?, ?, ?)';
      const params = [incidentId, compound, fromMs, toMs, JSON.stringify(set)];
      records.write([{ sql: put, params }], (stored) => stored && release());
      return set;
    },
    release(incidentId) {
      const release = unstored.hold(incidentId, null);
      records.write(
        [{ sql: 'DELETE FROM evidence_locks WHERE incident = ?', params: [incidentId] }],
        (stored) => stored && release(),
      );
    },
    firstMs: (compound) => first.get(compound) ?? null,
  };
}

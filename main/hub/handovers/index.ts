/**
 * The hand-over room: shifts handed over, kept as records of `linli.db`. It is called within a unit of the commit loop,
 * so that a signature and its audit entry are one; who may sign is decided before.
 */
import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { Handover, isWaiting } from '#shared/protocol/handover.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { createUnstored, type Records } from '../records/index.ts';

export { openNow } from './openNow.ts';

export interface Handovers {
  find(id: string): Handover | null;
  /** Newest first. */
  list(compound: string, limit: number): Handover[];
  /** Refused while another of the compound waits for its second signature. */
  write(handover: Pick<Handover, 'compound' | 'from' | 'promised' | 'open'>): Result<Handover>;
  /** Signed once, by somebody else than who wrote it. */
  sign(id: string, to: string): Result<Handover>;
  /** Taken back before anybody signed for it; it stays on record. */
  withdraw(id: string): Result<Handover>;
}

const isHandover = Compile(Handover);
const put = 'INSERT OR REPLACE INTO handovers (id, compound, at_ms, record) VALUES (?, ?, ?, ?)';

export function isSamePerson(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

export function createHandovers({ records, now }: { records: Records; now: () => number }): Handovers {
  const { db } = records;
  const unstored = createUnstored<Handover>();
  const one = db.prepare<[string], string>('SELECT record FROM handovers WHERE id = ?').pluck();
  const newest = db
    .prepare<[string, number], string>(
      'SELECT record FROM handovers WHERE compound = ? ORDER BY at_ms DESC, id LIMIT ?',
    )
    .pluck();

  function parsed(text: string): Handover {
    const value: unknown = JSON.parse(text);
    if (!isHandover.Check(value)) throw new Error('a record of a hand-over in linli.db is damaged');
    return value;
  }

  function keep(handover: Handover): Result<Handover> {
    const { id, compound, atMs } = handover;
    const release = unstored.hold(id, handover);
    records.write([{ sql: put, params: [id, compound, atMs, JSON.stringify(handover)] }], (stored) => {
      if (stored) release();
    });
    return success(handover);
  }

  function find(id: string): Handover | null {
    const fresh = unstored.get(id);
    if (fresh) return fresh;
    const text = one.get(id);
    return text === undefined ? null : parsed(text);
  }

  function list(compound: string, limit: number): Handover[] {
    const found = new Map(
      newest.all(compound, limit).map((text) => {
        const handover = parsed(text);
        return [handover.id, handover];
      }),
    );
    for (const fresh of unstored.values()) if (fresh.compound === compound) found.set(fresh.id, fresh);
    return [...found.values()].sort((a, b) => b.atMs - a.atMs).slice(0, limit);
  }

  return {
    find,
    list,
    write(given) {
      const waiting = list(given.compound, 1).find((one) => isWaiting(one, now()));
      if (waiting) return failure('handover-waiting', { name: waiting.from });
      return keep({ version: 1, id: randomUUID(), to: null, atMs: now(), signedAtMs: null, ...given });
    },
    sign(id, to) {
      const handover = find(id);
      if (!handover) return failure('no-handover');
      if (handover.to !== null) return failure('handover-signed', { name: handover.to });
      if (handover.withdrawnAtMs !== undefined) return failure('handover-withdrawn');
      if (isSamePerson(to, handover.from)) return failure('handover-same');
      return keep({ ...handover, to, signedAtMs: now() });
    },
    withdraw(id) {
      const handover = find(id);
      if (!handover) return failure('no-handover');
      if (handover.to !== null) return failure('handover-signed', { name: handover.to });
      if (handover.withdrawnAtMs !== undefined) return success(handover);
      return keep({ ...handover, withdrawnAtMs: now() });
    },
  };
}

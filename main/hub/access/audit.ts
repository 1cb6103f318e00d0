/**
 * The audit log: append-only, hash-chained, in the same commit as what it tells of. `entry` gives the statements that
 * belong into the effect's unit; the chain's order is the order of these calls, so a unit must be handed to
 * `records.write` in the same turn. The head is kept beside the chain, so that a cut tail shows.
 */
import { Compile } from 'typebox/compile';
import { AuditEntry } from '#shared/access/records.ts';
import { maySee, type Person } from '#shared/access/may.ts';
import type { AuditVerb } from '#shared/access/names.ts';
import type { Records, Statement } from '../records/index.ts';
import { canonical, hashOf, start, type Head, type Link } from './auditChain.ts';

export interface AuditFacts {
  readonly by: string;
  /** What was asked, by the name of its permit or deed. */
  readonly verb: AuditVerb;
  readonly outcome?: AuditEntry['outcome'];
  readonly compound?: string | null;
  readonly target?: string;
  readonly note?: string;
  readonly address?: string | null;
  readonly count?: number;
}

export interface AuditQuery {
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly by?: string;
  readonly verb?: string;
  readonly limit?: number;
}

export interface Audit {
  /** Into the unit of the effect, which is written in the same turn. */
  entry(facts: AuditFacts): Statement[];
  /** An entry that has no other effect. */
  note(facts: AuditFacts): void;
  /** Newest first, of what the person may see: entries of no compound only where it may see all. */
  list(person: Person, query: AuditQuery): AuditEntry[];
  head(): Head;
  /** Every link from the one before the first that was written at or after an instant, in order; what is not committed yet is not among them. */
  chain(fromMs: number): readonly Link[];
}

const isEntry = Compile(AuditEntry);
const listedAtMost = 5000;
const textAtMost = 2000;

export function createAudit({ records, now }: { records: Records; now: () => number }): Audit {
  const { db } = records;
  let head: Head =
    db.prepare<[], Head>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() ?? start;
  const cut = db.prepare<[], Head>('SELECT seq, hash FROM audit_head').get();
  // After a cut tail the chain goes on from the head that was kept, so that the gap stays to be found.
  if (cut && cut.seq > head.seq) head = cut;

  function entry(facts: AuditFacts): Statement[] {
    const body = canonical({
      version: 1,
      seq: head.seq + 1,
      atMs: now(),
      by: facts.by,
      verb: facts.verb,
      outcome: facts.outcome ?? 'done',
      compound: facts.compound ?? null,
      target: clipped(facts.target ?? ''),
      note: clipped(facts.note ?? ''),
      address: facts.address ?? null,
      count: facts.count ?? 1,
    });
    head = { seq: head.seq + 1, hash: hashOf(head.hash, body) };
    return [
      {
        sql: 'INSERT OR IGNORE INTO audit (seq, body, hash) VALUES (?, ?, ?)',
        params: [head.seq, body, head.hash],
      },
      {
        sql: `INSERT INTO audit_head (one, seq, hash) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE
              SET seq = excluded.seq, hash = excluded.hash WHERE excluded.seq > seq`,
        params: [head.seq, head.hash],
      },
    ];
  }

  const newest = db.prepare<
    [number, number, string | null, string | null, string | null, string, number],
    { body: string }
  >(
    `SELECT body FROM audit WHERE at_ms >= ? AND at_ms < ?
       AND body ->> '$.by' = coalesce(?, body ->> '$.by') AND body ->> '$.verb' = coalesce(?, body ->> '$.verb')
       AND (? IS NULL OR compound IN (SELECT value FROM json_each(?))) ORDER BY seq DESC LIMIT ?`,
  );

  const links = db.prepare<[{ fromMs: number }], Link>(
    `SELECT seq, body, hash FROM audit
       WHERE seq >= (SELECT min(seq) - 1 FROM audit WHERE at_ms >= @fromMs) ORDER BY seq`,
  );

  return {
    entry,
    note: (facts) => records.write(entry(facts)),
    list(person, { fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, by, verb, limit = 500 }) {
      const { compounds } = person.scope;
      const scoped = compounds === 'all' ? null : JSON.stringify(compounds);
      return newest
        .all(fromMs, toMs, by ?? null, verb ?? null, scoped, scoped ?? '[]', Math.min(limit, listedAtMost))
        .flatMap(({ body }) => {
          const found: unknown = parsed(body);
          return isEntry.Check(found) && (found.compound === null || maySee(person, found.compound))
            ? [found]
            : [];
        });
    },
    head: () => head,
    chain: (fromMs) => links.all({ fromMs }),
  };
}

function clipped(text: string): string {
  return text.length > textAtMost ? `${text.slice(0, textAtMost)}…` : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

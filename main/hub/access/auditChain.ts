/**
 * The arithmetic of the audit chain: each entry's hash covers its text and the hash before it, so that no entry can be
 * changed, removed or put in between without every later hash being wrong. Used by the hub that writes and by the
 * command that verifies. Not detectable from the file alone: somebody who computes the whole chain and its head anew,
 * which is why `verify` takes a head that was noted elsewhere.
 */
import { createHash } from 'node:crypto';

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface Link {
  readonly seq: number;
  readonly body: string;
  readonly hash: string;
}

export const start: Head = { seq: 0, hash: '0'.repeat(64) };

/** JSON with keys in order, so that equal entries have equal texts. */
export function canonical(entry: Readonly<Record<string, string | number | null>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function hashOf(previous: string, body: string): string {
  return createHash('sha256').update(previous).update('\n').update(body).digest('hex');
}

export type Verdict =
  | { readonly ok: true; readonly head: Head }
  | {
      readonly ok: false;
      /** The first entry that is wrong; where entries are missing at the end, the first of these. */
      readonly seq: number;
      readonly why: 'altered' | 'missing' | 'number' | 'missing-tail' | 'head' | 'noted-head';
    };

/** `noted` is a head somebody wrote down earlier: the chain must have passed through it. */
export function checkChain(links: Iterable<Link>, kept: Head | null, noted: Head | null = null): Verdict {
  let head = start;
  for (const { seq, body, hash } of links) {
    const expected = head.seq + 1;
    if (seq !== expected) return { ok: false, seq: expected, why: 'missing' };
    if (hashOf(head.hash, body) !== hash) return { ok: false, seq, why: 'altered' };
    if (seqIn(body) !== seq) return { ok: false, seq, why: 'number' };
    head = { seq, hash };
    if (noted?.seq === seq && noted.hash !== hash) return { ok: false, seq, why: 'noted-head' };
  }
  if (noted && noted.seq > head.seq) return { ok: false, seq: head.seq + 1, why: 'missing-tail' };
  if (kept === null ? head.seq > 0 : kept.seq > head.seq)
    return kept === null
      ? { ok: false, seq: head.seq, why: 'head' }
      : { ok: false, seq: head.seq + 1, why: 'missing-tail' };
  if (kept && (kept.seq !== head.seq || kept.hash !== head.hash))
    return { ok: false, seq: head.seq, why: 'head' };
  return { ok: true, head };
}

function seqIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { seq?: unknown } | null)?.seq;
  } catch {
    return null;
  }
}

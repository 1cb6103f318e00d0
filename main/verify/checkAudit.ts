/** The audit chain of a package: each entry that is told is bound to the hashes before and after it. */
import { createHash } from 'node:crypto';
import { Value } from 'typebox/value';
import { AuditLine } from '#shared/evidence/manifest.ts';
import type { Tell } from './finding.ts';

const MOST_NAMED = 12;

export function checkAudit(text: string, tell: Tell): void {
  const lines = text.split('\n').filter((line) => line !== '');
  let previous: AuditLine | null = null;
  const who = new Set<string>();
  let told = 0;
  for (const line of lines) {
    const link = linkOf(line);
    const seq: number = link?.seq ?? (previous?.seq ?? 0) + 1;
    const follows = link !== null && (previous === null || link.seq === previous.seq + 1);
    if (!follows || !isBound(previous, link)) {
      tell('altered', 'audit-broken', { seq });
      return;
    }
    if (link.body !== undefined) {
      told++;
      const by = bodyOf(link.body)?.by;
      if (typeof by === 'string') who.add(by);
    }
    previous = link;
  }
  tell('ok', 'audit', { count: lines.length, told });
  if (who.size > 0) tell('note', 'looked', { who: [...who].slice(0, MOST_NAMED).join(', ') });
}

function linkOf(line: string): AuditLine | null {
  try {
    const link: unknown = JSON.parse(line);
    return Value.Check(AuditLine, link) ? link : null;
  } catch {
    return null;
  }
}

const FIRST = '0'.repeat(64);

/** A link without its text is bound by the next one that has one. */
function isBound(previous: AuditLine | null, { seq, hash, body }: AuditLine): boolean {
  if (body === undefined) return true;
  if (bodyOf(body)?.seq !== seq) return false;
  const before = previous?.hash ?? (seq === 1 ? FIRST : null);
  // Nothing is known of what stood before the first.
  if (before === null) return true;
  return createHash('sha256').update(before).update('\n').update(body).digest('hex') === hash;
}

function bodyOf(body: string): { readonly seq?: unknown; readonly by?: unknown } | null {
  try {
    return JSON.parse(body) as { readonly seq?: unknown; readonly by?: unknown } | null;
  } catch {
    return null;
  }
}

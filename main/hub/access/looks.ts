/**
 * Looks at what is personal go to the audit log: cameras, people, the log itself. Somebody who keeps looking at the same
 * thing is one entry in five minutes, so that a picture in many parts is one look.
 */
import type { Audit, AuditFacts } from './audit.ts';

const sameLookMs = 5 * 60_000;
const rememberedAtMost = 20_000;

export interface Looks {
  add(facts: Omit<AuditFacts, 'outcome' | 'count'>): void;
}

export function createLooks({ audit, now }: { audit: Pick<Audit, 'note'>; now: () => number }): Looks {
  const lastMs = new Map<string, number>();
  return {
    add(facts) {
      const key = JSON.stringify([facts.by, facts.verb, facts.compound, facts.target]);
      const before = lastMs.get(key);
      if (before !== undefined && now() - before < sameLookMs) return;
      lastMs.delete(key);
      lastMs.set(key, now());
      const [oldest] = lastMs.keys();
      if (lastMs.size > rememberedAtMost && oldest !== undefined) lastMs.delete(oldest);
      audit.note({ ...facts, outcome: 'read' });
    },
  };
}

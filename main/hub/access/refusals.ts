/**
 * Refusals and failed sign-ins go to the audit log, but a flood of them must not fill the disk: of each caller the
 * first is written at once, and what follows within a minute becomes one entry with a count. Callers beyond a bound
 * share one place.
 */
import type { Audit, AuditFacts } from './audit.ts';

const windowMs = 60_000;
const callersAtMost = 1000;
const everybodyElse = 'others';

export interface Refusals {
  /** `caller`: who counts as one: a name, or an address where nobody is known. */
  add(caller: string, facts: Omit<AuditFacts, 'outcome' | 'count'>): void;
  /** Writes what is counted but not yet told. */
  stop(): void;
}

interface Counted {
  facts: Omit<AuditFacts, 'outcome' | 'count'>;
  untold: number;
}

export function createRefusals(audit: Pick<Audit, 'note'>, spanMs = windowMs): Refusals {
  const counted = new Map<string, Counted>();
  const tell = () => {
    for (const [caller, { facts, untold }] of counted) {
      if (untold > 0) audit.note({ ...facts, outcome: 'refused', count: untold });
      counted.delete(caller);
    }
  };
  const timer = setInterval(tell, spanMs);
  timer.unref();
  return {
    add(caller, facts) {
      const key = counted.has(caller) || counted.size < callersAtMost ? caller : everybodyElse;
      const known = counted.get(key);
      if (known) {
        known.untold++;
        known.facts = facts;
        return;
      }
      counted.set(key, { facts, untold: 0 });
      audit.note({ ...facts, outcome: 'refused' });
    },
    stop() {
      clearInterval(timer);
      tell();
    },
  };
}

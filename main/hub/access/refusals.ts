/**
 * Refusals and failed sign-ins go to the audit log, but a flood of them must not fill the disk: of each caller the first
 * of a kind is written at once, and what follows of it within a minute becomes one entry with a count. What is beyond
 * so many kinds of one caller, or so many callers, shares one place.
 */
import type { Audit, AuditFacts } from './audit.ts';

const windowMs = 60_000;
const kindsOfOne = 30;
const placesAtMost = 1000;
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
  /** Of each caller, since the last telling. */
  const kinds = new Map<string, number>();
  const tell = () => {
    for (const [caller, { facts, untold }] of counted) {
      if (untold > 0) audit.note({ ...facts, outcome: 'refused', count: untold });
      counted.delete(caller);
    }
    kinds.clear();
  };
  function placeOf(caller: string, { verb, compound, target }: Counted['facts']): string {
    const kind = [caller, verb, compound, target].join('\n');
    if (counted.has(kind)) return kind;
    if (counted.size >= placesAtMost) return everybodyElse;
    return (kinds.get(caller) ?? 0) < kindsOfOne ? kind : caller;
  }
  const timer = setInterval(tell, spanMs);
  timer.unref();
  return {
    add(caller, facts) {
      const key = placeOf(caller, facts);
      const known = counted.get(key);
      if (known) {
        known.untold++;
        known.facts = facts;
        return;
      }
      counted.set(key, { facts, untold: 0 });
      kinds.set(caller, (kinds.get(caller) ?? 0) + 1);
      audit.note({ ...facts, outcome: 'refused' });
    },
    stop() {
      clearInterval(timer);
      tell();
    },
  };
}

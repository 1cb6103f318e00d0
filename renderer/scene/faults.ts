/** What is wrong with the scene, by cause: the first cause is said, and the next one when that is over. */
import type { SceneFault } from './contract.ts';

export interface Faults {
  set(cause: string, fault: SceneFault): void;
  clear(cause: string): void;
}

export function createFaults(say: (fault: SceneFault | null) => void): Faults {
  const standing = new Map<string, SceneFault>();
  let said: SceneFault | null = null;
  const tell = () => {
    const [first = null] = standing.values();
    if (first === said) return;
    said = first;
    say(first);
  };
  return {
    set(cause, fault) {
      standing.set(cause, fault);
      tell();
    },
    clear(cause) {
      if (standing.delete(cause)) tell();
    },
  };
}

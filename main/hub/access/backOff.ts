/**
 * Slows down who guesses: from the fifth failure in a row each one doubles the wait. In memory and bounded: where all
 * places are taken, the one that failed longest ago is forgotten.
 */
const freeFailures = 4;
const firstWaitMs = 1000;
const forgottenMs = 60 * 60_000;

export interface BackOff {
  /** Milliseconds until the next try is looked at; 0 = now. */
  waitMs(key: string): number;
  failed(key: string): void;
  succeeded(key: string): void;
  readonly size: number;
}

export function createBackOff(options: {
  now: () => number;
  longestMs: number;
  keysAtMost?: number;
}): BackOff {
  const { now, longestMs, keysAtMost = 10_000 } = options;
  const failures = new Map<string, { count: number; lastMs: number }>();
  return {
    waitMs(key) {
      const known = failures.get(key);
      if (!known || known.count <= freeFailures) return 0;
      const wait = Math.min(longestMs, firstWaitMs * 2 ** Math.min(30, known.count - freeFailures - 1));
      return Math.max(0, known.lastMs + wait - now());
    },
    failed(key) {
      const known = failures.get(key);
      const fresh = !known || now() - known.lastMs > forgottenMs;
      // Set anew, so that the map's order is the order of the last failures.
      failures.delete(key);
      failures.set(key, { count: fresh ? 1 : known.count + 1, lastMs: now() });
      const [oldest] = failures.keys();
      if (failures.size > keysAtMost && oldest !== undefined) failures.delete(oldest);
    },
    succeeded: (key) => void failures.delete(key),
    get size() {
      return failures.size;
    },
  };
}

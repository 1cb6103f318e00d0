/** What came over one source: messages of the last minute, and what became of all of them. */
const seconds = 60;

export interface Counters {
  heard(nowMs: number): void;
  took(): void;
  refused(): void;
  report(nowMs: number): {
    readonly messagesPerS: number;
    readonly lastMessageMs: number | null;
    readonly accepted: number;
    readonly refused: number;
  };
}

export function createCounters(): Counters {
  /** Messages of each second, in a ring; `at` tells which second a place holds. */
  const counts = new Uint32Array(seconds);
  const at = new Float64Array(seconds).fill(-1);
  let lastMessageMs: number | null = null;
  let accepted = 0;
  let refused = 0;
  return {
    heard(nowMs) {
      lastMessageMs = nowMs;
      const second = Math.floor(nowMs / 1000);
      const place = second % seconds;
      if (at[place] !== second) counts[place] = 0;
      at[place] = second;
      counts[place] = (counts[place] ?? 0) + 1;
    },
    took: () => void accepted++,
    refused: () => void refused++,
    report(nowMs) {
      const second = Math.floor(nowMs / 1000);
      let messages = 0;
      for (let place = 0; place < seconds; place++)
        if (second - (at[place] ?? -1) < seconds) messages += counts[place] ?? 0;
      return { messagesPerS: messages / seconds, lastMessageMs, accepted, refused };
    },
  };
}

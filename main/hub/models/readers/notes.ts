/** Notes of one file: what is told twice is counted, and what differs in its parameters only up to a limit. */
import type { Fault } from '#shared/protocol/result.ts';
import type { CountedNote } from './reader.ts';

const MOST_KINDS = 100;

export interface Notes {
  add(note: Fault, count?: number): void;
  all(): readonly CountedNote[];
}

export function createNotes(): Notes {
  const held = new Map<string, { note: Fault; count: number }>();
  return {
    add(note, count = 1) {
      if (count <= 0) return;
      const key = JSON.stringify([note.code, note.params]);
      const known = held.get(key);
      if (known) known.count += count;
      else if (held.size < MOST_KINDS) held.set(key, { note, count });
    },
    all: () => [...held.values()].map(({ note, count }) => ({ ...note, count })),
  };
}

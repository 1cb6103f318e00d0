/** What is journaled and not yet sealed, as a reader sees it: decoded once per row, forgotten when it is sealed. */
import type { Database } from 'better-sqlite3';
import type { Readings } from '#shared/twin/packed.ts';
import { journaled } from './readings.ts';

export interface Journaled {
  readonly id: number;
  readonly compound: string;
  readonly readings: Readings;
  readonly fromMs: number;
  readonly toMs: number;
}

export function createJournalReader(db: Database) {
  const first = db.prepare<[], number | null>('SELECT min(id) FROM journal').pluck();
  const after = db.prepare<[number], { id: number; compound: string; body: Uint8Array }>(
    'SELECT id, compound, body FROM journal WHERE id > ? ORDER BY id',
  );
  /** In order of arrival. */
  let known: Journaled[] = [];
  let lastId = 0;

  return {
    /** Within the caller's transaction. */
    of(compound: string): Journaled[] {
      const firstId = first.get() ?? Infinity;
      if ((known[0]?.id ?? Infinity) < firstId) known = known.filter(({ id }) => id >= firstId);
      for (const row of after.iterate(lastId)) {
        const { readings } = journaled(row.body);
        let [fromMs, toMs] = [Infinity, -Infinity];
        for (const timeMs of readings.timeMs) {
          if (timeMs < fromMs) fromMs = timeMs;
          if (timeMs > toMs) toMs = timeMs;
        }
        known.push({ id: row.id, compound: row.compound, readings, fromMs, toMs });
        lastId = row.id;
      }
      return known.filter((one) => one.compound === compound);
    },
  };
}

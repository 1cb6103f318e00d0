/**
 * The record room: `linli.db` with its migrations, one writer (the commit loop) and the main thread's connection for
 * reading. Other rooms write units of rows and hear when they are committed.
 */
import type { Result } from '#shared/protocol/result.ts';
import { success } from '#shared/protocol/result.ts';
import { createCommitLoop, type CommitLoop, type CommitLoopOptions, type Heard } from './commitLoop.ts';
import { tryOpenDatabase, type HubDatabase } from './database.ts';
import type { Unit } from './protocol.ts';

export { openDatabase, type HubDatabase } from './database.ts';
export type { Heard } from './commitLoop.ts';
export type { Statement, Unit } from './protocol.ts';
export { createUnstored } from './unstored.ts';

export interface Records extends Pick<CommitLoop, 'write' | 'together' | 'settled' | 'waiting'> {
  /** For reading only; sees what is committed. */
  readonly db: HubDatabase;
  /** Whether it was committed at the first attempt; where not, it is kept and written when the disk can. */
  stored(unit: Unit): Promise<boolean>;
  /** The next number of a table with a `seq` column; given once and never again, also where a write is refused. */
  nextSeq(table: string): number;
  /** The value: units that could not be written in time. */
  stop(): Promise<number>;
}

export function openRecords(options: CommitLoopOptions): Result<Records> {
  const opened = tryOpenDatabase(options.path);
  if (!opened.ok) return opened;
  const db = opened.value;
  db.pragma('query_only = ON');
  const loop = createCommitLoop(options);
  const last = new Map<string, number>();
  return success({
    db,
    write: loop.write,
    together: loop.together,
    settled: loop.settled,
    get waiting() {
      return loop.waiting;
    },
    stored: (unit) => new Promise((resolve) => loop.write(unit, heardOnce(resolve))),
    nextSeq(table) {
      const before = last.get(table) ?? lastSeq(db, table);
      last.set(table, before + 1);
      return before + 1;
    },
    async stop() {
      const left = await loop.stop();
      db.close();
      return left;
    },
  });
}

/** The first word decides. */
function heardOnce(resolve: (stored: boolean) => void): Heard {
  return (stored) => resolve(stored);
}

function lastSeq(db: HubDatabase, table: string): number {
  const given = db
    .prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?')
    .pluck()
    .get(table);
  return given ?? db.prepare<[], number>(`SELECT coalesce(max(seq), 0) FROM ${table}`).pluck().get() ?? 0;
}

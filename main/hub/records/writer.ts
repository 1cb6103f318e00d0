/** The writer thread of `linli.db`: commits one group at a time, each in one transaction, and says how it went. */
import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { openDatabase } from './database.ts';
import type { CommitReply, CommitRequest } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('the writer of records runs in a worker thread');
const { path, mostPages } = workerData as { readonly path: string; readonly mostPages: number | null };
const db = openDatabase(path);
// Somebody else writes for a moment: a retry is better than a thread that waits.
db.pragma('busy_timeout = 250');
if (mostPages !== null) db.pragma(`max_page_count = ${mostPages}`);
const prepared = new Map<string, Database.Statement>();

/** Whose fault a failure is: these tell of a statement that can never succeed, all others of the disk or the file. */
const faultsOfStatement = /^(SQLITE_(CONSTRAINT|MISMATCH|RANGE|TOOBIG|ERROR|MISUSE)|ERR_)/;

function statement(sql: string): Database.Statement {
  let found = prepared.get(sql);
  if (!found) prepared.set(sql, (found = db.prepare(sql)));
  return found;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'ERR_UNKNOWN';
}

function commit({ group, units }: CommitRequest): CommitReply {
  let at = -1;
  try {
    db.exec('BEGIN IMMEDIATE');
    units.forEach((unit, nth) => {
      at = nth;
      for (const { sql, params } of unit) statement(sql).run(...params);
    });
    at = -1;
    db.exec('COMMIT');
    return { group, kind: 'committed' };
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    const message = error instanceof Error ? error.message : String(error);
    const code = codeOf(error);
    return at >= 0 && faultsOfStatement.test(code)
      ? { group, kind: 'faulty', unit: at, message }
      : { group, kind: 'refused', code, message };
  }
}

port.on('message', (request: CommitRequest | 'close') => {
  if (request !== 'close') return port.postMessage(commit(request));
  db.close();
  port.postMessage({ group: 0, kind: 'closed' } satisfies CommitReply);
  port.close();
});

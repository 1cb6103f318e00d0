/** Reads the journal in a thread of its own, over a read-only connection: nothing live waits for a long search. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { JournalPage } from '#shared/protocol/journal.ts';
import { createJournalReader, type JournalQuestion } from './page.ts';

export interface JournalAsked {
  readonly id: number;
  readonly question: JournalQuestion;
}
export type JournalAnswered =
  { readonly id: number; readonly page: JournalPage } | { readonly id: number; readonly reason: string };

const port = parentPort;
if (!port) throw new Error('the journal is read in a worker thread');
const { path } = workerData as { readonly path: string };
const db = new Database(path, { readonly: true });
db.pragma('busy_timeout = 250');
const read = createJournalReader(db);

function answered({ id, question }: JournalAsked): JournalAnswered {
  try {
    return { id, page: read(question) };
  } catch (error) {
    return { id, reason: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', (asked: JournalAsked) => port.postMessage(answered(asked)));

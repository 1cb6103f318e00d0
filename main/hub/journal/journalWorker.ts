/** Reads the journal in a thread of its own, over a read-only connection: nothing live waits for a long search. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { AlarmKpis } from '#shared/alarms/kpis.ts';
import type { JournalPage } from '#shared/protocol/journal.ts';
import { createFiguresReader, type FiguresQuestion } from './alarmFigures.ts';
import { createRepairsReader, type Repairs, type RepairsQuestion } from './repairs.ts';
import { createJournalReader, type JournalQuestion } from './page.ts';

/** What can be asked of the thread, and what it answers. */
export interface Questions {
  readonly page: { readonly question: JournalQuestion; readonly answer: JournalPage };
  readonly figures: { readonly question: FiguresQuestion; readonly answer: AlarmKpis };
  readonly repairs: { readonly question: RepairsQuestion; readonly answer: readonly Repairs[] };
}
export type Kind = keyof Questions;

export interface JournalAsked<K extends Kind = Kind> {
  readonly id: number;
  readonly kind: K;
  readonly question: Questions[K]['question'];
}
export type JournalAnswered =
  | { readonly id: number; readonly answer: Questions[Kind]['answer'] }
  | { readonly id: number; readonly reason: string };

const port = parentPort;
if (!port) throw new Error('the journal is read in a worker thread');
const { path } = workerData as { readonly path: string };
const db = new Database(path, { readonly: true });
db.pragma('busy_timeout = 250');
const readers: { readonly [K in Kind]: (question: Questions[K]['question']) => Questions[K]['answer'] } = {
  page: createJournalReader(db),
  figures: createFiguresReader(db),
  repairs: createRepairsReader(db),
};

function answered<K extends Kind>({ id, kind, question }: JournalAsked<K>): JournalAnswered {
  try {
    return { id, answer: readers[kind](question) };
  } catch (error) {
    return { id, reason: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', (asked: JournalAsked) => port.postMessage(answered(asked)));

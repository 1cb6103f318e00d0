/**
 * The journal room: what happened in a compound, page by page, read by a thread of its own. The thread starts with the
 * first question, answers one after the other, and is ended and begun anew where one takes too long.
 */
import { Worker } from 'node:worker_threads';
import type { AlarmKpis } from '#shared/alarms/kpis.ts';
import type { JournalPage } from '#shared/protocol/journal.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { FiguresQuestion } from './alarmFigures.ts';
import type { JournalAnswered, JournalAsked, Kind, Questions } from './journalWorker.ts';
import type { JournalQuestion } from './page.ts';
import type { Repairs, RepairsQuestion } from './repairs.ts';

export { readCursor } from './cursor.ts';

export interface Journal {
  page(question: JournalQuestion): Promise<Result<JournalPage>>;
  figures(question: FiguresQuestion): Promise<Result<AlarmKpis>>;
  repairs(question: RepairsQuestion): Promise<Result<readonly Repairs[]>>;
  stop(): Promise<void>;
}

const withinMs = 10_000;
const waitingAtMost = 32;

export function createJournal({ path }: { readonly path: string }): Journal {
  let worker: Worker | null = null;
  let asked = 0;
  const waiting = new Map<number, (result: Result<Questions[Kind]['answer']>) => void>();

  /** Whoever asked it hears so; the next question begins anew. */
  function drop(failed: Worker, reason: string): void {
    if (worker !== failed) return;
    worker = null;
    for (const answer of waiting.values()) answer(failure('history-unavailable', { reason }));
    waiting.clear();
  }

  function thread(): Worker {
    if (worker) return worker;
    const started = new Worker(new URL('./journalWorker.ts', import.meta.url), { workerData: { path } });
    started.unref();
    started.on('message', (reply: JournalAnswered) => {
      const answer = waiting.get(reply.id);
      waiting.delete(reply.id);
      answer?.(
        'answer' in reply ? success(reply.answer) : failure('history-unavailable', { reason: reply.reason }),
      );
    });
    started.on('error', (error) => drop(started, error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => drop(started, `exit ${code}`));
    return (worker = started);
  }

  function ask<K extends Kind>(
    kind: K,
    question: Questions[K]['question'],
  ): Promise<Result<Questions[K]['answer']>> {
    if (waiting.size >= waitingAtMost) return Promise.resolve(failure('history-busy'));
    const id = ++asked;
    const reader = thread();
    return new Promise((resolve) => {
      const cutOff = setTimeout(() => {
        drop(reader, `${withinMs / 1000} s`);
        void reader.terminate();
      }, withinMs);
      waiting.set(id, (result) => {
        clearTimeout(cutOff);
        // The thread answers each question in its own kind.
        resolve(result as Result<Questions[K]['answer']>);
      });
      reader.postMessage({ id, kind, question } satisfies JournalAsked<K>);
    });
  }

  return {
    page: (question) => ask('page', question),
    figures: (question) => ask('figures', question),
    repairs: (question) => ask('repairs', question),
    async stop() {
      const last = worker;
      if (!last) return;
      drop(last, 'stopped');
      await last.terminate();
    },
  };
}

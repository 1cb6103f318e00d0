/**
 * Questions on their way to the readers: one thread for short ones, so that a scrub or a new screen never waits for
 * somebody's thirty days, and one for long ones. Each works on one question at a time; the others wait here, where
 * they can be dropped. A reader that dies is started again and its question asked once more; one that works too long
 * is cut off.
 */
import type { Worker } from 'node:worker_threads';
import { failure, type Result } from '#shared/protocol/result.ts';
import type { FromReader, ReaderData, ToReader } from './messages.ts';
import type { HistoryLimits, Question } from './questions.ts';
import type { DamagedRow } from './segments.ts';
import { createThread, type Thread } from './thread.ts';

interface Waiting {
  readonly id: number;
  readonly question: Question;
  answered: boolean;
  tries: number;
  readonly answer: (result: Result<unknown>) => void;
}

export interface AskingOptions {
  readonly path: string;
  readonly limits: HistoryLimits;
  readonly onReader: (state: 'ready' | 'dead', message: string) => void;
  readonly onThread?: (worker: Worker) => void;
  readonly onDamaged: (row: DamagedRow) => void;
}

const cancelledFault = failure('history-cancelled');
const unavailable = (reason: string) => failure('history-unavailable', { reason });

export function createAsking(options: AskingOptions) {
  const { limits } = options;
  const cancelled = new SharedArrayBuffer(4);
  const cancelledId = new Int32Array(cancelled);
  const queue: Waiting[] = [];
  let running: Waiting | null = null;
  let cutOff: NodeJS.Timeout | null = null;
  let [opened, ready] = [false, false];
  let [nextId, stopped] = [1, false];
  let thread: Thread<ToReader> | null = null;

  function finish(waiting: Waiting, result: Result<unknown>): void {
    if (!waiting.answered) waiting.answer(result);
    waiting.answered = true;
  }

  function release(): Waiting | null {
    const was = running;
    running = null;
    if (cutOff) clearTimeout(cutOff);
    return was;
  }

  function failAll(result: Result<unknown>): void {
    const was = release();
    for (const waiting of [...(was ? [was] : []), ...queue.splice(0)]) finish(waiting, result);
  }

  function pump(): void {
    if (running || !opened || queue.length === 0) return;
    // Many a hub is never asked a long question.
    thread ??= start();
    if (!ready) return;
    const next = queue.shift();
    if (!next) return;
    running = next;
    next.tries++;
    cutOff = setTimeout(tooLong, limits.questionMs);
    thread.post({ id: next.id, question: next.question });
  }

  function tooLong(): void {
    const was = release();
    ready = false;
    thread?.replace();
    if (was) finish(was, failure('history-too-long', { seconds: limits.questionMs / 1000 }));
  }

  function take(message: FromReader): void {
    if (message.kind === 'ready') {
      ready = true;
      options.onReader('ready', '');
    } else if (message.kind === 'damaged') {
      options.onDamaged(message.row);
      return;
    } else if (running?.id === message.id) {
      const was = release();
      if (was) finish(was, message.result);
    }
    pump();
  }

  function died(reason: string): void {
    const was = release();
    if (ready) options.onReader('dead', reason);
    ready = false;
    if (was && was.tries < 2) queue.unshift(was);
    else if (was) finish(was, unavailable(reason));
  }

  function start(): Thread<ToReader> {
    return createThread<ToReader, FromReader>({
      url: new URL('./readerWorker.ts', import.meta.url),
      data: { path: options.path, limits, cancelled } satisfies ReaderData,
      onMessage: take,
      onStart: options.onThread,
      onDeath: died,
    });
  }

  return {
    /** The file is there to be read; until then questions wait. */
    open(): void {
      opened = true;
      pump();
    },
    ask(question: Question, signal: AbortSignal | undefined): Promise<Result<unknown>> {
      if (stopped) return Promise.resolve(unavailable('closed'));
      if (queue.length >= limits.waitingQuestions) return Promise.resolve(failure('history-busy'));
      return new Promise((resolve) => {
        const id = nextId++;
        const drop = () => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          else if (running === waiting) Atomics.store(cancelledId, 0, id);
          finish(waiting, cancelledFault);
        };
        const waiting: Waiting = {
          id,
          question,
          answered: false,
          tries: 0,
          answer(result) {
            signal?.removeEventListener('abort', drop);
            resolve(result);
          },
        };
        signal?.addEventListener('abort', drop);
        if (signal?.aborted) return drop();
        queue.push(waiting);
        pump();
      });
    },
    /** Whoever waits hears why there will be no answer. */
    fail: (reason: string) => failAll(unavailable(reason)),
    async stop(): Promise<void> {
      stopped = true;
      failAll(unavailable('closed'));
      await thread?.stop(0);
    },
  };
}

export { cancelledFault, unavailable };

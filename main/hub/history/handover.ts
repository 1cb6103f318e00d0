/**
 * Readings and words on their way to the writer: gathered for at most 100 ms, handed over one batch at a time, kept
 * until the writer says that they are committed. What the disk refuses is offered again, in order; what a dead writer
 * did not acknowledge is handed to the next one, and the number of the batch keeps it from being written twice.
 */
import type { Worker } from 'node:worker_threads';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import { messageOf, type FromWriter, type ToWriter, type WriterData } from './messages.ts';
import { createThread } from './thread.ts';
import type { Batch } from './writer.ts';

const gatherMs = 100;
const mostBatchReadings = 50_000;
const [firstRetryMs, lastRetryMs] = [200, 2_000];
const closeMs = 30_000;

interface Cut {
  readonly parts: Batch['parts'];
  readonly words: Batch['words'];
  readonly count: number;
  /** How much had been appended by its last. */
  readonly upTo: number;
}

interface Waiter {
  readonly upTo: number;
  readonly heard: (stored: boolean) => void;
}

export interface HandoverOptions {
  readonly path: string;
  readonly whenNamed: () => Promise<void> | null;
  readonly waitingReadings: number;
  /** The disk takes nothing for now. */
  readonly onRefused: (message: string) => void;
  /** It takes again. */
  readonly onCommitted: () => void;
  /** Readings that were let go because memory is bounded, in all. */
  readonly onLost: (readings: number) => void;
  readonly onWriter: (state: 'ready' | 'dead' | 'broken', message: string) => void;
  readonly onMessage: (message: FromWriter) => void;
  readonly onThread?: (worker: Worker) => void;
}

export function createHandover(options: HandoverOptions) {
  const batchReadings = Math.min(mostBatchReadings, Math.ceil(options.waitingReadings / 10));
  const builders = new Map<string, ReadingsBuilder>();
  let words: Batch['words'][number][] = [];
  let gathered = 0;
  const queue: Cut[] = [];
  let inFlight: { readonly number: number; readonly cut: Cut } | null = null;
  /** Null until a writer says what the file has. */
  let lastBatch: number | null = null;
  /** Readings and words, in the order they came. */
  let [appended, committed] = [0, 0];
  let lost = 0;
  let waiters: Waiter[] = [];
  let timer: NodeJS.Timeout | null = null;
  let soon: NodeJS.Immediate | null = null;
  let retry: NodeJS.Timeout | null = null;
  let retryMs = firstRetryMs;
  let refusing = false;
  let naming = false;
  let due = false;

  const thread = createThread<ToWriter, FromWriter>({
    url: new URL('./writerWorker.ts', import.meta.url),
    data: { path: options.path } satisfies WriterData,
    onMessage: take,
    onStart: options.onThread,
    onDeath(reason) {
      // One that could not open the file has said so; one that dies again and again keeps nobody waiting.
      if (lastBatch === null) tellWaiters(waiters.splice(0), false);
      else options.onWriter('dead', reason);
      lastBatch = null;
    },
  });

  function take(message: FromWriter): void {
    switch (message.kind) {
      case 'ready':
        lastBatch = message.lastBatch;
        options.onWriter('ready', '');
        if (inFlight && inFlight.number <= lastBatch) committedUpTo(inFlight.cut);
        else if (inFlight) queue.unshift(inFlight.cut);
        inFlight = null;
        if (appended === committed) recovered();
        return pump();
      case 'broken':
        refusing = true;
        tellWaiters(waiters.splice(0), false);
        return options.onWriter('broken', message.message);
      case 'committed': {
        if (inFlight?.number !== message.number) return;
        lastBatch = message.number;
        const { cut } = inFlight;
        inFlight = null;
        committedUpTo(cut);
        if (due || queue.length > 0 || waiters.length > 0) pump();
        return;
      }
      case 'refused':
        if (inFlight?.number !== message.number) return;
        queue.unshift(inFlight.cut);
        inFlight = null;
        return refused(message.message);
      default:
        options.onMessage(message);
    }
  }

  function committedUpTo(cut: Cut): void {
    committed = Math.max(committed, cut.upTo);
    recovered();
    const heard = waiters.filter(({ upTo }) => upTo <= committed);
    waiters = waiters.filter(({ upTo }) => upTo > committed);
    tellWaiters(heard, true);
  }

  function recovered(): void {
    if (refusing) options.onCommitted();
    refusing = false;
    retryMs = firstRetryMs;
  }

  function tellWaiters(heard: readonly Waiter[], stored: boolean): void {
    for (const waiter of heard) waiter.heard(stored);
  }

  function refused(message: string): void {
    refusing = true;
    options.onRefused(message);
    if (retry === null) retry = setTimeout(again, retryMs);
    retryMs = Math.min(lastRetryMs, retryMs * 2);
    tellWaiters(waiters.splice(0), false);
  }

  function again(): void {
    retry = null;
    pump();
  }

  function cut(): void {
    const parts: { compound: string; body: Uint8Array }[] = [];
    let count = 0;
    for (const [compound, builder] of builders) {
      count += builder.count;
      if (builder.count > 0) parts.push({ compound, body: new Uint8Array(packReadings(builder.take())) });
    }
    queue.push({ parts, words, count, upTo: appended });
    words = [];
    gathered = 0;
  }

  /** Hands over what waits, where a writer can take it now. */
  function pump(): void {
    due = true;
    if (inFlight || naming || retry !== null || lastBatch === null) return;
    if (queue.length === 0 && gathered > 0) cut();
    const next = queue[0];
    due = false;
    if (timer) clearTimeout(timer);
    timer = null;
    if (!next) return;
    let named: Promise<void> | null;
    try {
      named = options.whenNamed();
    } catch (error) {
      return refused(messageOf(error));
    }
    if (named === null) return send();
    naming = true;
    named.then(
      () => {
        naming = false;
        send();
      },
      (error: unknown) => {
        naming = false;
        refused(messageOf(error));
      },
    );
  }

  function send(): void {
    if (inFlight || lastBatch === null) return;
    const next = queue.shift();
    if (!next) return;
    const number = lastBatch + 1;
    inFlight = { number, cut: next };
    // Copied, not moved: it may have to be offered again.
    thread.post({ kind: 'batch', batch: { number, parts: next.parts, words: next.words } });
  }

  function grown(): void {
    appended++;
    gathered++;
    if (gathered >= batchReadings) {
      cut();
      pump();
    }
    timer ??= setTimeout(pump, gatherMs);
    if (appended - committed <= options.waitingReadings) return;
    if (queue.length === 0) cut();
    const oldest = queue.shift();
    if (!oldest) return;
    // Nobody waits for it: they heard that the disk refuses.
    committed = Math.max(committed, oldest.upTo);
    lost += oldest.count;
    options.onLost(lost);
  }

  function settled(heard: (stored: boolean) => void): void {
    if (appended === committed) return heard(true);
    if (refusing) return heard(false);
    waiters.push({ upTo: appended, heard });
    soon ??= setImmediate(() => {
      soon = null;
      pump();
    });
  }

  return {
    append(compound: string, index: number, value: number, timeMs: number, quality: number): void {
      let builder = builders.get(compound);
      if (!builder) builders.set(compound, (builder = new ReadingsBuilder()));
      builder.push(index, value, Math.floor(timeMs), quality);
      grown();
    },
    appendWord(compound: string, code: number, word: string, lastMs: number): void {
      words.push({ compound, code, word, lastMs });
      grown();
    },
    settled,
    /** Nothing waits to be committed. */
    isSettled: () => appended === committed,
    post: (message: ToWriter): boolean => thread.post(message),
    async stop(withinMs: number): Promise<void> {
      const written = new Promise<void>((resolve) => settled(() => resolve()));
      await Promise.race([written, new Promise((resolve) => setTimeout(resolve, withinMs).unref())]);
      for (const one of [timer, retry]) if (one) clearTimeout(one);
      if (soon) clearImmediate(soon);
      thread.post({ kind: 'close' });
      await thread.stop(closeMs);
    },
  };
}

export type Handover = ReturnType<typeof createHandover>;

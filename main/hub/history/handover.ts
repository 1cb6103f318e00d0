/**
 * Readings and words on their way to the writer: gathered for at most 100 ms, handed over one batch at a time, kept
 * until the writer says that they are committed. What the disk refuses is offered again, in order; what a dead writer
 * did not acknowledge is handed to the next one, and the number of the batch keeps it from being written twice.
 */
import type { Worker } from 'node:worker_threads';
import { createGathering, type Cut } from './gathering.ts';
import { messageOf, type FromWriter, type ToWriter, type WriterData } from './messages.ts';
import { createThread } from './thread.ts';

const gatherMs = 100;
const mostBatchReadings = 50_000;
/** Each costs the writer a look into the file. */
const batchDoubts = 200;
const [firstRetryMs, lastRetryMs] = [200, 2_000];
const closeMs = 30_000;

interface Queued extends Cut {
  /** How much had been appended by its last. */
  readonly upTo: number;
}

interface Waiter {
  readonly upTo: number;
  readonly heard: (stored: boolean) => void;
}

/** Waits for the disk however long it refuses. */
interface Keeper {
  readonly upTo: number;
  readonly kept: () => void;
  readonly lost: () => void;
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
  const gathering = createGathering();
  const queue: Queued[] = [];
  let inFlight: { readonly number: number; readonly cut: Queued } | null = null;
  /** Null until a writer says what the file has. */
  let lastBatch: number | null = null;
  /** Readings, words and doubts, in the order they came. */
  let [appended, committed] = [0, 0];
  let lost = 0;
  let waiters: Waiter[] = [];
  let keepers: Keeper[] = [];
  let timer: NodeJS.Timeout | null = null;
  let soon: NodeJS.Immediate | null = null;
  let retry: NodeJS.Timeout | null = null;
  let retryMs = firstRetryMs;
  let refusing = false;
  /** The file cannot be opened, which has been said. */
  let broken = false;
  let naming = false;
  let due = false;

  const thread = createThread<ToWriter, FromWriter>({
    url: new URL('./writerWorker.ts', import.meta.url),
    data: { path: options.path } satisfies WriterData,
    onMessage: take,
    onStart: options.onThread,
    onDeath(reason) {
      // One that dies again and again keeps nobody waiting.
      if (lastBatch === null) tellWaiters(false, Infinity);
      if (!broken) options.onWriter('dead', reason);
      lastBatch = null;
    },
  });

  function take(message: FromWriter): void {
    switch (message.kind) {
      case 'ready':
        lastBatch = message.lastBatch;
        broken = false;
        options.onWriter('ready', '');
        if (inFlight && inFlight.number <= lastBatch) committedUpTo(inFlight.cut, []);
        else if (inFlight) queue.unshift(inFlight.cut);
        inFlight = null;
        if (appended === committed) recovered();
        return pump();
      case 'broken':
        broken = refusing = true;
        tellWaiters(false, Infinity);
        return options.onWriter('broken', message.message);
      case 'committed': {
        if (inFlight?.number !== message.number) return;
        lastBatch = message.number;
        const { cut } = inFlight;
        inFlight = null;
        committedUpTo(cut, message.heard);
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

  /** What nobody can tell any more counts as not heard. */
  function committedUpTo(cut: Queued, heardBefore: readonly boolean[]): void {
    for (const [at, { told }] of cut.doubts.entries()) told(heardBefore[at] ?? false);
    committed = Math.max(committed, cut.upTo);
    recovered();
    tellWaiters(true);
    for (const { kept } of keepersUpTo(committed)) kept();
  }

  /** They are told once, by the caller. */
  function keepersUpTo(upTo: number): Keeper[] {
    const told = keepers.filter((one) => one.upTo <= upTo);
    if (told.length > 0) keepers = keepers.filter((one) => one.upTo > upTo);
    return told;
  }

  function recovered(): void {
    if (refusing) options.onCommitted();
    refusing = false;
    retryMs = firstRetryMs;
  }

  /** Those who wait for no more than is settled now. */
  function tellWaiters(stored: boolean, settledUpTo = committed): void {
    const told = waiters.filter(({ upTo }) => upTo <= settledUpTo);
    waiters = waiters.filter(({ upTo }) => upTo > settledUpTo);
    for (const { heard } of told) heard(stored);
  }

  function refused(message: string): void {
    refusing = true;
    options.onRefused(message);
    if (retry === null) retry = setTimeout(again, retryMs);
    retryMs = Math.min(lastRetryMs, retryMs * 2);
    for (const { doubts: asked } of queue) for (const { told } of asked) told(false);
    gathering.giveUpDoubts();
    tellWaiters(false, Infinity);
  }

  function again(): void {
    retry = null;
    pump();
  }

  const cut = () => void queue.push({ ...gathering.cut(), upTo: appended });

  /** Hands over what waits, where a writer can take it now. */
  function pump(): void {
    due = true;
    if (inFlight || naming || retry !== null || lastBatch === null) return;
    if (queue.length === 0 && gathering.size() > 0) cut();
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
    const { parts, words: said } = next;
    const asked = next.doubts.map(({ doubt }) => doubt);
    thread.post({ kind: 'batch', batch: { number, parts, words: said, doubts: asked } });
  }

  function grown(): void {
    appended++;
    if (gathering.size() >= batchReadings || gathering.doubts() >= batchDoubts) {
      cut();
      pump();
    }
    timer ??= setTimeout(pump, gatherMs);
    if (appended - committed <= options.waitingReadings) return;
    if (queue.length === 0) cut();
    const oldest = queue.shift();
    if (!oldest) return;
    for (const { told } of oldest.doubts) told(false);
    committed = Math.max(committed, oldest.upTo);
    tellWaiters(false);
    for (const one of keepersUpTo(oldest.upTo)) one.lost();
    lost += oldest.readings;
    options.onLost(lost);
  }

  function settled(heard: (stored: boolean) => void): void {
    if (appended === committed) return heard(true);
    if (refusing) return heard(false);
    waiters.push({ upTo: appended, heard });
    soon ??= setImmediate(flush);
  }

  function whenKept(kept: () => void, isLost: () => void): void {
    if (appended === committed) return kept();
    keepers.push({ upTo: appended, kept, lost: isLost });
    soon ??= setImmediate(flush);
  }

  function flush(): void {
    soon = null;
    pump();
  }

  return {
    append(compound: string, index: number, value: number, timeMs: number, quality: number): void {
      gathering.reading(compound, index, value, timeMs, quality);
      grown();
    },
    appendWord(compound: string, code: number, word: string, lastMs: number): void {
      gathering.word({ compound, code, word, lastMs });
      grown();
    },
    /** Whether a reading was appended before now; false where the disk refuses to tell. */
    wasHeard(compound: string, index: number, timeMs: number, value: number): Promise<boolean> {
      if (refusing) return Promise.resolve(false);
      return new Promise((told) => {
        gathering.doubt({ compound, index, timeMs: Math.floor(timeMs), value }, told);
        grown();
        soon ??= setImmediate(flush);
      });
    },
    settled,
    whenKept,
    /** Nothing waits to be committed. */
    isSettled: () => appended === committed,
    post: (message: ToWriter): boolean => thread.post(message),
    /** The value: readings and words left unwritten. */
    async stop(withinMs: number): Promise<number> {
      const written = new Promise<void>((resolve) => whenKept(resolve, resolve));
      // The disk may have room by now.
      if (retry) clearTimeout(retry);
      again();
      await Promise.race([written, new Promise((resolve) => setTimeout(resolve, withinMs).unref())]);
      for (const one of [timer, retry]) if (one) clearTimeout(one);
      if (soon) clearImmediate(soon);
      thread.post({ kind: 'close' });
      await thread.stop(closeMs);
      return appended - committed;
    },
  };
}

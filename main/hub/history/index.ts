/**
 * The history room as the hub sees it. Readings are gathered for at most `flushMs` and handed to the worker, which
 * commits them at once: a killed hub loses less than 250 ms. Questions see everything appended before them.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';
import type { HistoryAnswer, HistoryRequest } from './protocol.ts';

const flushMs = 100;
/** Readings of one compound that wait for a disk that cannot be written. */
const mostWaiting = 2_000_000;

export interface History {
  append(compound: string, index: number, value: number, timeMs: number, quality: number): void;
  /** Calls back once everything appended so far is committed. */
  settled(heard: (stored: boolean) => void): void;
  stateAt(compound: string, atMs: number): Promise<Readings>;
  window(compound: string, fromMs: number, toMs: number): Promise<Readings>;
  pointHistory(compound: string, index: number, fromMs: number, toMs: number): Promise<Readings>;
  density(compound: string, fromMs: number, toMs: number, bins: number): Promise<number[]>;
  range(compound: string): Promise<{ fromMs: number; toMs: number } | null>;
  stop(): Promise<void>;
}

type Question = HistoryRequest extends infer R
  ? R extends { readonly id: number }
    ? Omit<R, 'id'>
    : never
  : never;

export function createHistory(options: {
  readonly path: string;
  /** What readings refer to lies in another file: null where it is on disk, else it resolves when it is. */
  readonly whenNamed: () => Promise<void> | null;
  readonly onFault: (message: string) => void;
}): History {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { path: options.path } });
  const builders = new Map<string, ReadingsBuilder>();
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  worker.on('message', (reply: HistoryAnswer) => {
    if (reply.id === 0) return options.onFault(reply.error ?? '');
    const ask = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === null) ask?.resolve(reply.value);
    else ask?.reject(new Error(reply.error));
  });
  let ended = 'history is closed';
  worker.on('error', (error) => {
    ended = error.message;
    options.onFault(ended);
  });
  // Whoever still waits for a worker that is gone must hear it, stopping above all.
  worker.on('exit', () => {
    stopped = true;
    for (const ask of waiting.values()) ask.reject(new Error(ended));
    waiting.clear();
  });

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const named = options.whenNamed();
    if (named) {
      // Readings wait until what they refer to is written, as long as memory allows.
      for (const builder of builders.values()) if (builder.count > mostWaiting) builder.take();
      void named.then(flush);
      return;
    }
    if (stopped) return builders.clear();
    for (const [compound, builder] of builders) {
      if (builder.count === 0) continue;
      const readings = builder.take();
      const message: HistoryRequest = { kind: 'append', compound, readings };
      const { index, value, timeMs, quality } = readings;
      worker.postMessage(message, [
        index.buffer,
        value.buffer,
        timeMs.buffer,
        quality.buffer,
      ] as ArrayBuffer[]);
    }
  }

  function ask<T>(question: Question): Promise<T> {
    flush();
    const id = nextId++;
    return new Promise<T>((resolve, reject) => {
      if (stopped) return reject(new Error('history is closed'));
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage({ ...question, id });
    });
  }

  return {
    append(compound, index, value, timeMs, quality) {
      let builder = builders.get(compound);
      if (!builder) builders.set(compound, (builder = new ReadingsBuilder()));
      builder.push(index, value, timeMs, quality);
      timer ??= setTimeout(flush, flushMs);
    },
    settled: (heard) =>
      void ask({ kind: 'range', compound: '' }).then(
        () => heard(true),
        () => heard(false),
      ),
    stateAt: (compound, atMs) => ask({ kind: 'stateAt', compound, atMs }),
    window: (compound, fromMs, toMs) => ask({ kind: 'window', compound, fromMs, toMs }),
    pointHistory: (compound, index, fromMs, toMs) =>
      ask({ kind: 'pointHistory', compound, index, fromMs, toMs }),
    density: (compound, fromMs, toMs, bins) => ask({ kind: 'density', compound, fromMs, toMs, bins }),
    range: (compound) => ask({ kind: 'range', compound }),
    async stop() {
      if (stopped) return;
      const exited = once(worker, 'exit');
      await ask({ kind: 'close' }).catch((error: Error) => options.onFault(error.message));
      stopped = true;
      await exited;
    },
  };
}

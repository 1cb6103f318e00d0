/** A worker thread that is started again when it dies, soon at first, then less and less often. */
import { Worker } from 'node:worker_threads';

const firstMs = 100;
const mostMs = 5_000;
/** One that lived this long died of something new. */
const healthyMs = 30_000;

export interface Thread<In> {
  /** False where none runs to hear it. */
  post(message: In, transfer?: ArrayBuffer[]): boolean;
  /** Ends the one that runs; another is started at once. */
  replace(): void;
  /** Resolves when it is gone; none is started any more. It may end by itself within `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export function createThread<In, Out>(options: {
  readonly url: URL;
  readonly data: unknown;
  readonly onMessage: (message: Out) => void;
  readonly onStart?: (worker: Worker) => void;
  /** Died, without having been asked to. */
  readonly onDeath: (reason: string) => void;
}): Thread<In> {
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | null = null;
  let delayMs = firstMs;
  let stopping: (() => void) | null = null;
  let stopped = false;

  function start(): void {
    timer = null;
    const started = new Worker(options.url, { workerData: options.data });
    const startedMs = performance.now();
    let reason = 'the thread ended';
    worker = started;
    options.onStart?.(started);
    started.on('message', (message: Out) => {
      if (worker === started) options.onMessage(message);
    });
    started.on('error', (error) => (reason = error instanceof Error ? error.message : String(error)));
    started.on('exit', () => {
      if (worker !== started) return;
      worker = null;
      if (stopped) return stopping?.();
      delayMs = performance.now() - startedMs > healthyMs ? firstMs : Math.min(mostMs, delayMs * 2);
      timer = setTimeout(start, delayMs);
      options.onDeath(reason);
    });
  }

  start();
  return {
    post(message, transfer = []) {
      worker?.postMessage(message, transfer);
      return worker !== null;
    },
    replace() {
      const old = worker;
      if (!old || stopped) return;
      worker = null;
      void old.terminate().then(() => {
        if (!worker && !stopped) start();
      });
    },
    async stop(graceMs) {
      stopped = true;
      if (timer) clearTimeout(timer);
      const last = worker;
      if (!last) return;
      const gone = new Promise<void>((resolve) => (stopping = resolve));
      const kill = setTimeout(() => void last.terminate(), graceMs);
      await gone;
      clearTimeout(kill);
    },
  };
}

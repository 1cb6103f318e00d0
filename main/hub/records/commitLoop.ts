/**
 * The commit loop (decision 16). Rooms hand over units of rows; a writer thread commits whatever waits as one group,
 * again and again, so that a group is never older than one commit. Nothing is forgotten before a commit that succeeded:
 * where the disk refuses, the group is kept and tried again, and whoever wrote it hears that it is not yet stored.
 */
import { Worker } from 'node:worker_threads';
import type { CommitReply, CommitRequest, Statement, Unit } from './protocol.ts';

/** `true` once, after the commit; before that `false` at most once, when the disk refuses for now. */
export type Heard = (stored: boolean) => void;

interface Waiting {
  readonly unit: Unit;
  readonly heard: Heard | null;
}

export interface CommitLoop {
  write(unit: Unit, heard?: Heard): void;
  /** All that `work` writes, also through other rooms, becomes one unit. */
  together<T>(work: () => T): T;
  /** Hears of everything written so far; at once where nothing waits. */
  settled(heard: Heard): void;
  readonly waiting: number;
  /** Tries once more to write what waits, for at most `withinMs`, and ends the thread. The value: units left unwritten. */
  stop(withinMs?: number): Promise<number>;
}

export interface CommitLoopOptions {
  readonly path: string;
  /** For tests: the file may not grow beyond so many pages. */
  readonly mostPages?: number | null;
  /** The disk refuses; said once until it is well again. */
  readonly onRefused: (reason: string) => void;
  readonly onWell: () => void;
  /** A unit that can never be written was left out. */
  readonly onFaulty: (reason: string) => void;
}

interface Gathering {
  readonly statements: Statement[];
  readonly heard: Heard[];
}

/** Whoever waits for a group is told in one go, which must not hold up the hub. */
const mostInGroup = 500;
const retryFirstMs = 100;
const retryMostMs = 1000;

export function createCommitLoop(options: CommitLoopOptions): CommitLoop {
  const queue: Waiting[] = [];
  /** So many from the front heard that the disk refuses. */
  let told = 0;
  let inFlight = 0;
  let group = 0;
  let scheduled = false;
  let refusing = false;
  let retryMs = retryFirstMs;
  let retry: NodeJS.Timeout | null = null;
  /** A nearly full disk may take a smaller group. */
  let groupLimit = mostInGroup;
  let gathered: Gathering | null = null;
  /** Most messages write nothing: theirs is used again. */
  let unused: Gathering = { statements: [], heard: [] };
  let ended = false;
  let dead = false;
  let closed: (() => void) | null = null;
  let worker = start();

  function start(): Worker {
    const fresh = new Worker(new URL('./writer.ts', import.meta.url), {
      workerData: { path: options.path, mostPages: options.mostPages ?? null },
    });
    fresh.on('message', (reply: CommitReply) => {
      if (fresh === worker) hear(reply);
    });
    let reason = 'the writer thread ended';
    fresh.on('error', (error) => (reason = error instanceof Error ? error.message : String(error)));
    fresh.on('exit', () => {
      if (fresh !== worker || ended) return closed?.();
      // Whether its last group was committed is not known; a row that is there already is not written twice.
      dead = true;
      refuse(`The writer thread ended: ${reason}`);
    });
    return fresh;
  }

  function schedule(): void {
    if (scheduled || inFlight > 0 || retry !== null || queue.length === 0) return;
    scheduled = true;
    setImmediate(send);
  }

  function send(): void {
    scheduled = false;
    if (inFlight > 0 || queue.length === 0 || ended) return;
    inFlight = Math.min(queue.length, groupLimit);
    const units = queue.slice(0, inFlight).map(({ unit }) => unit);
    worker.postMessage({ group: ++group, units } satisfies CommitRequest);
  }

  function hear(reply: CommitReply): void {
    if (reply.kind === 'closed') return closed?.();
    if (reply.group !== group || inFlight === 0) return;
    if (reply.kind === 'refused') return refuse(`${reply.message} (${reply.code})`);
    if (reply.kind === 'faulty') {
      inFlight = 0;
      const [faulty] = queue.splice(reply.unit, 1);
      if (reply.unit < told) told--;
      options.onFaulty(`${reply.message}: ${faulty?.unit[0]?.sql ?? ''}`);
      faulty?.heard?.(false);
      return schedule();
    }
    const done = queue.splice(0, inFlight);
    told = Math.max(0, told - inFlight);
    inFlight = 0;
    groupLimit = Math.min(mostInGroup, groupLimit * 2);
    retryMs = retryFirstMs;
    if (refusing && told === 0) {
      refusing = false;
      options.onWell();
    }
    schedule();
    for (const { heard } of done) heard?.(true);
  }

  function refuse(reason: string): void {
    inFlight = 0;
    groupLimit = Math.max(1, Math.floor(groupLimit / 2));
    if (!refusing) {
      refusing = true;
      options.onRefused(reason);
    }
    retry ??= setTimeout(() => {
      retry = null;
      if (dead) worker = start();
      dead = false;
      schedule();
    }, retryMs);
    retryMs = Math.min(retryMostMs, retryMs * 2);
    tellRefused();
  }

  function tellRefused(): void {
    // Whoever hears may write more, which is then told too.
    while (told < queue.length) queue[told++]?.heard?.(false);
  }

  function write(unit: Unit, heard: Heard | null): void {
    queue.push({ unit, heard });
    // Nobody has to wait for the next attempt to hear of an alarm.
    if (refusing) setImmediate(() => refusing && tellRefused());
    schedule();
  }

  return {
    write(unit, heard) {
      if (!gathered) return write(unit, heard ?? null);
      gathered.statements.push(...unit);
      if (heard) gathered.heard.push(heard);
    },
    together(work) {
      if (gathered) return work();
      const own = unused;
      gathered = own;
      try {
        return work();
      } finally {
        gathered = null;
        if (own.statements.length > 0 || own.heard.length > 0) {
          unused = { statements: [], heard: [] };
          write(own.statements, (stored) => {
            for (const heard of own.heard) heard(stored);
          });
        }
      }
    },
    settled(heard) {
      if (queue.length === 0 && !gathered) heard(true);
      else if (gathered) gathered.heard.push(heard);
      else write([], heard);
    },
    get waiting() {
      return queue.length;
    },
    async stop(withinMs = 2000) {
      const deadline = Date.now() + withinMs;
      while (queue.length > 0 && Date.now() < deadline) {
        schedule();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      ended = true;
      if (retry) clearTimeout(retry);
      if (!dead) {
        const gone = new Promise<void>((resolve) => (closed = resolve));
        worker.postMessage('close');
        await gone;
      }
      await worker.terminate();
      return queue.length;
    },
  };
}

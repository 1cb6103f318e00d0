/** The process that imports: started when there is a job, let go when idle, and of lower priority than what is live. */
import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../childEnvironment.ts';
import { dropHalves } from './housekeeping.ts';
import type { ImportJob, ImportReply } from './importProcess.ts';

const IDLE_MS = 5_000;
/** A hub that ends waits so long, in all, for files to be packed away. */
const KEEP_WAIT_MS = 50;
const KEEP_TRIES = 200;

type Kept = Extract<ImportReply, { readonly kind: 'kept' }>;
/** Of a job; `kept` is heard here. */
export type JobReply = Exclude<ImportReply, Kept>;

export interface ImportChild {
  /** Starts it, for a job that is on its way. */
  wake(): void;
  send(job: ImportJob): void;
  /** Nothing is to be done for now. */
  rest(): void;
  /** Ends it at once, whatever it does. */
  drop(): void;
  /** Ends it when files are packed away and waits until nothing of it is left. `whenQuiet` runs between the two. */
  stop(whenQuiet: () => void): Promise<void>;
}

export function createImportChild(options: {
  readonly modelsDir: string;
  readonly memoryBytes: number;
  readonly onReply: (reply: JobReply) => void;
  /** Files of a job that is done are packed away. */
  readonly onKept: (files: Kept['sources']) => void;
  /** Ended by itself. `how`: a signal's name or its exit status. */
  readonly onGone: (how: string) => void;
}): ImportChild {
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | null = null;
  let latest: ImportJob | null = null;
  /** Done jobs whose files are still being packed away. */
  const keeping = new Set<string>();
  /** Processes that have not ended, or whose halves of files are still being removed. */
  const ending = new Set<Promise<void>>();

  function start(): ChildProcess {
    const fresh = fork(
      fileURLToPath(new URL('./importProcess.ts', import.meta.url)),
      [String(options.memoryBytes)],
      {
        serialization: 'advanced',
        execArgv: [],
        // What this hub has compiled once, the next process need not compile again.
        env: { ...childEnvironment(), NODE_COMPILE_CACHE: join(options.modelsDir, 'compiled') },
        // What a kernel prints is no word of the hub's.
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    yieldTo(fresh);
    fresh.on('message', (reply: ImportReply) => {
      if (child !== fresh) return;
      if (reply.kind === 'kept') {
        keeping.delete(reply.jobId);
        return options.onKept(reply.sources);
      }
      if (reply.kind === 'done' && latest?.keepSources) keeping.add(reply.jobId);
      options.onReply(reply);
    });
    const { pid } = fresh;
    if (pid !== undefined) {
      const ended = new Promise<void>((resolve) => fresh.once('exit', () => resolve()))
        .then(() => dropHalves(options.modelsDir, pid))
        .finally(() => ending.delete(ended));
      ending.add(ended);
    }
    fresh.on('error', (error) => gone(fresh, error.message));
    fresh.on('exit', (code, signal) => gone(fresh, signal ?? `status ${code}`));
    return fresh;
  }

  function gone(which: ChildProcess, how: string): void {
    if (child !== which) return;
    child = null;
    keeping.clear();
    options.onGone(how);
  }

  function drop(): void {
    const old = child;
    child = null;
    keeping.clear();
    // An idle process was let out of sight; its end is waited for all the same.
    old?.ref();
    old?.kill('SIGKILL');
  }

  /** Not while it packs files away. */
  function letGoLater(): void {
    if (idle) clearTimeout(idle);
    idle = setTimeout(() => (keeping.size > 0 ? letGoLater() : drop()), IDLE_MS);
    idle.unref();
  }

  function wake(): ChildProcess {
    if (idle) clearTimeout(idle);
    child ??= start();
    child.ref();
    child.channel?.ref();
    return child;
  }

  return {
    wake: () => void wake(),
    send(job) {
      const own = wake();
      latest = job;
      own.send(job);
    },
    rest() {
      letGoLater();
      child?.unref();
      child?.channel?.unref();
    },
    drop,
    async stop(whenQuiet) {
      if (idle) clearTimeout(idle);
      for (let left = KEEP_TRIES; keeping.size > 0 && left > 0; left--) await delay(KEEP_WAIT_MS);
      whenQuiet();
      drop();
      await Promise.all(ending);
    },
  };
}

/** An import may take long; what is live must not wait for it. */
function yieldTo({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed on this system: it runs beside the hub as an equal.
  }
}

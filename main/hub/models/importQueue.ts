/**
 * Import jobs in order of arrival, in one process with limits on memory and time, progress as it is told; a process that dies
 * or is ended fails its job only.
 */
import { randomUUID } from 'node:crypto';
import { totalmem } from 'node:os';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { isImportOver, type ImportProgress } from '#shared/protocol/model.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import type { ModelCache } from './cache.ts';
import { createImportChild, type JobReply } from './importChild.ts';
import { shownText, type ImportFile } from './sources.ts';
import { createStartedJobs } from './startedJobs.ts';

const KEPT_JOBS = 50;
/** Further drafts of a job are not kept: by then much is to be seen. */
const MOST_DRAFT_BYTES = 64 * 2 ** 20;

export interface ImportLimits {
  /** Resident memory of the whole process. */
  readonly memoryBytes: number;
  /** Nothing heard from the process for so long means that it hangs. */
  readonly silentMs: number;
  /** For one job, whatever it says. */
  readonly jobMs: number;
}

const GIB = 2 ** 30;
const defaultLimits: ImportLimits = {
  memoryBytes: Math.max(2 * GIB, Math.min(8 * GIB, totalmem() / 2)),
  silentMs: 10 * 60_000,
  jobMs: 60 * 60_000,
};

export interface ImportOrder {
  readonly name: string;
  readonly files: readonly ImportFile[];
  /** Default: from the content. */
  readonly modelId?: string;
  /** Compound the model belongs to; absent = every one. */
  readonly compound?: string | null;
  /** Origin of the frame in which georeferenced files are placed. */
  readonly target?: CompoundOrigin | null;
  /** Where a person put it. */
  readonly hand?: HandPlacement | null;
  /** Somebody agreed that a doubted position is read as it was probably meant. */
  readonly asMeant?: boolean;
  /** Somebody looks on: what is made already is to be had as chunks until it is over. */
  readonly drafts?: boolean;
  /** The files will be gone: keep them, so that the model can be made again. */
  readonly keepSources?: boolean;
}

interface Job {
  readonly id: string;
  readonly order: ImportOrder;
  progress: ImportProgress;
  /** Its model was deleted while it ran. */
  isUnwanted: boolean;
  /** Chunks to look at while it runs. */
  readonly drafts: Uint8Array[];
  readonly finish: (result: Result<string>) => void;
}

const isOver = ({ progress }: Job): boolean => isImportOver(progress.phase);

export function createImportQueue(options: {
  readonly modelsDir: string;
  readonly cache: ModelCache;
  readonly onProgress: (progress: ImportProgress) => void;
  /** A model has its name; hears of its content before the job is over. */
  readonly onNamed?: (contentKey: string) => Promise<void>;
  readonly limits?: Partial<ImportLimits>;
}) {
  const limits = { ...defaultLimits, ...options.limits };
  const started = createStartedJobs(options.modelsDir);
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  let running: Job | null = null;
  let silent: NodeJS.Timeout | null = null;
  let late: NodeJS.Timeout | null = null;
  /** Ends when all models that are made have their names. */
  let naming: Promise<unknown> = Promise.resolve();
  const child = createImportChild({
    modelsDir: options.modelsDir,
    memoryBytes: limits.memoryBytes,
    onReply: (reply) => {
      if (running?.id === reply.jobId) hear(running, reply);
    },
    // Its model may have been deleted while they were packed.
    onKept: (files) => void naming.then(() => options.cache.dropUnnamedSources(files)).catch(() => undefined),
    onGone: (how) => {
      if (!running) return;
      const fault =
        how === 'SIGUSR2'
          ? failure('import-memory', { gigabytes: (limits.memoryBytes / GIB).toFixed(1) })
          : failure('import-crashed', { reason: how });
      end(running, fault, 'failed');
    },
  });

  function forgetTimes(): void {
    if (silent) clearTimeout(silent);
    if (late) clearTimeout(late);
  }

  function show(job: Job, change: Partial<ImportProgress>): void {
    job.progress = { ...job.progress, ...change };
    options.onProgress(job.progress);
  }

  function end(job: Job, result: Result<string>, phase: 'done' | 'failed' | 'cancelled'): void {
    // Cancelled while its name was being written.
    if (isOver(job)) return;
    started.end(job.id);
    if (running === job) {
      running = null;
      forgetTimes();
    }
    job.drafts.length = 0;
    show(job, {
      phase,
      draft: null,
      ...(result.ok ? { fraction: 1, modelId: result.value } : { error: result.error }),
    });
    job.finish(result);
    while (jobs.size > KEPT_JOBS) {
      const oldest = [...jobs.values()].find(isOver);
      if (!oldest) break;
      jobs.delete(oldest.id);
    }
    next();
  }

  function stopRunning(code: 'import-silent' | 'import-hung'): void {
    child.drop();
    if (running) end(running, failure(code), 'failed');
  }

  function watch(): void {
    if (silent) clearTimeout(silent);
    silent = setTimeout(() => stopRunning('import-silent'), limits.silentMs);
    silent.unref();
  }

  function hear(job: Job, reply: JobReply): void {
    watch();
    if (reply.kind === 'progress') {
      // Phases overlap; the bar only ever grows.
      const fraction = Math.max(job.progress.fraction, reply.fraction);
      return show(job, { phase: reply.phase, fraction, file: reply.file });
    }
    if (reply.kind === 'draft') {
      const held = job.drafts.reduce((sum, { byteLength }) => sum + byteLength, 0);
      if (held + reply.chunk.byteLength > MOST_DRAFT_BYTES) return;
      const chunks = job.drafts.push(reply.chunk);
      const { placedBy, bounds } = job.progress.draft ?? reply;
      return show(job, { draft: { chunks, placedBy, bounds } });
    }
    if (reply.kind === 'failed') return end(job, { ok: false, error: reply.error }, 'failed');
    const modelId = job.order.modelId ?? reply.contentKey.slice(0, 16);
    const {
      name,
      compound = null,
      target = null,
      hand = null,
      asMeant = false,
      keepSources = false,
    } = job.order;
    const source = keepSources ? { source: { files: reply.sources, target, hand, asMeant } } : {};
    const named = options.cache.name({
      id: modelId,
      name,
      compound,
      contentKey: reply.contentKey,
      ...source,
    });
    naming = Promise.allSettled([naming, named]);
    named.then(
      async () => {
        // The model is there, whatever else cannot be done.
        await options.onNamed?.(reply.contentKey).catch(() => undefined);
        if (job.isUnwanted) await options.cache.remove(modelId);
        end(job, success(modelId), 'done');
      },
      (error: unknown) => end(job, failure('cache-write', { reason: String(error) }), 'failed'),
    );
  }

  function next(): void {
    if (running) return;
    const job = waiting.shift();
    if (!job) return child.rest();
    running = job;
    watch();
    late = setTimeout(() => stopRunning('import-hung'), limits.jobMs);
    late.unref();
    show(job, { phase: 'reading' });
    child.send({
      jobId: job.id,
      files: job.order.files,
      target: job.order.target ?? null,
      hand: job.order.hand ?? null,
      asMeant: job.order.asMeant ?? false,
      modelsDir: options.modelsDir,
      keepSources: job.order.keepSources ?? false,
      drafts: job.order.drafts ?? false,
    });
  }

  function cancel(job: Job | undefined): boolean {
    if (!job || isOver(job)) return false;
    const place = waiting.indexOf(job);
    if (place >= 0) waiting.splice(place, 1);
    else child.drop();
    end(job, failure('import-cancelled'), 'cancelled');
    return true;
  }

  return {
    /** The process starts while files are still on their way, and is let go again when none come. */
    expect(): void {
      if (running) return;
      child.wake();
      child.rest();
    },

    add(order: ImportOrder): { readonly jobId: string; readonly finished: Promise<Result<string>> } {
      const id = randomUUID();
      const name = shownText(order.name) || 'model';
      const { promise, resolve } = Promise.withResolvers<Result<string>>();
      const progress: ImportProgress = {
        jobId: id,
        name,
        compound: order.compound ?? null,
        phase: 'queued',
        fraction: 0,
        file: null,
        modelId: null,
        error: null,
        draft: null,
      };
      const job: Job = {
        id,
        order: { ...order, name },
        progress,
        isUnwanted: false,
        drafts: [],
        finish: resolve,
      };
      jobs.set(id, job);
      waiting.push(job);
      started.begin(progress);
      show(job, {});
      next();
      return { jobId: id, finished: promise };
    },

    cancel: (jobId: string): boolean => cancel(jobs.get(jobId)),

    /** Whatever is under way for a model that is not wanted any more. */
    cancelFor(modelId: string): void {
      for (const job of jobs.values()) {
        if (job.order.modelId !== modelId || isOver(job)) continue;
        job.isUnwanted = true;
        cancel(job);
      }
    },

    draft: (jobId: string, index: number): Uint8Array | null => jobs.get(jobId)?.drafts[index] ?? null,

    jobs: (): readonly ImportProgress[] => [
      ...started.interrupted,
      ...[...jobs.values()].map(({ progress }) => progress),
    ],

    stop: (): Promise<void> =>
      child.stop(() => {
        for (const job of [...waiting.splice(0), ...(running ? [running] : [])]) {
          started.end(job.id);
          job.finish(failure('import-stopping'));
        }
        running = null;
        forgetTimes();
      }),
  };
}

export type ImportQueue = ReturnType<typeof createImportQueue>;

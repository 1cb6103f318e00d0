/** Import jobs in order of arrival, one worker thread, progress as it is told; a worker that dies fails its job only. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { both, failure, success, type Result } from '#shared/protocol/result.ts';
import type { ImportProgress } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import type { ModelCache } from './cache.ts';
import type { WorkerReply, WorkerRequest } from './importWorker.ts';
import { shownText, type ImportFile } from './sources.ts';

const IDLE_MS = 5_000;
/** Nothing heard from the worker for so long means that it hangs. */
const SILENT_MS = 10 * 60_000;
const KEPT_JOBS = 50;

interface Order {
  readonly name: string;
  readonly files: readonly ImportFile[];
  readonly modelId?: string;
  readonly compound?: string | null;
  readonly target?: CompoundOrigin | null;
}

interface Job {
  readonly id: string;
  readonly order: Order;
  progress: ImportProgress;
  readonly finish: (result: Result<string>) => void;
}

export function createImportQueue(options: {
  readonly modelsDir: string;
  readonly cache: ModelCache;
  readonly onProgress: (progress: ImportProgress) => void;
}) {
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  let running: Job | null = null;
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let silent: NodeJS.Timeout | null = null;

  function show(job: Job, change: Partial<ImportProgress>): void {
    job.progress = { ...job.progress, ...change };
    options.onProgress(job.progress);
  }

  function end(job: Job, result: Result<string>, phase: 'done' | 'failed' | 'cancelled'): void {
    if (running === job) running = null;
    if (silent) clearTimeout(silent);
    show(job, result.ok ? { phase, fraction: 1, modelId: result.value } : { phase, error: result.error });
    job.finish(result);
    while (jobs.size > KEPT_JOBS) {
      const oldest = [...jobs.values()].find(({ progress }) =>
        ['done', 'failed', 'cancelled'].includes(progress.phase),
      );
      if (!oldest) break;
      jobs.delete(oldest.id);
    }
    next();
  }

  function dropWorker(): void {
    const old = worker;
    worker = null;
    void old?.terminate();
  }

  function watch(): void {
    if (silent) clearTimeout(silent);
    silent = setTimeout(() => {
      const job = running;
      dropWorker();
      if (job)
        end(
          job,
          failure(
            'import-hung',
            both('导入没有进展，已停止。', 'The import made no progress and was stopped.'),
            both('请逐个导入文件。', 'Try the files one by one.'),
          ),
          'failed',
        );
    }, SILENT_MS);
    silent.unref();
  }

  function start(): Worker {
    const fresh = new Worker(new URL('./importWorker.ts', import.meta.url));
    fresh.on('message', (reply: WorkerReply) => {
      const job = running;
      if (worker !== fresh || !job || reply.jobId !== job.id) return;
      watch();
      if (reply.kind === 'progress') {
        show(job, { phase: reply.phase, fraction: reply.fraction, file: reply.file });
      } else if (reply.kind === 'failed') {
        end(job, { ok: false, error: reply.error }, 'failed');
      } else {
        const modelId = job.order.modelId ?? reply.contentKey.slice(0, 16);
        options.cache.name(modelId, job.order.name, job.order.compound ?? null, reply.contentKey).then(
          () => end(job, success(modelId), 'done'),
          (error: unknown) =>
            end(
              job,
              failure(
                'cache-write',
                both(`模型无法保存：${String(error)}`, `The model cannot be stored: ${String(error)}`),
                both('请检查磁盘。', 'Check the disk.'),
              ),
              'failed',
            ),
        );
      }
    });
    const crashed = (reason: string): void => {
      if (worker !== fresh) return;
      worker = null;
      const job = running;
      if (job)
        end(
          job,
          failure(
            'import-crashed',
            both(`导入崩溃：${reason}。`, `The import crashed: ${reason}.`),
            both('请把模型拆成较小的文件。', 'Split the model into smaller files.'),
          ),
          'failed',
        );
    };
    fresh.on('error', (error) => crashed(error instanceof Error ? error.message : String(error)));
    fresh.on('exit', (code) => crashed(`the worker ended with ${code}`));
    return fresh;
  }

  function next(): void {
    if (running) return;
    if (idle) clearTimeout(idle);
    const job = waiting.shift();
    if (!job) {
      idle = setTimeout(dropWorker, IDLE_MS);
      idle.unref();
      if (jobs.size > 0) worker?.unref();
      return;
    }
    running = job;
    worker ??= start();
    worker.ref();
    watch();
    show(job, { phase: 'reading' });
    const request: WorkerRequest = {
      jobId: job.id,
      files: job.order.files,
      target: job.order.target ?? null,
      modelsDir: options.modelsDir,
    };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(request);
  }

  return {
    add(order: Order): { readonly jobId: string; readonly finished: Promise<Result<string>> } {
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
      };
      const job: Job = { id, order: { ...order, name }, progress, finish: resolve };
      jobs.set(id, job);
      waiting.push(job);
      show(job, {});
      next();
      return { jobId: id, finished: promise };
    },

    cancel(jobId: string): boolean {
      const job = jobs.get(jobId);
      const place = job ? waiting.indexOf(job) : -1;
      if (!job || (place < 0 && running !== job)) return false;
      if (place >= 0) waiting.splice(place, 1);
      else dropWorker();
      end(job, failure('import-cancelled', both('导入已取消。', 'The import was cancelled.')), 'cancelled');
      return true;
    },

    jobs: (): readonly ImportProgress[] => [...jobs.values()].map(({ progress }) => progress),

    async stop(): Promise<void> {
      if (idle) clearTimeout(idle);
      for (const job of [...waiting.splice(0), ...(running ? [running] : [])]) {
        job.finish(failure('import-cancelled', both('中枢正在停止。', 'The hub is stopping.')));
      }
      running = null;
      if (silent) clearTimeout(silent);
      const old = worker;
      worker = null;
      await old?.terminate();
    },
  };
}

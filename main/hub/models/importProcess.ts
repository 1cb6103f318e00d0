/**
 * Child process of the model room (decision 20): one job at a time, its own kernel thread below it, and a watch beside it
 * that ends the process when it takes more memory than it may. Whatever a file does here, the hub goes on.
 */
import { Worker } from 'node:worker_threads';
import { failure, type Fault } from '#shared/protocol/result.ts';
import type { ImportPhase } from '#shared/protocol/model.ts';
import type { ImportRequest } from './importModel.ts';
import { flushCompileCache } from 'node:module';
import { availableParallelism } from 'node:os';
import type { Draft } from './drafts.ts';
import { createKernelPool } from './kernelPool.ts';
import { keepSource } from './keptSources.ts';
import { nameToKeep, type ImportSource } from './sources.ts';

export type ImportJob = ImportRequest & {
  readonly jobId: string;
  readonly keepSources: boolean;
  /** Somebody may look on while it is made. */
  readonly drafts: boolean;
};
type NamedFiles = readonly { readonly name: string; readonly sha256: string }[];
export type ImportReply =
  | {
      readonly kind: 'progress';
      readonly jobId: string;
      readonly phase: ImportPhase;
      readonly fraction: number;
      readonly file: string | null;
    }
  | (Draft & { readonly kind: 'draft'; readonly jobId: string })
  | {
      readonly kind: 'done';
      readonly jobId: string;
      readonly contentKey: string;
      readonly sources: NamedFiles;
    }
  /** After `done`: its files are packed away. */
  | { readonly kind: 'kept'; readonly jobId: string; readonly sources: NamedFiles }
  | { readonly kind: 'failed'; readonly jobId: string; readonly error: Fault };

/** Each takes a thread and the memory of its part of a file. */
const MOST_KERNELS = 4;

if (process.send) {
  const send = (reply: ImportReply): void => void process.send?.(reply);
  const mostBytes = Number(process.argv[2]);
  if (mostBytes > 0)
    new Worker(new URL('../memoryWatch.ts', import.meta.url), { workerData: { mostBytes } }).unref();
  process.on('disconnect', () => process.exit(0));
  // A kernel compiles its WebAssembly while this thread loads the rest.
  const kernels = createKernelPool(Math.max(1, Math.min(MOST_KERNELS, availableParallelism() - 1)));
  const loaded = import('./importModel.ts');
  process.on('message', (request: ImportJob) => {
    const { jobId } = request;
    loaded
      .then(({ importModel }) =>
        importModel(
          request,
          kernels,
          (phase, fraction, file) => send({ kind: 'progress', jobId, phase, fraction, file }),
          request.drafts ? (draft) => send({ kind: 'draft', jobId, ...draft }) : null,
        ),
      )
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        return failure('import-failed', { reason });
      })
      .then((result) => {
        if (result.ok) {
          const { contentKey, sources } = result.value;
          // By the path in their archive: what belongs together finds each other again.
          const named = sources.map((one) => ({ name: nameToKeep(one), sha256: one.sha256 }));
          send({ kind: 'done', jobId, contentKey, sources: named });
          // The process is ended without a word; what it compiled would be lost.
          flushCompileCache();
          if (!request.keepSources) return undefined;
          return keepAll(request.modelsDir, sources).then(() =>
            send({ kind: 'kept', jobId, sources: named }),
          );
        }
        send({ kind: 'failed', jobId, error: result.error });
      });
  });
}

/** A disk that refuses costs the way back, not the model. */
async function keepAll(modelsDir: string, sources: readonly ImportSource[]): Promise<void> {
  try {
    for (const { sha256, bytes } of sources) await keepSource(modelsDir, sha256, bytes);
  } catch {
    // The model is there; made again it cannot be.
  }
}

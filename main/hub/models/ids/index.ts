/** Checks a model against an IDS file in a thread of its own that is ended when it takes too long. */
import { Worker } from 'node:worker_threads';
import type { IdsReport } from '#shared/protocol/model.ts';
import { failure, type Result } from '#shared/protocol/result.ts';

/** Specifications of a large client over a large model take a second. */
export const CHECK_MS = 20_000;

export interface IdsQuestion {
  /** Of the model's files. */
  readonly schemas: readonly string[];
  /** As the cache holds them. */
  readonly columns: Uint8Array;
  readonly properties: Uint8Array;
  readonly xml: string;
}

export async function askIds(question: IdsQuestion, mostMs: number): Promise<Result<IdsReport>> {
  const worker = new Worker(new URL('./idsThread.ts', import.meta.url), { workerData: question });
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Result<IdsReport>>((resolve, reject) => {
      late = setTimeout(() => resolve(failure('ids-endless', { seconds: Math.ceil(mostMs / 1000) })), mostMs);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The check ended with ${code}.`)));
    });
  } finally {
    clearTimeout(late);
    void worker.terminate();
  }
}

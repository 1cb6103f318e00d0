/** Asks for the sizes of `linli.db`, which a thread counts beside the live; one that takes too long is ended. */
import { Worker } from 'node:worker_threads';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { RecordSizes } from '#shared/protocol/storage.ts';

export interface MeasuredRecords {
  readonly sizes: RecordSizes;
  readonly rowsOf: readonly { readonly compound: string; readonly table: string; readonly rows: number }[];
}

export function measureRecords(path: string, withinMs: number): Promise<Result<MeasuredRecords>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./recordSizesWorker.ts', import.meta.url), { workerData: { path } });
    const end = (result: Result<MeasuredRecords>) => {
      clearTimeout(cutOff);
      resolve(result);
    };
    const failed = (reason: string) => end(failure('records-unreadable', { reason }));
    const cutOff = setTimeout(() => {
      failed(`${withinMs / 1000} s`);
      void worker.terminate();
    }, withinMs);
    worker.once('message', (measured: MeasuredRecords) => end(success(measured)));
    worker.once('error', (error) => failed(error instanceof Error ? error.message : String(error)));
    worker.once('exit', (code) => failed(`exit ${code}`));
  });
}

/** The drawing room: what people draw of a compound becomes models, on a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundModel } from '#shared/twin/compound.ts';
import type { Surroundings } from './drawnModels.ts';

const LONGEST_MS = 120_000;

/** Their files lie in `dir` when it is done. */
export function buildDrawing(
  { id, name, origin, models }: Surroundings,
  drawing: CompoundDrawing,
  dir: string,
): Promise<Result<readonly CompoundModel[]>> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./drawThread.ts', import.meta.url), {
      workerData: { manifest: { id, name, origin, models }, drawing, dir },
    });
    const end = (result: Result<readonly CompoundModel[]>) => {
      clearTimeout(late);
      resolve(result);
      void thread.terminate();
    };
    const fail = (reason: string) => end(failure('drawing-builder', { reason }));
    const late = setTimeout(() => fail(`${LONGEST_MS / 1000} s`), LONGEST_MS);
    thread.once('message', (models: readonly CompoundModel[]) => end(success(models)));
    thread.once('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    thread.once('exit', () => fail('exit'));
  });
}

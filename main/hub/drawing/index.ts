/** The drawing room: what people draw of a compound becomes models, on a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { DrawnModel, Surroundings } from './drawnModels.ts';

export type { DrawnModel } from './drawnModels.ts';

const LONGEST_MS = 120_000;

export function buildDrawing(
  manifest: Surroundings,
  drawing: CompoundDrawing,
): Promise<Result<readonly DrawnModel[]>> {
  return new Promise((resolve) => {
    const { id, name, origin, models } = manifest;
    const thread = new Worker(new URL('./drawThread.ts', import.meta.url), {
      workerData: { manifest: { id, name, origin, models }, drawing },
    });
    const end = (result: Result<readonly DrawnModel[]>) => {
      clearTimeout(late);
      resolve(result);
      void thread.terminate();
    };
    const late = setTimeout(
      () => end(failure('drawing-builder', { reason: `${LONGEST_MS / 1000} s` })),
      LONGEST_MS,
    );
    thread.once('message', (models: readonly DrawnModel[]) => end(success(models)));
    thread.once('error', (error) =>
      end(failure('drawing-builder', { reason: error instanceof Error ? error.message : String(error) })),
    );
    thread.once('exit', () => end(failure('drawing-builder', { reason: 'exit' })));
  });
}

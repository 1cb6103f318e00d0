/** Thread around `compareModels`: opening and comparing a large model takes seconds that nothing live waits for. */
import { parentPort, workerData } from 'node:worker_threads';
import { compareModels } from './compareModels.ts';
import { openCompared, type ModelBytes } from './comparedModel.ts';

const { before, after } = workerData as {
  readonly before: readonly ModelBytes[];
  readonly after: readonly ModelBytes[];
};
const opened = (models: readonly ModelBytes[]) => Promise.all(models.map(openCompared));
parentPort?.postMessage(compareModels(await opened(before), await opened(after)));

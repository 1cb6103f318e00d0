/** Thread that turns one drawing into IFC files: a large one takes seconds that the hub does not have. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { drawnModels, type Surroundings } from './drawnModels.ts';

const { manifest, drawing } = workerData as {
  readonly manifest: Surroundings;
  readonly drawing: CompoundDrawing;
};
parentPort?.postMessage(drawnModels(manifest, drawing));

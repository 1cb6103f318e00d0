/** Thread that turns one drawing into IFC files in a folder: a large one takes seconds that the hub does not have. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { drawnModels, type Surroundings } from './drawnModels.ts';

const { manifest, drawing, dir } = workerData as {
  readonly manifest: Surroundings;
  readonly drawing: CompoundDrawing;
  readonly dir: string;
};
const made = drawnModels(manifest, drawing);
for (const { model, text } of made) for (const name of model.files) writeFileSync(join(dir, name), text);
parentPort?.postMessage(made.map(({ model }) => model));

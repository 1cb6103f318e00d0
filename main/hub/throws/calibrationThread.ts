/** Thread that solves for a camera's pose: it tries turns all round, which takes a tenth of a second and more. */
import { parentPort, workerData } from 'node:worker_threads';
import { calibrate, type Calibration } from '#shared/physics/ballistics/calibrate.ts';
import type { CalibrationDraft } from '#shared/protocol/calibration.ts';

const { lens, places } = workerData as CalibrationDraft;

/** Null: these places leave the pose open. */
function solve(): Calibration | null {
  try {
    return calibrate(lens, places);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
parentPort?.postMessage(solve());

/** Thread that solves for a camera's pose, and for its field of view where that is asked: a second and more. */
import { calibrate, type Calibration, type Correspondence } from '#shared/physics/ballistics/calibrate.ts';
import type { Lens } from '#shared/physics/ballistics/camera.ts';
import { fitFieldOfView } from '#shared/physics/ballistics/fitFieldOfView.ts';
import { lensOf } from '#shared/physics/ballistics/pinhole.ts';

export interface CalibrationRequest {
  readonly lens: Lens;
  readonly places: readonly Correspondence[];
  readonly fitsView: boolean;
}

/** Null: these places leave the pose open. */
export type CalibrationReply = { readonly lens: Lens; readonly pose: Calibration } | null;

function solve({ lens: given, places, fitsView }: CalibrationRequest): CalibrationReply {
  try {
    const lens = fitsView
      ? lensOf(given.widthPx, given.heightPx, fitFieldOfView(given, places), given.distortion[0])
      : given;
    return { lens, pose: calibrate(lens, places) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

addEventListener('message', ({ data }: MessageEvent<CalibrationRequest>) => postMessage(solve(data)));

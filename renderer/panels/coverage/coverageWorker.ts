/** Thread that judges every window by every camera, and tries places for one more: thousands of windows take a second. */
import { bestCameraPlace, type CameraPlace } from '#shared/physics/ballistics/cameraPlace.ts';
import { prepared, sightOf, type WindowSight } from '#shared/physics/ballistics/coverage.ts';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';

export interface Judged {
  /** Of each window, in their order. */
  readonly sights: readonly WindowSight[];
  readonly place: CameraPlace | null;
}

addEventListener('message', ({ data }: MessageEvent<ThrowCoverage>) => {
  const { windows, cameras, buildings } = data;
  const boxes = buildings.map(({ box }) => box);
  const ready = cameras.map(prepared);
  const sights = windows.map((one) => sightOf(one, ready, boxes));
  postMessage({ sights, place: bestCameraPlace(windows, sights, boxes) } satisfies Judged);
});

/** The camera looks through the part of a view that a strip of the picture shows. */
import type { PerspectiveCamera, Vector2 } from 'three';
import type { Pane } from './panes.ts';

/** `offPx`: less than a pixel aside, for averaging. */
export function aim(
  camera: PerspectiveCamera,
  { viewPx, fromPx, widthPx }: Pane,
  heightPx: number,
  offPx?: Vector2,
): void {
  if (offPx || widthPx !== viewPx)
    camera.setViewOffset(viewPx, heightPx, fromPx + (offPx?.x ?? 0), offPx?.y ?? 0, widthPx, heightPx);
  else camera.clearViewOffset();
  camera.updateProjectionMatrix();
}

export function lookStraight(camera: PerspectiveCamera): void {
  camera.clearViewOffset();
  camera.updateProjectionMatrix();
}

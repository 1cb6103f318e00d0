/** A calibrated camera as it stands for pictures of another size than the one it was calibrated in. */
import type { Camera, Lens } from '#shared/physics/ballistics/camera.ts';
import type { CameraCalibration } from '#shared/protocol/calibration.ts';

export function calibratedCamera(
  { lens, positionEnu, rotation }: CameraCalibration,
  size: Pick<Lens, 'widthPx' | 'heightPx'>,
): Camera {
  const [x, y] = [size.widthPx / lens.widthPx, size.heightPx / lens.heightPx];
  const scaled: Lens = {
    ...lens,
    widthPx: size.widthPx,
    heightPx: size.heightPx,
    fx: lens.fx * x,
    fy: lens.fy * y,
    cx: lens.cx * x,
    cy: lens.cy * y,
  };
  return { lens: scaled, positionEnu, rotation };
}

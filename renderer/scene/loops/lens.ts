/** A surveillance camera as a pinhole: where a point of the compound falls in its picture. */
import type { CameraMeta } from '#shared/protocol/device.ts';
import type { Enu } from '#shared/twin/compound.ts';

export interface PicturePoint {
  readonly xPx: number;
  readonly yPx: number;
  /** Along the viewing axis, metres. */
  readonly depthM: number;
}

export interface Lens {
  /** Null behind the camera. */
  project(point: Enu): PicturePoint | null;
  /** Point on the viewing axis. */
  ahead(distanceM: number): Enu;
  readonly verticalFovRad: number;
}

export function createLens(eye: Enu, camera: CameraMeta, widthPx: number, heightPx: number): Lens {
  const [ch, sh] = [Math.cos(camera.headingRad), Math.sin(camera.headingRad)];
  const [cp, sp] = [Math.cos(camera.pitchRad), Math.sin(camera.pitchRad)];
  const focalPx = widthPx / 2 / Math.tan(camera.fovRad / 2);
  return {
    verticalFovRad: 2 * Math.atan(heightPx / 2 / focalPx),
    ahead: (distanceM) => [
      eye[0] + ch * cp * distanceM,
      eye[1] + sh * cp * distanceM,
      eye[2] + sp * distanceM,
    ],
    project([x, y, z]) {
      const [dx, dy, dz] = [x - eye[0], y - eye[1], z - eye[2]];
      const flatM = dx * ch + dy * sh;
      const depthM = flatM * cp + dz * sp;
      if (depthM < 0.3) return null;
      const rightM = dx * sh - dy * ch;
      const upM = dz * cp - flatM * sp;
      return {
        xPx: widthPx / 2 + (focalPx * rightM) / depthM,
        yPx: heightPx / 2 - (focalPx * upM) / depthM,
        depthM,
      };
    },
  };
}

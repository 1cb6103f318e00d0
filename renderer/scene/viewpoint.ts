/** Where the scene is looked at from, in the frame it shares with the globe: one hands its pose to the other. */
import type { Geodetic } from '#shared/geo/enu.ts';
import { poseInFrame, poseOnEarth } from '#shared/geo/pose.ts';
import type { CameraPose, Picked, Viewpoint } from './contract.ts';

export function createViewpoint(
  origin: () => Geodetic,
  fovRad: number,
  scene: {
    readonly pose: () => CameraPose;
    readonly set: (pose: CameraPose) => void;
    readonly flyTo: (pose: CameraPose) => Promise<void>;
    readonly pick: (xPx: number, yPx: number) => Picked | null;
  },
): Viewpoint {
  return {
    fovRad,
    pose() {
      const { eyeEnu, targetEnu } = scene.pose();
      return poseOnEarth(origin(), eyeEnu, targetEnu);
    },
    set: (pose) => scene.set(poseInFrame(origin(), pose)),
    flyTo: (pose) => scene.flyTo(poseInFrame(origin(), pose)),
    pick: scene.pick,
  };
}

/** Where the scene is looked at from, in the frame it shares with the globe: one hands its pose to the other. */
import { ecefToEnu, enuToEcef, type Ecef, type Geodetic } from '#shared/geo/enu.ts';
import type { CameraPose, EcefPose, Picked, Viewpoint } from './contract.ts';

export function createViewpoint(
  origin: () => Geodetic,
  fovRad: number,
  scene: {
    readonly pose: () => CameraPose;
    readonly flyTo: (pose: CameraPose) => Promise<void>;
    readonly pick: (xPx: number, yPx: number) => Picked | null;
  },
): Viewpoint {
  const toEnu = (place: Ecef) => ecefToEnu(origin(), place);
  return {
    fovRad,
    pose(): EcefPose {
      const { eyeEnu, targetEnu } = scene.pose();
      return { eyeEcef: enuToEcef(origin(), eyeEnu), targetEcef: enuToEcef(origin(), targetEnu) };
    },
    flyTo: ({ eyeEcef, targetEcef }) => scene.flyTo({ eyeEnu: toEnu(eyeEcef), targetEnu: toEnu(targetEcef) }),
    pick: scene.pick,
  };
}

/** Cesium's camera behind the contract that the compound's scene keeps too: the same pose in the same frame. */
import { Cartesian3, PerspectiveFrustum, Ray, type Scene } from '@cesium/engine';
import type { Ecef } from '#shared/geo/enu.ts';
import { axesOf, longerFovRad, type EcefPose } from '#shared/geo/pose.ts';
import type { GlobeHost } from './contract.ts';

const FLIGHT_S = 2.4;
/** What is looked at where the view goes past the earth. */
const FAR_M = 1_000_000;

const toCartesian = (ecef: Ecef) => new Cartesian3(...ecef);
const toEcef = ({ x, y, z }: Cartesian3): Ecef => [x, y, z];

export interface GlobeCamera {
  pose(): EcefPose;
  set(pose: EcefPose): void;
  /** Resolves when it is there, or was ended. */
  flyTo(pose: EcefPose): Promise<void>;
  isFlying(): boolean;
  /** What Cesium draws with. */
  drawn: GlobeHost['camera'];
  interrupt(): void;
  /** After the globe got another size. */
  shape(aspect: number): void;
  setReducedMotion(on: boolean): void;
}

export function createGlobeCamera(scene: Scene, fovRad: number, changed: () => void): GlobeCamera {
  const { camera } = scene;
  const frustum = new PerspectiveFrustum({ fov: fovRad, aspectRatio: 1, near: 1, far: 5e8 });
  camera.frustum = frustum;
  let reducedMotion = false;
  let flying = false;
  /** What was stood at last: as long as nobody moved, it is told as it was given. */
  let stood: EcefPose | null = null;

  const set = (pose: EcefPose) => {
    const { direction, up } = axesOf(pose);
    camera.setView({
      destination: toCartesian(pose.eyeEcef),
      orientation: { direction: toCartesian(direction), up: toCartesian(up) },
    });
    stood = pose;
    changed();
  };
  const isStood = (pose: EcefPose) =>
    Cartesian3.equalsEpsilon(camera.positionWC, toCartesian(pose.eyeEcef), 0, 1e-4) &&
    Cartesian3.equalsEpsilon(camera.directionWC, toCartesian(axesOf(pose).direction), 0, 1e-7);

  return {
    set,
    pose() {
      if (stood && isStood(stood)) return stood;
      const hit = scene.globe.pick(new Ray(camera.positionWC, camera.directionWC), scene);
      const farM = hit ? Cartesian3.distance(hit, camera.positionWC) : FAR_M;
      const target = Cartesian3.add(
        camera.positionWC,
        Cartesian3.multiplyByScalar(camera.directionWC, farM, new Cartesian3()),
        new Cartesian3(),
      );
      return {
        eyeEcef: toEcef(camera.positionWC),
        targetEcef: toEcef(target),
        upEcef: toEcef(camera.upWC),
      };
    },
    flyTo(pose) {
      camera.cancelFlight();
      if (reducedMotion) {
        set(pose);
        return Promise.resolve();
      }
      const { direction, up } = axesOf(pose);
      flying = true;
      changed();
      return new Promise((resolve) => {
        const end = () => {
          flying = false;
          changed();
          resolve();
        };
        camera.flyTo({
          destination: toCartesian(pose.eyeEcef),
          orientation: { direction: toCartesian(direction), up: toCartesian(up) },
          duration: FLIGHT_S,
          complete() {
            // A flight ends near enough to be seen as there; what is handed over is there.
            set(pose);
            end();
          },
          cancel: end,
        });
      });
    },
    isFlying: () => flying,
    drawn: () => ({
      eyeEcef: toEcef(camera.positionWC),
      direction: toEcef(camera.directionWC),
      up: toEcef(camera.upWC),
      fovRad: frustum.fovy ?? fovRad,
    }),
    interrupt: () => camera.cancelFlight(),
    shape(aspect) {
      frustum.aspectRatio = aspect;
      frustum.fov = longerFovRad(fovRad, aspect);
      changed();
    },
    setReducedMotion(on) {
      reducedMotion = on;
    },
  };
}

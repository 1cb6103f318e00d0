/**
 * Moves the camera: direct drags, eased zoom, keys and flights. It owns the orbit and tells the host when the view
 * has changed; it never draws. Drags follow the hand without inertia, so that stopping is stopping.
 */
import type { PerspectiveCamera } from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { CameraPose } from '../contract.ts';
import type { RenderLoop } from '../renderLoop.ts';
import { between, clampOrbit, moveTarget, orbitOf, poseOf, zoomAbout, type Orbit } from './orbit.ts';

const FLIGHT_MS = 900;
const TURN_RAD_PER_S = 0.045;

export interface Navigation {
  readonly orbit: Orbit;
  pose(): CameraPose;
  set(orbit: Orbit): void;
  flyTo(orbit: Orbit): Promise<void>;
  rotate(dAzimuthRad: number, dElevationRad: number): void;
  move(dxM: number, dyM: number, dzM: number): void;
  zoom(anchorEnu: Enu, factor: number): void;
  /** Held keys: forward, right, up, each −1…1; zero stops. */
  drive(forward: number, right: number, up: number): void;
  setOrbiting(on: boolean): void;
  setReducedMotion(on: boolean): void;
  setReach(maxDistanceM: number): void;
  /** Ends flights and the slow turn: the operator's hand wins. */
  interrupt(): void;
}

export function createNavigation(
  camera: PerspectiveCamera,
  loop: RenderLoop,
  changed: (orbit: Orbit) => void,
): Navigation {
  let orbit = orbitOf({ eyeEnu: [120, -160, 110], targetEnu: [0, 0, 0] });
  let maxDistanceM = 900;
  let reducedMotion = false;
  let orbiting = false;
  let flight: { end: () => void; stop: () => void } | undefined;
  let zoomLeft = 0;
  let zoomAnchor: Enu = [0, 0, 0];
  let driving: readonly [number, number, number] = [0, 0, 0];
  let driveRunning = false;

  const apply = (next: Orbit) => {
    orbit = clampOrbit(next, maxDistanceM);
    const { eyeEnu, targetEnu } = poseOf(orbit);
    camera.position.set(...eyeEnu);
    camera.up.set(0, 0, 1);
    camera.lookAt(...targetEnu);
    camera.near = Math.max(0.25, Math.min(orbit.distanceM, Math.max(eyeEnu[2], 2)) * 0.08);
    // Depth precision for a compound, reach for a city.
    camera.far = Math.max(3200, maxDistanceM * 1.5);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    changed(orbit);
  };
  const endFlight = () => {
    const ended = flight;
    flight = undefined;
    ended?.stop();
    ended?.end();
  };

  const driveStep = () => {
    let last = performance.now();
    loop.animate((now) => {
      const seconds = Math.min(0.1, (now - last) / 1000);
      last = now;
      const [forward, right, up] = driving;
      if (forward === 0 && right === 0 && up === 0) {
        driveRunning = false;
        return false;
      }
      const speed = orbit.distanceM * 0.7 * seconds;
      const ahead = orbit.azimuthRad + Math.PI;
      apply(
        moveTarget(
          orbit,
          (Math.cos(ahead) * forward + Math.sin(ahead) * right) * speed,
          (Math.sin(ahead) * forward - Math.cos(ahead) * right) * speed,
          up * speed * 0.6,
        ),
      );
      return true;
    });
  };

  apply(orbit);
  return {
    get orbit() {
      return orbit;
    },
    pose: () => poseOf(orbit),
    set(next) {
      endFlight();
      apply(next);
    },
    flyTo(goal) {
      endFlight();
      const to = clampOrbit(goal, maxDistanceM);
      if (reducedMotion) {
        apply(to);
        return Promise.resolve();
      }
      const from = orbit;
      return new Promise((resolve) => {
        let startMs = 0;
        const stop = loop.animate((now) => {
          if (startMs === 0) startMs = now;
          const t = Math.min(1, (now - startMs) / FLIGHT_MS);
          apply(between(from, to, t));
          if (t < 1) return true;
          flight = undefined;
          resolve();
          return false;
        });
        flight = { end: resolve, stop };
      });
    },
    rotate(dAzimuthRad, dElevationRad) {
      apply({
        ...orbit,
        azimuthRad: orbit.azimuthRad + dAzimuthRad,
        elevationRad: orbit.elevationRad + dElevationRad,
      });
    },
    move: (dx, dy, dz) => apply(moveTarget(orbit, dx, dy, dz)),
    zoom(anchorEnu, factor) {
      zoomAnchor = anchorEnu;
      if (reducedMotion) {
        apply(zoomAbout(orbit, anchorEnu, factor));
        return;
      }
      const idle = zoomLeft === 0;
      zoomLeft += Math.log(factor);
      if (!idle) return;
      let last = performance.now();
      loop.animate((now) => {
        const share = 1 - Math.exp(-Math.min(100, Math.max(8, now - last)) / 55);
        last = now;
        const step = Math.abs(zoomLeft) < 0.012 ? zoomLeft : zoomLeft * share;
        zoomLeft -= step;
        apply(zoomAbout(orbit, zoomAnchor, Math.exp(step)));
        return zoomLeft !== 0;
      });
    },
    drive(forward, right, up) {
      driving = [forward, right, up];
      if (driveRunning || (forward === 0 && right === 0 && up === 0)) return;
      driveRunning = true;
      endFlight();
      driveStep();
    },
    setOrbiting(on) {
      if (on === orbiting) return;
      orbiting = on;
      if (!on) return;
      let last = 0;
      loop.animate((now) => {
        const seconds = last === 0 ? 0 : Math.min(0.25, (now - last) / 1000);
        last = now;
        if (orbiting && !flight && seconds > 0)
          apply({ ...orbit, azimuthRad: orbit.azimuthRad + TURN_RAD_PER_S * seconds });
        return orbiting;
      });
    },
    setReducedMotion(on) {
      reducedMotion = on;
    },
    setReach(reachM) {
      maxDistanceM = reachM;
    },
    interrupt() {
      orbiting = false;
      endFlight();
    },
  };
}

/**
 * Which windows a throw camera can judge: whether it sees them at all, how large a bottle is in its picture there, and how far
 * off a height would come out by what is open of its pose. Sure: the storey will be right; coarse: it or the next.
 */
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { composed, projectionOf, rayOf, rotationMatrix, type Camera } from './camera.ts';
import { covarianceRoot } from './covarianceRoot.ts';
import { rodrigues } from './turns.ts';

export type CoverageClass = 'sure' | 'coarse' | 'not';

export interface CoverageWindow {
  readonly id: string;
  /** Middle of its outer face. */
  readonly placeEnu: Enu;
  /** Out of the wall, of length one; null: not known, and it may be seen from either side. */
  readonly outward: readonly [x: number, y: number] | null;
}

export interface CoverageCamera {
  readonly id: string;
  readonly camera: Camera;
  /** Of the pose, [6, 6] row-major: ENU metres, then radians about the camera's axes. */
  readonly poseCovariance: readonly number[];
}

export interface WindowSight {
  readonly class: CoverageClass;
  readonly cameraId: string | null;
  readonly pixelsPerM: number;
  /** Standard deviation of a height there, metres; Infinity where no camera sees it. */
  readonly errorM: number;
}

export const UNSEEN: WindowSight = { class: 'not', cameraId: null, pixelsPerM: 0, errorM: Infinity };

const REACH_M = 120;
/** A bottle of a quarter of a metre covers three pixels: what trackers need at the least. */
const LEAST_PX_PER_M = 12;
/** Half a storey of three metres is two and a half of these: right 98 times in 100. */
const SURE_M = 0.6;
/** Two of these are one and a half storeys. */
const COARSE_M = 2.2;
/** Of a place in the picture. */
const NOISE_PX = 2;
/** Of the cosine: more aslant, a throw is seen against the wall's edge. */
const LEAST_FACING = 0.12;
/** Before the wall, so that it does not hide its own windows. */
const BEFORE_M = 0.6;
const RANK: Readonly<Record<CoverageClass, number>> = { sure: 2, coarse: 1, not: 0 };

/** By the camera that judges it best. @param hiding Buildings: what stands between hides. */
export function sightOf(
  window: CoverageWindow,
  cameras: readonly PreparedCamera[],
  hiding: readonly OrientedBox[],
): WindowSight {
  let best = UNSEEN;
  for (const camera of cameras) {
    const sight = camera.sees(window, hiding);
    if (RANK[sight.class] > RANK[best.class] || (sight.class === best.class && sight.errorM < best.errorM))
      best = sight;
  }
  return best;
}

export interface PreparedCamera {
  readonly id: string;
  sees(window: CoverageWindow, hiding: readonly OrientedBox[]): WindowSight;
}

/** Its six ways to be off are worked out once. */
export function prepared({ id, camera, poseCovariance }: CoverageCamera): PreparedCamera {
  const { widthPx, heightPx, fx, fy } = camera.lens;
  const matrix = rotationMatrix(camera.rotation);
  const project = projectionOf(camera.lens, camera.positionEnu, matrix);
  const root = covarianceRoot(poseCovariance, 6);
  const moved = Array.from({ length: 6 }, (_, column): Camera => {
    const [dx = 0, dy = 0, dz = 0, rx = 0, ry = 0, rz = 0] = Array.from(
      { length: 6 },
      (__, row) => root[row * 6 + column] ?? 0,
    );
    const [x, y, z] = camera.positionEnu;
    return {
      lens: camera.lens,
      positionEnu: [x + dx, y + dy, z + dz],
      rotation: rodrigues(composed(rotationMatrix([rx, ry, rz]), matrix)),
    };
  });
  return {
    id,
    sees({ placeEnu, outward }, hiding) {
      const [x, y, z] = placeEnu;
      const [dx, dy, dz] = [0, 1, 2].map((i) => (camera.positionEnu[i] ?? 0) - (placeEnu[i] ?? 0));
      const distanceM = Math.hypot(dx ?? 0, dy ?? 0, dz ?? 0);
      if (distanceM > REACH_M || distanceM < 1) return UNSEEN;
      const flatM = Math.hypot(dx ?? 0, dy ?? 0);
      const normal = outward ?? [(dx ?? 0) / (flatM || 1), (dy ?? 0) / (flatM || 1)];
      const facing = ((dx ?? 0) * normal[0] + (dy ?? 0) * normal[1]) / (flatM || 1);
      if (facing < LEAST_FACING) return UNSEEN;
      const seen = project(x, y, z);
      if (!seen || !(seen[0] >= 0 && seen[0] <= widthPx && seen[1] >= 0 && seen[1] <= heightPx))
        return UNSEEN;
      const before: Enu = [x + BEFORE_M * normal[0], y + BEFORE_M * normal[1], z];
      if (hiding.some((box) => !isIn(box, before) && isBetween(box, before, camera.positionEnu)))
        return UNSEEN;
      const pixelsPerM = Math.min(fx, fy) / distanceM;
      const heights = moved.map((other) => heightOnWall(other, seen, placeEnu, normal) - z);
      // A pixel up the picture is so far up the wall, the flatter the steeper it is looked at.
      const upPerPx = Math.abs(heightOnWall(camera, [seen[0], seen[1] - 1], placeEnu, normal) - z);
      const errorM = Math.hypot(...heights, NOISE_PX * upPerPx);
      const isLarge = pixelsPerM >= LEAST_PX_PER_M;
      const found = !isLarge || !(errorM <= COARSE_M) ? 'not' : errorM <= SURE_M ? 'sure' : 'coarse';
      return { class: found, cameraId: id, pixelsPerM, errorM };
    },
  };
}

/** Where a pixel's ray meets the wall of this window; Infinity where it does not. */
function heightOnWall(
  camera: Camera,
  [xPx, yPx]: readonly [number, number],
  placeEnu: Enu,
  [nx, ny]: readonly [number, number],
): number {
  const [rx, ry, rz] = rayOf(camera, xPx, yPx);
  const [cx, cy, cz] = camera.positionEnu;
  const wayM = ((placeEnu[0] - cx) * nx + (placeEnu[1] - cy) * ny) / (rx * nx + ry * ny);
  return wayM > 0 ? cz + wayM * rz : Infinity;
}

function within({ centreEnu, yawRad }: OrientedBox, [x, y, z]: Enu): Enu {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  const [dx, dy] = [x - centreEnu[0], y - centreEnu[1]];
  return [cos * dx + sin * dy, cos * dy - sin * dx, z - centreEnu[2]];
}

const AXES = [0, 1, 2] as const;

export function isIn(box: OrientedBox, placeEnu: Enu): boolean {
  const own = within(box, placeEnu);
  return AXES.every((i) => Math.abs(own[i]) <= box.sizeM[i] / 2);
}

/** Whether the straight way from one to the other goes through the box: slab by slab. */
export function isBetween(box: OrientedBox, fromEnu: Enu, toEnu: Enu): boolean {
  const [from, to] = [within(box, fromEnu), within(box, toEnu)];
  let [enter, leave] = [0, 1];
  for (const i of AXES) {
    const way = to[i] - from[i];
    const half = box.sizeM[i] / 2;
    if (Math.abs(way) < 1e-9) {
      if (Math.abs(from[i]) > half) return false;
      continue;
    }
    const [a, b] = [(-half - from[i]) / way, (half - from[i]) / way];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave;
}

/**
 * Where one more throw camera would help most: places before each wall, as far off as such cameras are hung, each aimed up it, and
 * the one taken that lifts most windows to a better class. Once it hangs and is calibrated, the next is looked for with it.
 */
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import {
  isIn,
  prepared,
  sightOf,
  type CoverageClass,
  type CoverageWindow,
  type WindowSight,
} from './coverage.ts';
import { lensOf } from './pinhole.ts';
import { aimed } from './turns.ts';

export interface CameraPlace {
  readonly positionEnu: Enu;
  readonly headingRad: number;
  readonly pitchRad: number;
  /** Windows that come into a better class. */
  readonly better: number;
  /** Of those, the ones that would be sure. */
  readonly sure: number;
}

/** Off the wall: cameras hang 15 to 25 m before the façade that they look up. */
const OFF_M = [15, 20, 25] as const;
/** Along the wall. */
const STEP_M = 8;
const HEIGHT_M = 3;
/** Calibrated by corners of windows, as measured. */
const CALIBRATED = { positionM: 0.05, angleRad: (0.1 * Math.PI) / 180 } as const;
/** A 4 mm lens before an upright 1/1.8″ chip, 1440 × 2560: about 47° × 76°. */
const LENS = lensOf(1440, 2560, (47 * Math.PI) / 180);
const NEAR_M = 90;
const SAME_WAY = Math.cos((10 * Math.PI) / 180);
const VALUE: Readonly<Record<CoverageClass, number>> = { sure: 3, coarse: 2, not: 0 };

/** Null where no place helps. @param sights Of each window as it is now. */
export function bestCameraPlace(
  windows: readonly CoverageWindow[],
  sights: readonly WindowSight[],
  buildings: readonly OrientedBox[],
): CameraPlace | null {
  const open = windows.flatMap((window, i) => {
    const now = sights[i]?.class ?? 'not';
    return now === 'sure' ? [] : [{ window, now }];
  });
  let best: CameraPlace | null = null;
  let most = 0;
  for (const { positionEnu, headingRad, pitchRad } of candidates(open.map(({ window }) => window))) {
    if (buildings.some((box) => isIn(box, positionEnu))) continue;
    const camera = prepared({
      id: '',
      camera: { positionEnu, rotation: aimed(headingRad, pitchRad), lens: LENS },
      poseCovariance: CALIBRATED_COVARIANCE,
    });
    const near = buildings.filter(({ centreEnu: [x, y], sizeM: [width, depth] }) =>
      isNear(positionEnu, [x, y, 0], NEAR_M + Math.hypot(width, depth) / 2),
    );
    let [gain, better, sure] = [0, 0, 0];
    for (const { window, now } of open) {
      if (!isNear(positionEnu, window.placeEnu, NEAR_M)) continue;
      const then = sightOf(window, [camera], near).class;
      if (VALUE[then] <= VALUE[now]) continue;
      gain += VALUE[then] - VALUE[now];
      better++;
      if (then === 'sure') sure++;
    }
    if (gain > most) [most, best] = [gain, { positionEnu, headingRad, pitchRad, better, sure }];
  }
  return best;
}

const CALIBRATED_COVARIANCE: readonly number[] = Array.from({ length: 36 }, (_, k) =>
  k % 7 > 0 ? 0 : k < 21 ? CALIBRATED.positionM ** 2 : CALIBRATED.angleRad ** 2,
);

const isNear = ([ax, ay]: Enu, [bx, by]: Enu, reachM: number): boolean =>
  Math.abs(ax - bx) <= reachM && Math.abs(ay - by) <= reachM && Math.hypot(ax - bx, ay - by) <= reachM;

/** Before each stretch of wall that looks one way: one place for each step along it and each distance, in no order that chance has part in. */
function candidates(windows: readonly CoverageWindow[]) {
  const spots = new Map<string, { readonly at: CoverageWindow; lowM: number; topM: number }>();
  for (const window of windows) {
    const { placeEnu, outward } = window;
    if (!outward) continue;
    const [nx, ny] = outward;
    const alongM = -ny * placeEnu[0] + nx * placeEnu[1];
    const frontM = nx * placeEnu[0] + ny * placeEnu[1];
    // Walls that look nearly the same way, lie nearly in a line.
    const key = [Math.atan2(ny, nx) / Math.acos(SAME_WAY), frontM / STEP_M, alongM / STEP_M]
      .map(Math.round)
      .join(' ');
    const spot = spots.get(key);
    if (!spot) spots.set(key, { at: window, lowM: placeEnu[2], topM: placeEnu[2] });
    else {
      spot.lowM = Math.min(spot.lowM, placeEnu[2]);
      spot.topM = Math.max(spot.topM, placeEnu[2]);
    }
  }
  return [...spots.values()].flatMap(({ at: { placeEnu, outward }, lowM, topM }) =>
    OFF_M.map((offM) => {
      const [nx, ny] = outward ?? [1, 0];
      const positionEnu: Enu = [placeEnu[0] + offM * nx, placeEnu[1] + offM * ny, HEIGHT_M];
      const pitches = [lowM, topM].map((heightM) => Math.atan2(heightM - HEIGHT_M, offM));
      const pitchRad = ((pitches[0] ?? 0) + (pitches[1] ?? 0)) / 2;
      return { positionEnu, headingRad: Math.atan2(-ny, -nx), pitchRad };
    }),
  );
}

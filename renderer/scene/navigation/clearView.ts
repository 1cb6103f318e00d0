/** Picks, near a wished view, one in which no building stands between the eye and what is looked at. Pure. */
import type { Enu } from '#shared/twin/compound.ts';
import { poseOf, type Orbit } from './orbit.ts';

/** A wall this close to the target belongs to it: a detector in a room is seen through its façade. */
const ownWallM = 9;
const turnsRad = [0, 0.5, -0.5, 1, -1, 1.6, -1.6, 2.4, -2.4, Math.PI];
const raisesRad = [0, 0.3, 0.6];
const highestRad = 1.25;

/** `freeM` tells how far one sees from a point towards another, metres; Infinity where nothing is in the way. */
export function clearView(wish: Orbit, freeM: (from: Enu, to: Enu) => number): Orbit {
  const options = raisesRad.flatMap((raise) =>
    turnsRad.map((turn) => ({
      cost: Math.abs(turn) + raise * 3,
      orbit: {
        ...wish,
        azimuthRad: wish.azimuthRad + turn,
        elevationRad: Math.min(highestRad, wish.elevationRad + raise),
      },
    })),
  );
  options.sort((a, b) => a.cost - b.cost);
  const found = options.find(({ orbit }) => {
    const { eyeEnu, targetEnu } = poseOf(orbit);
    return freeM(eyeEnu, targetEnu) >= orbit.distanceM - ownWallM;
  });
  return found?.orbit ?? wish;
}

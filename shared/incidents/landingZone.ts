/** Where a thrown object may have come down, as it is drawn on the ground and told: an ellipse before the wall. */
import { squaredFor, type Landing } from '#shared/physics/ballistics/landing.ts';
import type { Facade } from '#shared/physics/ballistics/throwModel.ts';
import type { Enu } from '#shared/twin/compound.ts';

export interface LandingZone {
  /** With 90 % probability within: a closed line on the ground, nowhere behind the wall. */
  readonly outlineEnu: readonly Enu[];
  /** Off the wall, metres. */
  readonly offM: readonly [near: number, far: number];
  /** Along the wall, metres. */
  readonly widthM: number;
  readonly afterS: number;
}

const SIDES = 36;
const PROBABILITY = 0.9;
/** Over the ground, so that it is seen. */
const OVER_M = 0.08;

export function landingZoneOf({ atEnu, covariance, afterS }: Landing, facade: Facade): LandingZone {
  const [xx, xy, yy] = covariance;
  const reach = Math.sqrt(squaredFor(PROBABILITY));
  // Lower triangle of the covariance's root.
  const a = Math.sqrt(Math.max(0, xx));
  const b = a > 0 ? xy / a : 0;
  const c = Math.sqrt(Math.max(0, yy - b * b));
  const { originEnu, alongUnit, outwardUnit } = facade;
  const places = Array.from({ length: SIDES }, (_, i) => {
    const turn = (i / SIDES) * 2 * Math.PI;
    const [u, v] = [reach * Math.cos(turn), reach * Math.sin(turn)];
    const x = atEnu[0] + a * u - originEnu[0];
    const y = atEnu[1] + b * u + c * v - originEnu[1];
    return {
      along: x * alongUnit[0] + y * alongUnit[1],
      off: Math.max(0, x * outwardUnit[0] + y * outwardUnit[1]),
    };
  });
  const alongs = places.map(({ along }) => along);
  const offs = places.map(({ off }) => off);
  return {
    outlineEnu: places.map(({ along, off }): Enu => [
      originEnu[0] + along * alongUnit[0] + off * outwardUnit[0],
      originEnu[1] + along * alongUnit[1] + off * outwardUnit[1],
      OVER_M,
    ]),
    offM: [Math.min(...offs), Math.max(...offs)],
    widthM: Math.max(...alongs) - Math.min(...alongs),
    afterS,
  };
}

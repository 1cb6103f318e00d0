/** From where several places of the earth are seen together: above their middle, north on top. Pure. */
import { enuToEcef, type Ecef, type Geodetic } from '#shared/geo/enu.ts';
import { cross, minus, unit, type EcefPose } from '#shared/geo/pose.ts';

/** Share of the half picture that places may reach: the rest is for their names. */
const REACH = 0.7;
const LEAST_HEIGHT_M = 2500;
/** One place alone is shown with the country round it. */
const ALONE_HEIGHT_M = 1_500_000;
/** The whole earth is in view from there. */
const MOST_HEIGHT_M = 18_000_000;
const NORTH: Ecef = [0, 0, 1];

const onEarth = ({ latDeg, lonDeg }: Geodetic): Ecef => enuToEcef({ latDeg, lonDeg, heightM: 0 }, [0, 0, 0]);
const along = (from: Ecef, way: Ecef, lengthM: number): Ecef => [
  from[0] + way[0] * lengthM,
  from[1] + way[1] * lengthM,
  from[2] + way[2] * lengthM,
];
const dot = (a: Ecef, b: Ecef) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** `fovRad` is from top to bottom. Without places: the whole earth from above the middle of China. */
export function wholeView(places: readonly Geodetic[], fovRad: number, aspect: number): EcefPose {
  const points = places.map(onEarth);
  const middle = points.reduce<Ecef>((sum, point) => along(sum, unit(point), 1), [0, 0, 0]);
  // Places all round the earth have no middle.
  const isRound = Math.hypot(...middle) < 0.2;
  const up = unit(isRound ? onEarth({ latDeg: 35, lonDeg: 104, heightM: 0 }) : middle);
  const groundM = Math.hypot(...(points[0] ?? onEarth({ latDeg: 35, lonDeg: 104, heightM: 0 })));
  const target = along([0, 0, 0], up, groundM);
  const east = unit(cross(NORTH, up));
  const north = cross(up, east);
  const high = Math.tan(fovRad / 2) * REACH;
  const wide = high * aspect;
  // A place at `x` across and `depth` below the eye is in view where |x| ≤ depth · wide.
  const heightM = points.reduce((most, point) => {
    const from = minus(point, target);
    const belowM = -dot(from, up);
    const needsM = Math.max(Math.abs(dot(from, east)) / wide, Math.abs(dot(from, north)) / high);
    return Math.max(most, needsM - belowM);
  }, 0);
  const alone = places.length === 1 ? ALONE_HEIGHT_M : LEAST_HEIGHT_M;
  const chosenM = isRound ? MOST_HEIGHT_M : Math.min(MOST_HEIGHT_M, Math.max(alone, heightM));
  return { eyeEcef: along(target, up, chosenM), targetEcef: target, upEcef: north };
}

/** Whether the ground there is on this side of the earth. */
export function isInSight(eye: Ecef, place: Geodetic): boolean {
  const point = onEarth(place);
  const above = unit(minus(enuToEcef({ ...place, heightM: 0 }, [0, 0, 1]), point));
  return dot(minus(eye, point), above) > 0;
}

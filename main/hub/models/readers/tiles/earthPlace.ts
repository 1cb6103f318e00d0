/** A tileset in coordinates of the earth's middle → metres east, north and up of the anchor of its model. */
import { ecefToEnu, type Geodetic } from '#shared/geo/enu.ts';
import type { FileGeoreference } from '#hub/models/georeference.ts';
import type { Anchors } from '../places/anchors.ts';
import { CRS84 } from '../places/crs.ts';
import { createFrame } from '../places/frame.ts';

const EARTH_M = 6_371_000;
const WITHIN_M = 200_000;
/** Directions are taken so far out that rounding near the earth's size does not turn them. */
const FAR_M = 1e8;

/** Whether a point can lie on the earth, counted from its middle. */
export const isOnEarth = ([x = 0, y = 0, z = 0]: readonly number[]): boolean =>
  Math.abs(Math.hypot(x, y, z) - EARTH_M) < WITHIN_M;

export interface EarthPlace {
  /** 4 × 4, column-major. */
  readonly toEnu: readonly number[];
  readonly georeference: FileGeoreference | null;
}

export function earthPlace(point: readonly number[], anchors: Anchors): EarthPlace {
  const [x = 0, y = 0, z = 0] = point;
  const lonDeg = (Math.atan2(y, x) * 180) / Math.PI;
  // Good to a fifth of a degree, and to metres after one step along the meridian.
  let latDeg = (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI;
  for (let i = 0; i < 4; i++) {
    const [, north] = ecefToEnu({ latDeg, lonDeg, heightM: 0 }, [x, y, z]);
    latDeg += north / 111_320;
  }
  // Directions spread with height: lengths are true where the content is, not at the ellipsoid two kilometres below a high plain.
  const heightM = Math.round(ecefToEnu({ latDeg, lonDeg, heightM: 0 }, [x, y, z])[2]);
  const frame = createFrame(CRS84, [lonDeg, latDeg], anchors, heightM);
  const place = frame.georeference?.georeference;
  const origin: Geodetic =
    place?.kind === 'map' && place.latDeg !== null && place.lonDeg !== null
      ? { latDeg: place.latDeg, lonDeg: place.lonDeg, heightM }
      : { latDeg, lonDeg, heightM };
  const [ox, oy, oz] = ecefToEnu(origin, [0, 0, 0]);
  const axis = (point3: readonly [number, number, number]): number[] => {
    const [ax, ay, az] = ecefToEnu(origin, point3);
    return [(ax - ox) / FAR_M, (ay - oy) / FAR_M, (az - oz) / FAR_M, 0];
  };
  return {
    toEnu: [...axis([FAR_M, 0, 0]), ...axis([0, FAR_M, 0]), ...axis([0, 0, FAR_M]), ox, oy, oz + heightM, 1],
    georeference: frame.georeference,
  };
}

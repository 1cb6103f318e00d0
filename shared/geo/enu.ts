/** Between WGS 84 and a compound's ENU frame (metres, tangent plane at the origin), by way of ECEF. */
import type { Enu } from '#shared/twin/compound.ts';

const a = 6_378_137;
const f = 1 / 298.257223563;
const e2 = f * (2 - f);
const toRad = Math.PI / 180;

export interface Geodetic {
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly heightM: number;
}

/** Metres from the middle of the earth. */
export type Ecef = readonly [number, number, number];

function toEcef({ latDeg, lonDeg, heightM }: Geodetic): Ecef {
  const [lat, lon] = [latDeg * toRad, lonDeg * toRad];
  const n = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return [
    (n + heightM) * Math.cos(lat) * Math.cos(lon),
    (n + heightM) * Math.cos(lat) * Math.sin(lon),
    (n * (1 - e2) + heightM) * Math.sin(lat),
  ];
}

/** Bowring's closed form with one refinement: below a tenth of a millimetre at building heights. */
function fromEcef([x, y, z]: Ecef): Geodetic {
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - e2));
  for (let i = 0; i < 4; i++) {
    const n = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
    const height = p / Math.cos(lat) - n;
    lat = Math.atan2(z, p * (1 - (e2 * n) / (n + height)));
  }
  const n = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return { latDeg: lat / toRad, lonDeg: Math.atan2(y, x) / toRad, heightM: p / Math.cos(lat) - n };
}

export function enuToEcef(origin: Geodetic, [east, north, up]: Enu): Ecef {
  const [lat, lon] = [origin.latDeg * toRad, origin.lonDeg * toRad];
  const [x, y, z] = toEcef(origin);
  return [
    x - Math.sin(lon) * east - Math.sin(lat) * Math.cos(lon) * north + Math.cos(lat) * Math.cos(lon) * up,
    y + Math.cos(lon) * east - Math.sin(lat) * Math.sin(lon) * north + Math.cos(lat) * Math.sin(lon) * up,
    z + Math.cos(lat) * north + Math.sin(lat) * up,
  ];
}

export function enuToGeodetic(origin: Geodetic, place: Enu): Geodetic {
  return fromEcef(enuToEcef(origin, place));
}

export function geodeticToEnu(origin: Geodetic, place: Geodetic): Enu {
  return ecefToEnu(origin, toEcef(place));
}

export function ecefToEnu(origin: Geodetic, [px, py, pz]: Ecef): Enu {
  const [lat, lon] = [origin.latDeg * toRad, origin.lonDeg * toRad];
  const [ox, oy, oz] = toEcef(origin);
  const [dx, dy, dz] = [px - ox, py - oy, pz - oz];
  return [
    -Math.sin(lon) * dx + Math.cos(lon) * dy,
    -Math.sin(lat) * Math.cos(lon) * dx - Math.sin(lat) * Math.sin(lon) * dy + Math.cos(lat) * dz,
    Math.cos(lat) * Math.cos(lon) * dx + Math.cos(lat) * Math.sin(lon) * dy + Math.sin(lat) * dz,
  ];
}

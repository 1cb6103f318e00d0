/** How far two places on the earth lie apart, along the ground. Pure. */

interface Geographic {
  readonly latDeg: number;
  readonly lonDeg: number;
}

const MEAN_RADIUS_M = 6_371_000;

/** Great circle on a sphere: off by half a per cent at most. */
export function groundDistanceM(a: Geographic, b: Geographic): number {
  const rad = Math.PI / 180;
  const dLat = ((b.latDeg - a.latDeg) * rad) / 2;
  const dLon = ((b.lonDeg - a.lonDeg) * rad) / 2;
  const half =
    Math.sin(dLat) ** 2 + Math.cos(a.latDeg * rad) * Math.cos(b.latDeg * rad) * Math.sin(dLon) ** 2;
  return 2 * MEAN_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

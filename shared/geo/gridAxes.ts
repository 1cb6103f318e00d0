/** How a map's grid stands beside a compound's ENU frame: the angle between them, and how long a ground metre is on the grid. */
import { enuToGeodetic, type Geodetic } from './enu.ts';

export interface GridAxes {
  /** Of ENU east on the grid: a unit vector, as IfcMapConversion wants it. */
  readonly xAxisAbscissa: number;
  readonly xAxisOrdinate: number;
  /** Grid metres to a metre on the ground, at the origin's height above the ellipsoid: 1.0001 and the like on survey grids. */
  readonly scale: number;
}

const REACH_M = 50;

/** `toGrid`: degrees, longitude first → metres on the grid. */
export function gridAxesAt(
  origin: Geodetic,
  toGrid: (lonDeg: number, latDeg: number) => readonly number[],
): GridAxes {
  const at = (eastM: number): readonly [number, number] => {
    const { lonDeg, latDeg } = enuToGeodetic(origin, [eastM, 0, 0]);
    const [e = NaN, n = NaN] = toGrid(lonDeg, latDeg);
    return [e, n];
  };
  const [e0, n0] = at(-REACH_M);
  const [e1, n1] = at(REACH_M);
  const angleRad = Math.atan2(n1 - n0, e1 - e0);
  return {
    xAxisAbscissa: Number(Math.cos(angleRad).toFixed(12)),
    xAxisOrdinate: Number(Math.sin(angleRad).toFixed(12)),
    scale: Number((Math.hypot(e1 - e0, n1 - n0) / (2 * REACH_M)).toFixed(9)),
  };
}

/** What can be measured between points: lengths, slopes, areas. Pure; ENU metres. */
import type { Enu } from '#shared/twin/compound.ts';

export interface Stretch {
  readonly lengthM: number;
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
  /** Against the horizontal, −90…90; 0 for no stretch at all. */
  readonly slopeDeg: number;
}

export function stretchOf(a: Enu, b: Enu): Stretch {
  const [eastM, northM, upM] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const slopeDeg = (Math.atan2(upM, Math.hypot(eastM, northM)) * 180) / Math.PI;
  return { lengthM: Math.hypot(eastM, northM, upM), eastM, northM, upM, slopeDeg };
}

/** Of a closed polygon, by Newell's sum: also where it is not quite flat, then of its flattest shadow. */
export function areaOf(pointsEnu: readonly Enu[]): number {
  const origin = pointsEnu[0];
  if (!origin || pointsEnu.length < 3) return 0;
  let [x, y, z] = [0, 0, 0];
  pointsEnu.forEach((point, i) => {
    const next = pointsEnu[(i + 1) % pointsEnu.length] ?? origin;
    const [ax, ay, az] = [point[0] - origin[0], point[1] - origin[1], point[2] - origin[2]];
    const [bx, by, bz] = [next[0] - origin[0], next[1] - origin[1], next[2] - origin[2]];
    x += ay * bz - az * by;
    y += az * bx - ax * bz;
    z += ax * by - ay * bx;
  });
  return Math.hypot(x, y, z) / 2;
}

export function perimeterOf(pointsEnu: readonly Enu[]): number {
  return pointsEnu.reduce((sum, point, i) => {
    const next = pointsEnu[(i + 1) % pointsEnu.length] ?? point;
    return sum + stretchOf(point, next).lengthM;
  }, 0);
}

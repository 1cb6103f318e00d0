/** Free flight with quadratic drag: a = −g·ẑ − k·|v − w|·(v − w), ENU, z up. */
import type { Enu } from '#shared/twin/compound.ts';

/** Standard gravity, m/s² (CGPM 1901); what latitude changes of it, 0.03 m/s², moves a fall of 60 m by 0.2 m. */
export const GRAVITY = 9.80665;
/** A step of Runge–Kutta's fourth order: wrong by less than 0.1 mm over a fall of 100 m with k ≤ 0.1 / m. */
const STEP_S = 0.04;

export interface Flight {
  readonly releaseEnu: Enu;
  /** At release, m/s. */
  readonly velocity: Enu;
  /** k = ρ·C_d·A / 2m, 1/m: 0.002 a brick, 0.01 a bottle, 0.05 a filled bag, 0.5 a sheet of paper. */
  readonly dragPerM: number;
  /** m/s, the same at all heights. */
  readonly wind: Enu;
}

/**
 * Where it is and how fast, so long after its release.
 * @param timesS Ascending, ≥ 0.
 * @returns Float64Array [n, 6]: x, y, z in ENU metres, then m/s.
 */
export function fly(
  { releaseEnu, velocity, dragPerM, wind }: Flight,
  timesS: ArrayLike<number>,
): Float64Array {
  const found = new Float64Array(timesS.length * 6);
  const [windX, windY, windZ] = wind;
  let [x, y, z] = releaseEnu;
  let [vx, vy, vz] = velocity;
  let now = 0;
  /** Acceleration at a speed, into `a`. */
  const a: [number, number, number] = [0, 0, 0];
  const pull = (px: number, py: number, pz: number): void => {
    const [rx, ry, rz] = [px - windX, py - windY, pz - windZ];
    const drag = dragPerM * Math.hypot(rx, ry, rz);
    a[0] = -drag * rx;
    a[1] = -drag * ry;
    a[2] = -drag * rz - GRAVITY;
  };
  const step = (h: number): void => {
    pull(vx, vy, vz);
    const [ax1, ay1, az1] = a;
    const [vx2, vy2, vz2] = [vx + (ax1 * h) / 2, vy + (ay1 * h) / 2, vz + (az1 * h) / 2];
    pull(vx2, vy2, vz2);
    const [ax2, ay2, az2] = a;
    const [vx3, vy3, vz3] = [vx + (ax2 * h) / 2, vy + (ay2 * h) / 2, vz + (az2 * h) / 2];
    pull(vx3, vy3, vz3);
    const [ax3, ay3, az3] = a;
    const [vx4, vy4, vz4] = [vx + ax3 * h, vy + ay3 * h, vz + az3 * h];
    pull(vx4, vy4, vz4);
    x += (h / 6) * (vx + 2 * vx2 + 2 * vx3 + vx4);
    y += (h / 6) * (vy + 2 * vy2 + 2 * vy3 + vy4);
    z += (h / 6) * (vz + 2 * vz2 + 2 * vz3 + vz4);
    vx += (h / 6) * (ax1 + 2 * ax2 + 2 * ax3 + a[0]);
    vy += (h / 6) * (ay1 + 2 * ay2 + 2 * ay3 + a[1]);
    vz += (h / 6) * (az1 + 2 * az2 + 2 * az3 + a[2]);
  };
  for (let i = 0; i < timesS.length; i++) {
    const span = (timesS[i] ?? 0) - now;
    const steps = Math.ceil(span / STEP_S - 1e-9);
    for (let s = 0; s < steps; s++) step(span / steps);
    now += span;
    found.set([x, y, z, vx, vy, vz], i * 6);
  }
  return found;
}

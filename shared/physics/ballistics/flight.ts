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
  let ax = 0;
  let ay = 0;
  let az = 0;
  const pull = (px: number, py: number, pz: number): void => {
    const rx = px - windX;
    const ry = py - windY;
    const rz = pz - windZ;
    const drag = dragPerM * Math.sqrt(rx * rx + ry * ry + rz * rz);
    ax = -drag * rx;
    ay = -drag * ry;
    az = -drag * rz - GRAVITY;
  };
  for (let i = 0; i < timesS.length; i++) {
    const span = (timesS[i] ?? 0) - now;
    const steps = Math.ceil(span / STEP_S - 1e-9);
    const h = span / steps;
    for (let s = 0; s < steps; s++) {
      pull(vx, vy, vz);
      const ax1 = ax;
      const ay1 = ay;
      const az1 = az;
      const vx2 = vx + (ax1 * h) / 2;
      const vy2 = vy + (ay1 * h) / 2;
      const vz2 = vz + (az1 * h) / 2;
      pull(vx2, vy2, vz2);
      const ax2 = ax;
      const ay2 = ay;
      const az2 = az;
      const vx3 = vx + (ax2 * h) / 2;
      const vy3 = vy + (ay2 * h) / 2;
      const vz3 = vz + (az2 * h) / 2;
      pull(vx3, vy3, vz3);
      const vx4 = vx + ax * h;
      const vy4 = vy + ay * h;
      const vz4 = vz + az * h;
      const ax3 = ax;
      const ay3 = ay;
      const az3 = az;
      pull(vx4, vy4, vz4);
      x += (h / 6) * (vx + 2 * vx2 + 2 * vx3 + vx4);
      y += (h / 6) * (vy + 2 * vy2 + 2 * vy3 + vy4);
      z += (h / 6) * (vz + 2 * vz2 + 2 * vz3 + vz4);
      vx += (h / 6) * (ax1 + 2 * ax2 + 2 * ax3 + ax);
      vy += (h / 6) * (ay1 + 2 * ay2 + 2 * ay3 + ay);
      vz += (h / 6) * (az1 + 2 * az2 + 2 * az3 + az);
    }
    now += span;
    const at = i * 6;
    found[at] = x;
    found[at + 1] = y;
    found[at + 2] = z;
    found[at + 3] = vx;
    found[at + 4] = vy;
    found[at + 5] = vz;
  }
  return found;
}

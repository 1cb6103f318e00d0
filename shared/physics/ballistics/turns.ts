/** Turns of a camera: as it is aimed, as a matrix, as a vector. */
import type { Enu } from '#shared/twin/compound.ts';
import { composed, rotationMatrix } from './camera.ts';

/** Rows x right, y down, z forward of a camera that looks this way; yaw from north to east, pitch upwards. */
export function looking(yawDeg: number, pitchDeg: number, rollDeg: number): readonly number[] {
  const [yaw, pitch, roll] = [yawDeg, pitchDeg, rollDeg].map((deg) => (deg * Math.PI) / 180);
  const [sy, cy] = [Math.sin(yaw ?? 0), Math.cos(yaw ?? 0)];
  const [sp, cp] = [Math.sin(pitch ?? 0), Math.cos(pitch ?? 0)];
  const level = [cy, -sy, 0, sy * sp, cy * sp, -cp, sy * cp, cy * cp, sp];
  return composed(rotationMatrix([0, 0, roll ?? 0]), level);
}

/** The inverse of `rotationMatrix`. */
export function rodrigues(m: readonly number[]): Enu {
  const at = (i: number): number => m[i] ?? 0;
  const angle = Math.acos(Math.min(1, Math.max(-1, (at(0) + at(4) + at(8) - 1) / 2)));
  if (angle < 1e-9) return [0, 0, 0];
  if (Math.PI - angle < 1e-6) {
    // Half a turn: the axis is in the diagonal, its signs beside it.
    const axis = [at(0), at(4), at(8)].map((value) => Math.sqrt(Math.max(0, (value + 1) / 2)));
    const [x = 0, y = 0, z = 0] = axis;
    const sign = (value: number): number => (value < 0 ? -1 : 1);
    if (x >= y && x >= z) return [Math.PI * x, Math.PI * y * sign(at(1)), Math.PI * z * sign(at(2))];
    if (y >= z) return [Math.PI * x * sign(at(1)), Math.PI * y, Math.PI * z * sign(at(5))];
    return [Math.PI * x * sign(at(2)), Math.PI * y * sign(at(5)), Math.PI * z];
  }
  const scale = angle / (2 * Math.sin(angle));
  return [(at(7) - at(5)) * scale, (at(2) - at(6)) * scale, (at(3) - at(1)) * scale];
}

/** Rodrigues vector of a camera that is aimed; heading counter-clockwise from east, pitch above the horizon. */
export const aimed = (headingRad: number, pitchRad: number): Enu =>
  rodrigues(looking(90 - (headingRad * 180) / Math.PI, (pitchRad * 180) / Math.PI, 0));

/** A calibrated camera: from ENU to pixels with the lens's distortion, after Brown and Conrady, as OpenCV writes it. */
import type { Enu } from '#shared/twin/compound.ts';

export interface Lens {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Focal length and principal point, pixels; x right, y down. */
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  /** k1, k2, p1, p2, k3; zeros for a lens that does not distort. */
  readonly distortion: readonly [number, number, number, number, number];
}

export interface CameraPose {
  readonly positionEnu: Enu;
  /** Rodrigues vector from ENU to the camera's axes (x right, y down, z forward), radians. */
  readonly rotation: Enu;
}

export interface Camera extends CameraPose {
  readonly lens: Lens;
}

/** Row-major 3 × 3 of a Rodrigues vector. */
export function rotationMatrix([rx, ry, rz]: Enu): readonly number[] {
  const angle = Math.hypot(rx, ry, rz);
  if (angle < 1e-12) return [1, -rz, ry, rz, 1, -rx, -ry, rx, 1];
  const [x, y, z] = [rx / angle, ry / angle, rz / angle];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const t = 1 - c;
  return [
    c + x * x * t,
    x * y * t - z * s,
    x * z * t + y * s,
    y * x * t + z * s,
    c + y * y * t,
    y * z * t - x * s,
    z * x * t - y * s,
    z * y * t + x * s,
    c + z * z * t,
  ];
}

/** Pixels of what lies in front of it at x/z, y/z. */
export function distorted(
  { fx, fy, cx, cy, distortion: [k1, k2, p1, p2, k3] }: Lens,
  x: number,
  y: number,
): readonly [number, number] {
  const r2 = x * x + y * y;
  const radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  const xd = x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x);
  const yd = y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y;
  return [fx * xd + cx, fy * yd + cy];
}

/** x/z, y/z of a pixel: the inverse of `distorted`, by fixed-point iteration. */
export function undistorted(lens: Lens, xPx: number, yPx: number): readonly [number, number] {
  const [k1, k2, p1, p2, k3] = lens.distortion;
  const [xd, yd] = [(xPx - lens.cx) / lens.fx, (yPx - lens.cy) / lens.fy];
  let [x, y] = [xd, yd];
  for (let i = 0; i < 20; i++) {
    const r2 = x * x + y * y;
    const radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
    [x, y] = [
      (xd - 2 * p1 * x * y - p2 * (r2 + 2 * x * x)) / radial,
      (yd - p1 * (r2 + 2 * y * y) - 2 * p2 * x * y) / radial,
    ];
  }
  return [x, y];
}

/** Rows of a after b, both row-major 3 × 3. */
export const composed = (a: readonly number[], b: readonly number[]): readonly number[] =>
  Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3) * 3, i % 3];
    return [0, 1, 2].reduce((sum, k) => sum + (a[row + k] ?? 0) * (b[k * 3 + column] ?? 0), 0);
  });

/** Pixels of a place, ENU metres; null behind the camera. */
export type Projection = (x: number, y: number, z: number) => readonly [number, number] | null;

/** @param matrix From ENU to the camera's axes, row-major 3 × 3. */
export function projectionOf(lens: Lens, [px, py, pz]: Enu, matrix: readonly number[]): Projection {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = matrix;
  return (x, y, z) => {
    const [dx, dy, dz] = [x - px, y - py, z - pz];
    const depth = g * dx + h * dy + i * dz;
    if (depth <= 1e-6) return null;
    return distorted(lens, (a * dx + b * dy + c * dz) / depth, (d * dx + e * dy + f * dz) / depth);
  };
}

/** Unit vector in ENU along which a pixel looks. */
export function rayOf(camera: Camera, xPx: number, yPx: number): Enu {
  const [x, y] = undistorted(camera.lens, xPx, yPx);
  const r = rotationMatrix(camera.rotation);
  const way = [0, 1, 2].map((i) => (r[i] ?? 0) * x + (r[3 + i] ?? 0) * y + (r[6 + i] ?? 0));
  const length = Math.hypot(...way);
  return [(way[0] ?? 0) / length, (way[1] ?? 0) / length, (way[2] ?? 0) / length];
}

/** Where a figure stands and how its parts are put on the picture: faces and round strokes in metres, projected. */
import type { Enu } from '#shared/twin/compound.ts';
import type { Lens } from './lens.ts';
import type { Actor } from './order.ts';

export type Ink = CanvasRenderingContext2D;

const tallM = 1.72;

export interface Stance {
  readonly at: Enu;
  readonly headingRad: number;
  readonly walkedM: number;
  readonly scale: number;
}

export function stance({ pathEnu: path, heightM = tallM }: Actor, share: number): Stance {
  const scale = heightM / tallM;
  const lengths = path.slice(1).map((to, i) => {
    const from = path[i] ?? to;
    return Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  });
  const total = lengths.reduce((sum, one) => sum + one, 0);
  let left = share * total;
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [path[i], path[i + 1]];
    if (!from || !to) break;
    if (left <= length || i === lengths.length - 1) {
      const t = length === 0 ? 0 : left / length;
      const mix = (k: 0 | 1 | 2) => from[k] + (to[k] - from[k]) * t;
      return {
        at: [mix(0), mix(1), mix(2)],
        headingRad: Math.atan2(to[1] - from[1], to[0] - from[0]),
        walkedM: share * total,
        scale,
      };
    }
    left -= length;
  }
  return { at: path[0] ?? [0, 0, 0], headingRad: 0, walkedM: 0, scale };
}

/** The ground point beside, ahead and above a stance. */
export function offset({ at, headingRad, scale }: Stance, aheadM: number, leftM: number, upM: number): Enu {
  const [c, s] = [Math.cos(headingRad) * scale, Math.sin(headingRad) * scale];
  return [at[0] + c * aheadM - s * leftM, at[1] + s * aheadM + c * leftM, at[2] + upM * scale];
}

export function face(ink: Ink, lens: Lens, corners: readonly Enu[], fill: string): void {
  ink.beginPath();
  for (const corner of corners) {
    const at = lens.project(corner);
    if (!at) return;
    ink.lineTo(at.xPx, at.yPx);
  }
  ink.closePath();
  ink.fillStyle = fill;
  ink.fill();
}

export function shadow(
  ink: Ink,
  lens: Lens,
  now: Stance,
  lengthM: number,
  widthM: number,
  shiftM: number,
): void {
  const ring = Array.from({ length: 16 }, (_, i): Enu => {
    const a = (i / 16) * 2 * Math.PI;
    const [x, y] = offset(now, (Math.cos(a) * lengthM) / 2, (Math.sin(a) * widthM) / 2, 0.02);
    return [x - shiftM * 0.6, y + shiftM, now.at[2] + 0.02];
  });
  face(ink, lens, ring, 'rgb(20 24 30 / 38%)');
}

export function stroke(ink: Ink, lens: Lens, points: readonly Enu[], widthM: number, color: string): void {
  ink.beginPath();
  let scale = 0;
  for (const point of points) {
    const at = lens.project(point);
    const top = lens.project([point[0], point[1], point[2] + 0.5]);
    if (!at || !top) return;
    scale = Math.max(scale, Math.hypot(top.xPx - at.xPx, top.yPx - at.yPx) / 0.5);
    ink.lineTo(at.xPx, at.yPx);
  }
  ink.lineWidth = Math.max(1, widthM * scale);
  ink.lineCap = 'round';
  ink.lineJoin = 'round';
  ink.strokeStyle = color;
  ink.stroke();
}

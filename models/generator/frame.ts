/** Site frame → ENU: one rotation about the common origin. */
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { Rect, SitePoint } from './design.ts';

const round = (valueM: number): number => Math.round(valueM * 1000) / 1000 + 0;

export function toEnu([x, y]: SitePoint, zM: number, yawRad: number): Enu {
  const c = Math.cos(yawRad);
  const s = Math.sin(yawRad);
  return [round(c * x - s * y), round(s * x + c * y), round(zM)];
}

export function boxOf(rect: Rect, z0M: number, z1M: number, yawRad: number): OrientedBox {
  const centre: SitePoint = [(rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2];
  return {
    centreEnu: toEnu(centre, (z0M + z1M) / 2, yawRad),
    sizeM: [round(rect.x1 - rect.x0), round(rect.y1 - rect.y0), round(z1M - z0M)],
    yawRad,
  };
}

export const rectAt = ([x, y]: SitePoint, widthM: number, depthM: number): Rect => ({
  x0: x - widthM / 2,
  y0: y - depthM / 2,
  x1: x + widthM / 2,
  y1: y + depthM / 2,
});

export const shiftRect = (rect: Rect, [x, y]: SitePoint): Rect => ({
  x0: rect.x0 + x,
  y0: rect.y0 + y,
  x1: rect.x1 + x,
  y1: rect.y1 + y,
});

/** Repeatable numbers in [0, 1): mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

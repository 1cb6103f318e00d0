/** The point that lies under a pointer: near to the ray as seen, and in front of what lies behind. Pure. */
export interface PointsToPick {
  /** [n, 3], metres, relative to the node's own corner. */
  readonly positions: Float32Array;
  readonly elements: Uint32Array;
}

export interface PointHit {
  readonly element: number;
  /** Number of the point. */
  readonly point: number;
  readonly distanceM: number;
  readonly offRad: number;
}

/** So far behind the first point found another one still counts, if it is nearer to the pointer. */
const SAME_M = 0.15;
const SAME_SHARE = 0.01;

/** `reachRad`: how far off the ray a point still counts. Ray in the frame of the points, its direction of length 1. */
export function pointsOnRay(
  { positions, elements }: PointsToPick,
  from: readonly [number, number, number],
  way: readonly [number, number, number],
  reachRad: number,
  isPassed: (element: number, point: number) => boolean,
): PointHit[] {
  const [fx, fy, fz] = from;
  const [wx, wy, wz] = way;
  const reach = Math.tan(reachRad) ** 2;
  const hits: PointHit[] = [];
  let nearest = Infinity;
  for (let i = 0, at = 0; at < positions.length; i++, at += 3) {
    const x = (positions[at] ?? 0) - fx;
    const y = (positions[at + 1] ?? 0) - fy;
    const z = (positions[at + 2] ?? 0) - fz;
    const along = x * wx + y * wy + z * wz;
    if (along <= 0 || along > limitOf(nearest)) continue;
    const off = x * x + y * y + z * z - along * along;
    if (off > reach * along * along || isPassed(elements[i] ?? 0, i)) continue;
    if (along < nearest) nearest = along;
    hits.push({
      element: elements[i] ?? 0,
      point: i,
      distanceM: along,
      offRad: Math.atan2(Math.sqrt(Math.max(0, off)), along),
    });
  }
  return hits;
}

const limitOf = (nearestM: number): number => nearestM + Math.max(SAME_M, nearestM * SAME_SHARE);

/** Of all that lie about as near as the nearest, the one closest to the ray. */
export function bestHit<T extends Pick<PointHit, 'distanceM' | 'offRad'>>(hits: readonly T[]): T | null {
  const limit = limitOf(hits.reduce((least, { distanceM }) => Math.min(least, distanceM), Infinity));
  let best: T | null = null;
  for (const hit of hits) if (hit.distanceM <= limit && (!best || hit.offRad < best.offRad)) best = hit;
  return best;
}

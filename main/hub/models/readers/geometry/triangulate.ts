/** One planar polygon with holes, anywhere in space, as triangles in the plane of its outer ring. */
import earcut from 'earcut';

/** [x, y, z, …], metres, not closed. */
export type Ring = readonly number[];

export interface Triangulated {
  /** [x, y, z, …] of all rings. */
  readonly points: readonly number[];
  readonly normal: readonly [number, number, number];
  readonly index: readonly number[];
  /** [u, v, …] of the same points; empty where none were given. */
  readonly uv: readonly number[];
}

const SMALLEST_AREA_M2 = 1e-8;

/**
 * Null where the polygon has no area, or coordinates that are not numbers. `uvRings`: [u, v, …] for each point of each ring.
 */
export function triangulate(
  rings: readonly Ring[],
  uvRings: readonly (readonly number[])[] = [],
): Triangulated | null {
  const outer = rings[0];
  if (!outer) return null;
  const all = rings.map(opened);
  const open = all.filter(isKept);
  const uv = all.flatMap((ring, i) =>
    isKept(ring, i) ? (uvRings[i]?.slice(0, (ring.length / 3) * 2) ?? []) : [],
  );
  const first = open[0] ?? [];
  if (first.length < 9) return null;
  const normal = newell(first);
  if (!normal) return null;
  const points = open.flat();
  if (open.length === 1 && first.length === 9) return { points, normal, uv, index: [0, 1, 2] };
  // The two axes that the normal is least along keep the polygon's shape and need no frame of their own.
  const [ax, ay, az] = [Math.abs(normal[0]), Math.abs(normal[1]), Math.abs(normal[2])];
  const [u, v] = az >= ax && az >= ay ? [0, 1] : ax >= ay ? [1, 2] : [2, 0];
  const flat: number[] = [];
  for (let i = 0; i < points.length; i += 3)
    flat.push((points[i + u] ?? 0) - (points[u] ?? 0), (points[i + v] ?? 0) - (points[v] ?? 0));
  const holes: number[] = [];
  let at = first.length / 3;
  for (const ring of open.slice(1)) {
    holes.push(at);
    at += ring.length / 3;
  }
  const index = earcut(flat, holes);
  if (index.length === 0) return null;
  // Earcut turns all triangles one way, whatever way the ring ran.
  const along = az >= ax && az >= ay ? normal[2] : ax >= ay ? normal[0] : normal[1];
  if (signedArea(flat, index) > 0 !== along > 0) {
    for (let i = 0; i < index.length; i += 3) {
      const second = index[i + 1] ?? 0;
      index[i + 1] = index[i + 2] ?? 0;
      index[i + 2] = second;
    }
  }
  return { points, normal, uv, index };
}

const isKept = (ring: Ring, i: number): boolean => i === 0 || ring.length >= 9;

/** Without a last point that repeats the first. */
function opened(ring: Ring): Ring {
  const end = ring.length - 3;
  const closed = end >= 3 && ring[0] === ring[end] && ring[1] === ring[end + 1] && ring[2] === ring[end + 2];
  return closed ? ring.slice(0, end) : ring;
}

function newell(ring: Ring): [number, number, number] | null {
  let nx = 0;
  let ny = 0;
  let nz = 0;
  const [x0 = 0, y0 = 0, z0 = 0] = ring;
  for (let i = 0; i < ring.length; i += 3) {
    const j = i + 3 < ring.length ? i + 3 : 0;
    const ax = (ring[i] ?? 0) - x0;
    const ay = (ring[i + 1] ?? 0) - y0;
    const az = (ring[i + 2] ?? 0) - z0;
    const bx = (ring[j] ?? 0) - x0;
    const by = (ring[j + 1] ?? 0) - y0;
    const bz = (ring[j + 2] ?? 0) - z0;
    nx += (ay - by) * (az + bz);
    ny += (az - bz) * (ax + bx);
    nz += (ax - bx) * (ay + by);
  }
  const length = Math.hypot(nx, ny, nz);
  return Number.isFinite(length) && length > SMALLEST_AREA_M2
    ? [nx / length, ny / length, nz / length]
    : null;
}

function signedArea(flat: readonly number[], index: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < index.length; i += 3) {
    const [a, b, c] = [(index[i] ?? 0) * 2, (index[i + 1] ?? 0) * 2, (index[i + 2] ?? 0) * 2];
    const [ax, ay] = [flat[a] ?? 0, flat[a + 1] ?? 0];
    sum +=
      ((flat[b] ?? 0) - ax) * ((flat[c + 1] ?? 0) - ay) - ((flat[c] ?? 0) - ax) * ((flat[b + 1] ?? 0) - ay);
  }
  return sum;
}

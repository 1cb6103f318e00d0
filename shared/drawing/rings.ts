/** Rings and paths of the ground: areas, turns, crossings, ways along them. Metres, east and north. */
import type { At } from './drawing.ts';

export const distanceM = (a: At, b: At): number => Math.hypot(b[0] - a[0], b[1] - a[1]);
export const between = (a: At, b: At, share: number): At => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];
export const rounded = (valueM: number): number => Math.round(valueM * 1000) / 1000 + 0;
export const roundedAt = ([x, y]: At): At => [rounded(x), rounded(y)];

export function turned([x, y]: At, yawRad: number): At {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  return [x * cos - y * sin, x * sin + y * cos];
}

/** Counter-clockwise from its lower left corner as it lies before it is turned. */
export function rectangleAt(centre: At, [lengthM, depthM]: readonly [number, number], yawRad: number): At[] {
  const [x, y] = [lengthM / 2, depthM / 2];
  return (
    [
      [-x, -y],
      [x, -y],
      [x, y],
      [-x, y],
    ] as const
  ).map((corner) => {
    const [dx, dy] = turned(corner, yawRad);
    return [centre[0] + dx, centre[1] + dy];
  });
}

/** Positive where the ring runs counter-clockwise. */
export function signedAreaM2(ring: readonly At[]): number {
  return (
    ring.reduce((sum, [x, y], nth) => {
      const [nextX, nextY] = ring[(nth + 1) % ring.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0) / 2
  );
}

export type Edge = readonly [from: At, to: At];

export function edgesOf(ring: readonly At[], isClosed = true): readonly Edge[] {
  const last = isClosed ? ring.length : ring.length - 1;
  return ring.slice(0, last).map((from, nth) => [from, ring[(nth + 1) % ring.length] ?? from]);
}

export const perimeterM = (ring: readonly At[], isClosed = true): number =>
  edgesOf(ring, isClosed).reduce((sum, [a, b]) => sum + distanceM(a, b), 0);

/** The middle of its points. */
export function middleOf(points: readonly At[]): At {
  const sum = points.reduce<At>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / Math.max(1, points.length), sum[1] / Math.max(1, points.length)];
}

/** Of what a ring encloses. */
export function centroidOf(ring: readonly At[]): At {
  const areaM2 = signedAreaM2(ring);
  if (Math.abs(areaM2) < 1e-6) return middleOf(ring);
  const sum = edgesOf(ring).reduce<At>(
    ([x, y], [[ax, ay], [bx, by]]) => {
      const cross = ax * by - bx * ay;
      return [x + (ax + bx) * cross, y + (ay + by) * cross];
    },
    [0, 0],
  );
  return [sum[0] / (6 * areaM2), sum[1] / (6 * areaM2)];
}

/** Compass point to which a side of a ring looks: 0 north, 1 north-east, … 7 north-west. */
export function outlookOf([a, b]: Edge, ring: readonly At[]): number {
  const outward = signedAreaM2(ring) < 0 ? -1 : 1;
  const [x, y] = [outward * (b[1] - a[1]), outward * (a[0] - b[0])];
  return (Math.round(Math.atan2(x, y) / (Math.PI / 4)) + 8) % 8;
}

export function isInside(ring: readonly At[], [x, y]: At): boolean {
  let inside = false;
  for (const [[ax, ay], [bx, by]] of edgesOf(ring))
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  return inside;
}

/** The nearest point of a stretch. */
export function nearestOn([a, b]: Edge, point: At): At {
  const lengthM2 = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;
  if (lengthM2 === 0) return a;
  const share = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / lengthM2;
  return between(a, b, Math.min(1, Math.max(0, share)));
}

/** Whether two edges of a ring cross, or touch where they are not neighbours: it encloses nothing that could be built. */
export function crossesItself(ring: readonly At[]): boolean {
  const count = ring.length;
  // From west to east: an edge can only meet those that begin before it ends.
  const spans = edgesOf(ring)
    .map(([a, b], nth) => ({
      a,
      b,
      nth,
      west: Math.min(a[0], b[0]),
      east: Math.max(a[0], b[0]),
      south: Math.min(a[1], b[1]),
      north: Math.max(a[1], b[1]),
    }))
    .toSorted((one, other) => one.west - other.west);
  return spans.some((one, place) => {
    for (let nth = place + 1; nth < spans.length; nth++) {
      const other = spans[nth];
      if (!other || other.west > one.east) return false;
      if (other.south > one.north || other.north < one.south) continue;
      const apart = Math.abs(one.nth - other.nth);
      if (apart > 1 && apart < count - 1 && meet(one.a, one.b, other.a, other.b)) return true;
    }
    return false;
  });
}

function meet(a: At, b: At, c: At, d: At): boolean {
  const side = (p: At, q: At, r: At) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  const [abc, abd, cda, cdb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  const within = (p: At, q: At, r: At) =>
    Math.min(p[0], q[0]) <= r[0] &&
    r[0] <= Math.max(p[0], q[0]) &&
    Math.min(p[1], q[1]) <= r[1] &&
    r[1] <= Math.max(p[1], q[1]);
  return (
    (abc === 0 && within(a, b, c)) ||
    (abd === 0 && within(a, b, d)) ||
    (cda === 0 && within(c, d, a)) ||
    (cdb === 0 && within(c, d, b))
  );
}

/** Four corners, each within half a degree of a right angle. */
export function isRectangle(ring: readonly At[]): boolean {
  return (
    ring.length === 4 &&
    ring.every((corner, nth) => {
      const before = ring[(nth + 3) % 4] ?? corner;
      const after = ring[(nth + 1) % 4] ?? corner;
      const [u, v] = [distanceM(corner, before), distanceM(corner, after)];
      const dot =
        (before[0] - corner[0]) * (after[0] - corner[0]) + (before[1] - corner[1]) * (after[1] - corner[1]);
      return u > 0 && v > 0 && Math.abs(dot) / (u * v) < 0.009;
    })
  );
}

/** A convex ring cut out of another by keeping what lies left of each of its edges (Sutherland and Hodgman). */
export function clippedTo(ring: readonly At[], convex: readonly At[]): At[] {
  let left: readonly At[] = ring;
  for (const [a, b] of edgesOf(convex)) {
    const off = ([x, y]: At) => (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
    const kept: At[] = [];
    for (const [from, to] of edgesOf(left)) {
      const [u, v] = [off(from), off(to)];
      if (u >= 0) kept.push(from);
      if (u * v < 0) kept.push(between(from, to, u / (u - v)));
    }
    left = kept;
  }
  return left.filter((point, nth) => distanceM(point, left[(nth + 1) % left.length] ?? [Infinity, 0]) > 1e-6);
}

/** The strip that a path of some width covers, piece by piece; pieces overlap at bends, so that no gap is left. */
export function stripsOf(path: readonly At[], widthM: number): readonly At[][] {
  return edgesOf(path, false).flatMap(([a, b], nth, all) => {
    const lengthM = distanceM(a, b);
    if (lengthM < 0.01) return [];
    const [ux, uy] = [(b[0] - a[0]) / lengthM, (b[1] - a[1]) / lengthM];
    const half = widthM / 2;
    const [back, ahead] = [nth === 0 ? 0 : half, nth === all.length - 1 ? 0 : half];
    const at = (alongM: number, acrossM: number): At => [
      a[0] + ux * alongM - uy * acrossM,
      a[1] + uy * alongM + ux * acrossM,
    ];
    return [[at(-back, -half), at(lengthM + ahead, -half), at(lengthM + ahead, half), at(-back, half)]];
  });
}

/** The ring moved inwards on all sides by `byM` (outwards where negative), corner by corner; of a counter-clockwise ring. */
export function insetRing(ring: readonly At[], byM: number): At[] {
  return ring.map((corner, nth) => {
    const before = ring[(nth + ring.length - 1) % ring.length] ?? corner;
    const after = ring[(nth + 1) % ring.length] ?? corner;
    const inward = (from: At, to: At): At => {
      const lengthM = Math.max(1e-9, distanceM(from, to));
      return [(from[1] - to[1]) / lengthM, (to[0] - from[0]) / lengthM];
    };
    const [u, v] = [inward(before, corner), inward(corner, after)];
    // Half the angle between the sides; a needle's point would run away.
    const scale = Math.max(0.2, 1 + u[0] * v[0] + u[1] * v[1]);
    return [corner[0] + (byM * (u[0] + v[0])) / scale, corner[1] + (byM * (u[1] + v[1])) / scale];
  });
}

/** Without repeated points and corners that turn less than a hand's breadth: outlines of maps have many. */
export function simplified(ring: readonly At[]): At[] {
  let left = ring.filter((point, nth) => distanceM(point, ring[(nth + 1) % ring.length] ?? point) > 0.05);
  for (let again = true; again && left.length > 3;) {
    const flat = left.findIndex((point, nth) => {
      const before = left[(nth + left.length - 1) % left.length] ?? point;
      const after = left[(nth + 1) % left.length] ?? point;
      return distanceM(nearestOn([before, after], point), point) < 0.1;
    });
    again = flat >= 0;
    if (again) left = left.filter((_, nth) => nth !== flat);
  }
  return left;
}

/** The smallest rectangle around points of the ground, turned as it must be; and their convex hull. */
export type GroundPoint = readonly [xM: number, yM: number];

export interface FittedBox {
  readonly centre: GroundPoint;
  /** Along its own axes, the longer one first. */
  readonly sizeM: readonly [number, number];
  /** Of the longer axis, counter-clockwise from east, in (−π/2, π/2]. */
  readonly yawRad: number;
}

/** Counter-clockwise, without repeating the first point (Andrew's monotone chain). */
export function convexHull(points: readonly GroundPoint[]): GroundPoint[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const half = (ordered: readonly GroundPoint[]): GroundPoint[] => {
    const chain: GroundPoint[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** Positive where the way turns left. */
function turn(a: GroundPoint = [0, 0], b: GroundPoint = [0, 0], c: GroundPoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** One side of the smallest rectangle lies on an edge of the hull. Null where the points enclose nothing. */
export function fittedBox(points: readonly GroundPoint[]): FittedBox | null {
  const hull = convexHull(points);
  let best: (FittedBox & { readonly areaM2: number }) | null = null;
  hull.forEach((from, nth) => {
    const to = hull[(nth + 1) % hull.length] ?? from;
    const yaw = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
    const along = hull.map(([x, y]) => x * cos + y * sin);
    const across = hull.map(([x, y]) => y * cos - x * sin);
    const [a0, a1] = [Math.min(...along), Math.max(...along)];
    const [c0, c1] = [Math.min(...across), Math.max(...across)];
    const areaM2 = (a1 - a0) * (c1 - c0);
    if (areaM2 <= 0 || (best && areaM2 >= best.areaM2)) return;
    const [a, c] = [(a0 + a1) / 2, (c0 + c1) / 2];
    const long = a1 - a0 >= c1 - c0;
    best = {
      areaM2,
      centre: [a * cos - c * sin, a * sin + c * cos],
      sizeM: long ? [a1 - a0, c1 - c0] : [c1 - c0, a1 - a0],
      yawRad: halfTurn(long ? yaw : yaw + Math.PI / 2),
    };
  });
  return best;
}

function halfTurn(yawRad: number): number {
  let yaw = yawRad;
  while (yaw > Math.PI / 2) yaw -= Math.PI;
  while (yaw <= -Math.PI / 2) yaw += Math.PI;
  return yaw;
}

/**
 * Corners, edges and faces of an element, from its triangles: what a measurement holds on to. An edge between two
 * triangles of one flat face is none. Pure; ENU metres.
 */
import type { Enu } from '#shared/twin/compound.ts';

export interface Features {
  readonly edges: readonly (readonly [Enu, Enu])[];
  /** Normal and offset of each triangle's plane, and the flat face it is part of. */
  readonly triangles: readonly {
    readonly corners: readonly [Enu, Enu, Enu];
    readonly normal: Enu;
    readonly face: number;
  }[];
  readonly faceM2: readonly number[];
}

/** Points nearer than this are one. */
const WELD_M = 0.0005;
/** Cosine between normals of one flat face. */
const FLAT = 0.9998;

const sub = (a: Enu, b: Enu): Enu => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Enu, b: Enu) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Enu, b: Enu): Enu => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export function featuresOf(corners: readonly number[]): Features {
  const names = new Map<string, number>();
  const nameOf = (point: Enu): number => {
    const key = point.map((m) => Math.round(m / WELD_M)).join();
    const known = names.get(key);
    if (known !== undefined) return known;
    names.set(key, names.size);
    return names.size - 1;
  };
  const point = (at: number): Enu => [corners[at] ?? 0, corners[at + 1] ?? 0, corners[at + 2] ?? 0];
  const found: { corners: [Enu, Enu, Enu]; normal: Enu; areaM2: number }[] = [];
  const sides = new Map<string, { readonly ends: readonly [Enu, Enu]; readonly of: number[] }>();
  for (let i = 0; i + 8 < corners.length; i += 9) {
    const three: [Enu, Enu, Enu] = [point(i), point(i + 3), point(i + 6)];
    const across = cross(sub(three[1], three[0]), sub(three[2], three[0]));
    const twice = Math.hypot(...across);
    if (twice < 1e-10) continue;
    const normal: Enu = [across[0] / twice, across[1] / twice, across[2] / twice];
    const own = found.push({ corners: three, normal, areaM2: twice / 2 }) - 1;
    three.forEach((from, k) => {
      const to = three[(k + 1) % 3] ?? from;
      const [a, b] = [nameOf(from), nameOf(to)];
      const key = a < b ? `${a} ${b}` : `${b} ${a}`;
      const side = sides.get(key) ?? { ends: [from, to] as const, of: [] };
      side.of.push(own);
      sides.set(key, side);
    });
  }
  // Triangles that meet flat are one face.
  const leader = found.map((_, i) => i);
  const lead = (i: number): number => {
    let at = i;
    while (leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  const edges: (readonly [Enu, Enu])[] = [];
  for (const { ends, of } of sides.values()) {
    const first = found[of[0] ?? -1];
    const flat = of.filter((i) => first && Math.abs(dot(found[i]?.normal ?? [0, 0, 0], first.normal)) > FLAT);
    if (flat.length < 2 || flat.length < of.length) edges.push(ends);
    for (const i of flat) leader[lead(i)] = lead(of[0] ?? i);
  }
  const faces = new Map<number, number>();
  const faceM2: number[] = [];
  const triangles = found.map(({ corners: three, normal, areaM2 }, i) => {
    const root = lead(i);
    const face = faces.get(root) ?? faceM2.push(0) - 1;
    faces.set(root, face);
    faceM2[face] = (faceM2[face] ?? 0) + areaM2;
    return { corners: three, normal, face };
  });
  return { edges, triangles, faceM2 };
}

export interface Grip {
  readonly kind: 'vertex' | 'edge' | 'face';
  readonly positionEnu: Enu;
  readonly edgeEnu: readonly [Enu, Enu] | null;
  readonly normalEnu: Enu;
  readonly faceM2: number | null;
}

const mix = (a: Enu, b: Enu, t: number): Enu => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** Nearest point of an edge to a ray, and how far off it is seen, radians. */
function nearestOn([a, b]: readonly [Enu, Enu], from: Enu, way: Enu): { at: Enu; offRad: number } {
  const along = sub(b, a);
  const gap = sub(a, from);
  const aa = dot(along, along);
  const ad = dot(along, way);
  const below = aa - ad * ad;
  const t = below < 1e-12 ? 0 : (ad * dot(gap, way) - dot(gap, along)) / below;
  const at = mix(a, b, Math.min(1, Math.max(0, t)));
  return { at, offRad: offRad(at, from, way) };
}

function offRad(point: Enu, from: Enu, way: Enu): number {
  const to = sub(point, from);
  const ahead = dot(to, way);
  return ahead <= 0 ? Infinity : Math.atan2(Math.sqrt(Math.max(0, dot(to, to) - ahead * ahead)), ahead);
}

/** Corner before edge before face; `reachRad` is how far off a corner still counts, an edge two thirds of that. */
export function gripAt(features: Features, from: Enu, way: Enu, hitEnu: Enu, reachRad: number): Grip {
  let under: Features['triangles'][number] | null = null;
  let closest = Infinity;
  for (const triangle of features.triangles) {
    const off = Math.abs(dot(triangle.normal, sub(hitEnu, triangle.corners[0])));
    if (off > 0.02 || !holds(triangle, hitEnu) || off >= closest) continue;
    closest = off;
    under = triangle;
  }
  const turned = under && dot(under.normal, way) > 0;
  const normal: Enu = under?.normal ?? [0, 0, 1];
  const face = {
    normalEnu: turned ? ([-normal[0], -normal[1], -normal[2]] as const) : normal,
    faceM2: under ? (features.faceM2[under.face] ?? null) : null,
  };
  // What lies behind the face under the pointer is not seen.
  const behindM = dot(sub(hitEnu, from), way) + 0.15;
  let corner: { at: Enu; off: number; edge: readonly [Enu, Enu] } | null = null;
  let line: { at: Enu; off: number; edge: readonly [Enu, Enu] } | null = null;
  for (const edge of features.edges) {
    for (const end of edge) {
      const off = offRad(end, from, way);
      if (off < reachRad && off < (corner?.off ?? Infinity) && dot(sub(end, from), way) < behindM)
        corner = { at: end, off, edge };
    }
    const { at, offRad: off } = nearestOn(edge, from, way);
    if (off < reachRad * 0.67 && off < (line?.off ?? Infinity) && dot(sub(at, from), way) < behindM)
      line = { at, off, edge };
  }
  if (corner) return { kind: 'vertex', positionEnu: corner.at, edgeEnu: corner.edge, ...face };
  if (line) return { kind: 'edge', positionEnu: line.at, edgeEnu: line.edge, ...face };
  return { kind: 'face', positionEnu: hitEnu, edgeEnu: null, ...face };
}

function holds({ corners, normal }: Features['triangles'][number], point: Enu): boolean {
  return corners.every((from, i) => {
    const to = corners[(i + 1) % 3] ?? from;
    const side = sub(to, from);
    return dot(cross(side, sub(point, from)), normal) >= -0.003 * Math.hypot(...side);
  });
}

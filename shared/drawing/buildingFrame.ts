/**
 * A drawn building in its own frame: x along the side with the entrances, y out of it, the origin in the middle of its
 * extent. Seen from the entrances, units count from right to left: from west to east where they are in the north.
 */
import type { OrientedBox } from '../compounds/plan.ts';
import type { At, DrawnBuilding } from './drawing.ts';
import { distanceM, edgesOf, isRectangle, rounded, signedAreaM2, turned } from './rings.ts';

export interface Span {
  readonly fromM: number;
  readonly toM: number;
}

export interface BuildingFrame {
  readonly centre: At;
  readonly yawRad: number;
  readonly lengthM: number;
  readonly depthM: number;
  readonly heightM: number;
  /** Counter-clockwise, in the building's frame. */
  readonly ring: readonly At[];
  readonly isRectangle: boolean;
  /** Index in `ring` of the side with the entrances. */
  readonly entranceEdge: number;
  /** Along x. */
  readonly units: readonly Span[];
}

export function frameOf(building: DrawnBuilding): BuildingFrame {
  const isClockwise = signedAreaM2(building.ring) < 0;
  const ring = isClockwise ? building.ring.toReversed() : building.ring;
  // Edge n of a ring of c points is edge c − 2 − n of the reversed one.
  const given = Math.min(building.entranceEdge, ring.length - 1);
  const entranceEdge = isClockwise ? (2 * ring.length - 2 - given) % ring.length : given;
  const [from, to] = edgesOf(ring)[entranceEdge] ?? [
    [1, 0],
    [0, 0],
  ];
  const yawRad = Math.atan2(from[1] - to[1], from[0] - to[0]);
  const upright = ring.map((point) => turned(point, -yawRad));
  const [xs, ys] = [upright.map(([x]) => x), upright.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle: At = [(x0 + x1) / 2, (y0 + y1) / 2];
  const lengthM = x1 - x0;
  const unitM = lengthM / building.units;
  return {
    centre: turned(middle, yawRad),
    yawRad,
    lengthM,
    depthM: y1 - y0,
    heightM: building.storeys * building.storeyHeightM,
    ring: upright.map(([x, y]) => [rounded(x - middle[0]), rounded(y - middle[1])]),
    isRectangle: isRectangle(ring),
    entranceEdge,
    units: Array.from({ length: building.units }, (_, nth) => ({
      fromM: -lengthM / 2 + nth * unitM,
      toM: -lengthM / 2 + (nth + 1) * unitM,
    })),
  };
}

/** A part of the building as an upright turned box of the compound. */
export function boxIn(
  { centre, yawRad }: BuildingFrame,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  [z0, z1]: readonly [number, number],
): OrientedBox {
  const [dx, dy] = turned([(x0 + x1) / 2, (y0 + y1) / 2], yawRad);
  const size = (valueM: number) => Math.max(0.001, rounded(valueM));
  return {
    centreEnu: [rounded(centre[0] + dx), rounded(centre[1] + dy), rounded((z0 + z1) / 2)],
    sizeM: [size(x1 - x0), size(y1 - y0), size(z1 - z0)],
    yawRad: Number(yawRad.toFixed(6)),
  };
}

/** Of long sides the one that looks most to the north: homes look south. */
export function usualEntranceEdge(ring: readonly At[]): number {
  const outward = signedAreaM2(ring) < 0 ? -1 : 1;
  const edges = edgesOf(ring);
  const longestM = Math.max(...edges.map(([a, b]) => distanceM(a, b)));
  let best = 0;
  let most = -Infinity;
  edges.forEach(([a, b], nth) => {
    const lengthM = distanceM(a, b);
    if (lengthM < 0.6 * longestM) return;
    const northward = (outward * (a[0] - b[0])) / lengthM;
    if (northward <= most + 1e-6) return;
    most = northward;
    best = nth;
  });
  return best;
}

/** Whether two elements have the same shape, and how far one stands from the other. */
import type { Enu } from '#shared/twin/compound.ts';
import type { ComparedPiece } from './pieces.ts';

/** Closer is the same: grids of shapes and places are a quarter of a millimetre and finer. */
export const SAME_M = 0.001;

export interface GeometryDifference {
  readonly sameShape: boolean;
  readonly sameColor: boolean;
  /** From before to after; null where the shapes differ. */
  readonly shiftEnu: Enu | null;
}

type Pieces = readonly ComparedPiece[];

export function compareGeometry(before: Pieces, after: Pieces): GeometryDifference {
  const colors = (pieces: Pieces) =>
    pieces
      .map(({ color }) => color)
      .sort((a, b) => a - b)
      .join();
  const sameColor = colors(before) === colors(after);
  const shiftEnu = shiftOfEqualPieces(before, after) ?? shiftOfVertices(before, after);
  return { sameShape: shiftEnu !== null, sameColor, shiftEnu };
}

const minus = (a: Enu, b: Enu): Enu => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const lengthOf = ([x, y, z]: Enu): number => Math.hypot(x, y, z);

function inOrder(pieces: Pieces): Pieces {
  return [...pieces].sort(
    (a, b) =>
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
      a.placeEnu[0] - b.placeEnu[0] ||
      a.placeEnu[1] - b.placeEnu[1] ||
      a.placeEnu[2] - b.placeEnu[2],
  );
}

/** Null where the pieces are not the same bit by bit, or not all went the same way. */
function shiftOfEqualPieces(before: Pieces, after: Pieces): Enu | null {
  if (before.length !== after.length) return null;
  const [a, b] = [inOrder(before), inOrder(after)];
  let shift: Enu = [0, 0, 0];
  for (const [nth, piece] of a.entries()) {
    const other = b[nth];
    if (other?.key !== piece.key) return null;
    const own = minus(other.placeEnu, piece.placeEnu);
    if (nth === 0) shift = own;
    else if (lengthOf(minus(own, shift)) > SAME_M) return null;
  }
  return shift;
}

/** Modelled anew in another place a shape lies on another grid: then its points tell. */
function shiftOfVertices(before: Pieces, after: Pieces): Enu | null {
  const [a, b] = [pointsOf(before), pointsOf(after)];
  if (a.length === 0 || a.length !== b.length) return null;
  const [leastA, leastB] = [leastOf(a), leastOf(b)];
  const relative = (points: readonly Enu[], least: Enu) => points.map((point) => minus(point, least));
  const cells = new Map<string, Enu[]>();
  for (const point of relative(b, leastB)) {
    const key = cellOf(point);
    const held = cells.get(key);
    if (held) held.push(point);
    else cells.set(key, [point]);
  }
  const found = relative(a, leastA).every((point) => takeNear(cells, point));
  return found ? minus(leastB, leastA) : null;
}

const CELL_M = SAME_M * 4;
const cellOf = ([x, y, z]: Enu): string =>
  `${Math.floor(x / CELL_M)} ${Math.floor(y / CELL_M)} ${Math.floor(z / CELL_M)}`;

/** Takes a point out that lies within a millimetre: each can be met once. */
function takeNear(cells: Map<string, Enu[]>, [x, y, z]: Enu): boolean {
  for (const dx of [0, -CELL_M, CELL_M])
    for (const dy of [0, -CELL_M, CELL_M])
      for (const dz of [0, -CELL_M, CELL_M]) {
        const held = cells.get(cellOf([x + dx, y + dy, z + dz])) ?? [];
        const near = held.findIndex((other) => lengthOf(minus(other, [x, y, z])) <= SAME_M);
        if (near < 0) continue;
        held.splice(near, 1);
        return true;
      }
  return false;
}

function pointsOf(pieces: Pieces): Enu[] {
  return pieces.flatMap((piece) => {
    const vertices = piece.vertices();
    return Array.from({ length: vertices.length / 3 }, (_, v): Enu => [
      vertices[v * 3] ?? 0,
      vertices[v * 3 + 1] ?? 0,
      vertices[v * 3 + 2] ?? 0,
    ]);
  });
}

function leastOf(points: readonly Enu[]): Enu {
  let [x, y, z] = [Infinity, Infinity, Infinity];
  for (const point of points) {
    x = Math.min(x, point[0]);
    y = Math.min(y, point[1]);
    z = Math.min(z, point[2]);
  }
  return [x, y, z];
}

/** Which pieces share a chunk: whole elements by the middle of their box, on a grid of at most 60 m, glass apart. */
import type { Enu } from '#shared/twin/compound.ts';
import type { Piece } from './encodeChunk.ts';

const CELL_M = 60;
/** Few triangles are not worth a draw call of their own: cells grow until they hold about so many. */
const CELL_TRIANGLES = 60_000;
const OPAQUE_ALPHA = 250;

export interface ElementBox {
  readonly min: [number, number, number];
  readonly max: [number, number, number];
}

export function boxesOf(pieces: readonly Omit<Piece, 'elementSizeM'>[], rows: number): (ElementBox | null)[] {
  const boxes: (ElementBox | null)[] = Array.from({ length: rows }, () => null);
  for (const { element, positions } of pieces) {
    const box = (boxes[element] ??= {
      min: [Infinity, Infinity, Infinity],
      max: [-Infinity, -Infinity, -Infinity],
    });
    const { min, max } = box;
    for (let i = 0; i < positions.length; i += 3) {
      for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
        const value = positions[i + axis] ?? 0;
        if (value < min[axis]) min[axis] = value;
        if (value > max[axis]) max[axis] = value;
      }
    }
  }
  return boxes;
}

export const sizeOf = ({ min, max }: ElementBox): number =>
  Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);

export const centreOf = ({ min, max }: ElementBox): Enu => [
  (min[0] + max[0]) / 2,
  (min[1] + max[1]) / 2,
  (min[2] + max[2]) / 2,
];

export function groupPieces(
  pieces: readonly Piece[],
  boxes: readonly (ElementBox | null)[],
): { readonly pieces: readonly Piece[]; readonly transparent: boolean }[] {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const box of boxes) {
    if (!box) continue;
    minX = Math.min(minX, box.min[0]);
    minY = Math.min(minY, box.min[1]);
    maxX = Math.max(maxX, box.max[0]);
    maxY = Math.max(maxY, box.max[1]);
  }
  const triangles = pieces.reduce((sum, { index }) => sum + index.length / 3, 0);
  const most = Math.ceil(Math.sqrt(triangles / CELL_TRIANGLES));
  const columns = Math.max(1, Math.min(most, Math.ceil((maxX - minX) / CELL_M)));
  const rows = Math.max(1, Math.min(most, Math.ceil((maxY - minY) / CELL_M)));
  const groups = new Map<string, { pieces: Piece[]; transparent: boolean }>();
  for (const piece of pieces) {
    const box = boxes[piece.element];
    if (!box) continue;
    const [x, y] = centreOf(box);
    const column = Math.min(columns - 1, Math.floor(((x - minX) / (maxX - minX || 1)) * columns));
    const row = Math.min(rows - 1, Math.floor(((y - minY) / (maxY - minY || 1)) * rows));
    const transparent = piece.color >>> 24 < OPAQUE_ALPHA;
    const key = `${transparent ? 1 : 0} ${row} ${column}`;
    const group = groups.get(key) ?? { pieces: [], transparent };
    group.pieces.push(piece);
    groups.set(key, group);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

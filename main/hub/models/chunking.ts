/** Which pieces share a chunk: whole elements by the middle of their box, on a grid of at most 60 m, glass apart. */
import type { Enu } from '#shared/twin/compound.ts';
import type { Piece } from './encodeChunk.ts';
import { coarserFor, groupPictured, type Layers } from './pictureLayers.ts';
import { isWide } from './quantiseShape.ts';
import type { Box, Shape } from './shapes.ts';

const CELL_M = 60;
/** Few triangles are not worth a draw call of their own: cells grow until they hold about so many. */
const CELL_TRIANGLES = 160_000;
const OPAQUE_ALPHA = 250;
/** Boxes of turned pieces are larger than what is in them. */
const BESIDE_M = 1;

export interface ChunkGroup {
  readonly pieces: readonly Piece[];
  readonly transparent: boolean;
  /** Shapes so large that they need a wider grid. */
  readonly wide: boolean;
  /** Pictures of its shapes; absent where they have none. */
  readonly layers?: Layers;
}

export const sizeOf = ({ min, max }: Box): number =>
  Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);

export const centreOf = ({ min, max }: Box): Enu => [
  (min[0] + max[0]) / 2,
  (min[1] + max[1]) / 2,
  (min[2] + max[2]) / 2,
];

/** `boxes`: of the elements; `bounds`: of what belongs together. */
export function groupPieces(
  pieces: readonly Piece[],
  boxes: readonly (Box | null)[],
  bounds: Box,
): readonly ChunkGroup[] {
  const widths = new Map<Shape, boolean>();
  const isWideShape = (shape: Shape): boolean => {
    const held = widths.get(shape) ?? isWide(shape);
    widths.set(shape, held);
    return held;
  };
  const kinds = new Map<
    string,
    { pieces: Piece[]; transparent: boolean; wide: boolean; pictured: boolean }
  >();
  for (const piece of pieces) {
    const transparent = piece.color >>> 24 < OPAQUE_ALPHA;
    const wide = isWideShape(piece.shape);
    const pictured = piece.shape.skin !== undefined;
    const key = `${transparent} ${wide} ${pictured} ${isFar(piece.box, bounds)}`;
    const kind = kinds.get(key) ?? { pieces: [], transparent, wide, pictured };
    kind.pieces.push(piece);
    kinds.set(key, kind);
  }
  const coarser = coarserFor(pieces);
  return [...kinds.values()].flatMap(({ pieces: all, transparent, wide, pictured }): ChunkGroup[] =>
    pictured
      ? groupPictured(all, coarser).map((group) => ({ ...group, transparent, wide }))
      : cells(all, boxes, bounds).map((own) => ({ pieces: own, transparent, wide })),
  );
}

/** It has a chunk of its own: places are kept from a chunk's corner, to 131 km. */
export const isFar = (box: Box, { min, max }: Box): boolean =>
  ([0, 1, 2] as const).some(
    (axis) => box.min[axis] < min[axis] - BESIDE_M || box.max[axis] > max[axis] + BESIDE_M,
  );

function cells(
  pieces: readonly Piece[],
  boxes: readonly (Box | null)[],
  { min, max }: Box,
): readonly (readonly Piece[])[] {
  const triangles = pieces.reduce((sum, { shape }) => sum + shape.index.length / 3, 0);
  const most = Math.ceil(Math.sqrt(triangles / CELL_TRIANGLES));
  const counts = ([0, 1] as const).map((axis) =>
    Math.max(1, Math.min(most, Math.ceil((max[axis] - min[axis]) / CELL_M))),
  );
  const cellOf = (value: number, axis: 0 | 1): number => {
    const count = counts[axis] ?? 1;
    const share = (value - min[axis]) / (max[axis] - min[axis] || 1);
    return Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  };
  const found = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const box = boxes[piece.element];
    if (!box) continue;
    const [x, y] = centreOf(box);
    const key = cellOf(y, 1) * most + cellOf(x, 0);
    const held = found.get(key);
    if (held) held.push(piece);
    else found.set(key, [piece]);
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, own]) => own);
}

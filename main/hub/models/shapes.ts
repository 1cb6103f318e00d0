/** Shapes and the pieces that place them, from all files of a model, in the compound's frame. */
import type { Frame } from './productPlacement.ts';
import type { Skin } from './skins.ts';

export interface Shape {
  /** Float32Array [n, 6]: position, metres, z up, in the shape's own frame; unit normal. */
  readonly vertices: Float32Array;
  readonly index: Uint32Array;
  /** A picture on it, instead of the piece's colour. */
  readonly skin?: Skin;
}

export interface PlacedPiece {
  /** Index in the model's element columns. */
  readonly element: number;
  /** RGBA bytes, red lowest. */
  readonly color: number;
  readonly shape: Shape;
  /** From the shape's frame to ENU, metres. */
  readonly frame: Frame;
}

export interface Box {
  readonly min: [number, number, number];
  readonly max: [number, number, number];
}

export const emptyBox = (): Box => ({
  min: [Infinity, Infinity, Infinity],
  max: [-Infinity, -Infinity, -Infinity],
});

export function joinBox({ min, max }: Box, other: Box): void {
  for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
    if (other.min[axis] < min[axis]) min[axis] = other.min[axis];
    if (other.max[axis] > max[axis]) max[axis] = other.max[axis];
  }
}

/** Exact: of the vertices as they are placed. */
export function boxOf({ vertices }: Shape, frame: Frame): Box {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1, tx = 0, ty = 0, tz = 0] = frame;
  let minX = Infinity;
  let minY = Infinity;
  let minZ = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  let maxZ = -Infinity;
  for (let v = 0; v < vertices.length; v += 6) {
    const x = vertices[v] ?? 0;
    const y = vertices[v + 1] ?? 0;
    const z = vertices[v + 2] ?? 0;
    const px = a * x + d * y + g * z;
    const py = b * x + e * y + h * z;
    const pz = c * x + f * y + i * z;
    if (px < minX) minX = px;
    if (px > maxX) maxX = px;
    if (py < minY) minY = py;
    if (py > maxY) maxY = py;
    if (pz < minZ) minZ = pz;
    if (pz > maxZ) maxZ = pz;
  }
  return { min: [minX + tx, minY + ty, minZ + tz], max: [maxX + tx, maxY + ty, maxZ + tz] };
}

/** Around the corners of a box after it was placed. */
export function turnBox({ min, max }: Box, frame: Frame): Box {
  const turned = emptyBox();
  for (let k = 0; k < 8; k++) {
    const corner = [0, 1, 2].map((axis) => ((k >> axis) & 1 ? max : min)[axis] ?? 0);
    for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
      const at = [0, 1, 2, 3].reduce(
        (sum, column) => sum + (frame[column * 3 + axis] ?? 0) * (corner[column] ?? 1),
        0,
      );
      turned.min[axis] = Math.min(turned.min[axis], at);
      turned.max[axis] = Math.max(turned.max[axis], at);
    }
  }
  return turned;
}

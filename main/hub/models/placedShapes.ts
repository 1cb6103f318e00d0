/**
 * Geometry as every reader hands it over, whatever the format: shapes that are kept once, and pieces that place them.
 * Numbers of a shape are small (its own frame), where it stands is double precision; nothing is repeated until chunks
 * are written.
 */
import type { Skin } from './skins.ts';

export interface PlacedShapes {
  /** Uint32Array [s, 4], columns of `SHAPE`. */
  readonly shapes: Uint32Array;
  /** Float32Array [v, 6]: position in metres, z up, in the shape's own frame, and unit normal. */
  readonly vertices: Float32Array;
  /** Uint32Array, triangles, relative to the shape's first vertex. */
  readonly index: Uint32Array;
  /** Uint32Array [p, 3], columns of `PIECE`. */
  readonly pieces: Uint32Array;
  /** Float64Array [p, 12], column-major: x axis, y axis, z axis, origin; from the shape's frame to the file's, metres, z up. */
  readonly transforms: Float64Array;
  /** By number of the shape; most have none. */
  readonly skins?: ReadonlyMap<number, Skin>;
}

export const SHAPE = { vertexFrom: 0, vertexCount: 1, indexFrom: 2, indexCount: 3, size: 4 } as const;

/** `element`: what the reader calls it (IFC: express id; others: row of the tree). `color`: RGBA bytes, red lowest. */
export const PIECE = { element: 0, shape: 1, color: 2, size: 3 } as const;

export const TRANSFORM_SIZE = 12;

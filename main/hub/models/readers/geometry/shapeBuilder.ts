/** Collects shapes and pieces in growing flat arrays. */
import type { Skin } from '#hub/models/skins.ts';
import { PIECE, SHAPE, TRANSFORM_SIZE, type PlacedShapes } from '#hub/models/placedShapes.ts';

export interface ShapeBuilder {
  /** `vertices` [n, 6]: position and unit normal in the shape's frame; triangles in `index`. Returns its number. */
  addShape(vertices: ArrayLike<number>, index: ArrayLike<number>, skin?: Skin | null): number;
  /** `transform`: 12 numbers as in `PlacedShapes.transforms`. Nothing is placed where one is not finite. */
  place(element: number, shape: number, color: number, transform: readonly number[]): boolean;
  readonly pieces: number;
  finish(): PlacedShapes;
}

type Growable = Float64Array | Float32Array | Uint32Array;

function grown<T extends Growable>(array: T, used: number, extra: number, create: (length: number) => T): T {
  if (used + extra <= array.length) return array;
  const larger = create(Math.max(array.length * 2, used + extra));
  larger.set(array.subarray(0, used));
  return larger;
}

export function createShapeBuilder(): ShapeBuilder {
  let shapes = new Uint32Array(SHAPE.size * 256);
  let vertices = new Float32Array(6 * 4096);
  let index = new Uint32Array(3 * 4096);
  let pieces = new Uint32Array(PIECE.size * 256);
  let transforms = new Float64Array(TRANSFORM_SIZE * 256);
  let shapeEnd = 0;
  let vertexEnd = 0;
  let indexEnd = 0;
  let pieceEnd = 0;
  const skins = new Map<number, Skin>();

  return {
    addShape(own, ownIndex, skin) {
      const count = own.length / 6;
      shapes = grown(shapes, shapeEnd * SHAPE.size, SHAPE.size, (n) => new Uint32Array(n));
      vertices = grown(vertices, vertexEnd * 6, own.length, (n) => new Float32Array(n));
      index = grown(index, indexEnd, ownIndex.length, (n) => new Uint32Array(n));
      shapes.set([vertexEnd, count, indexEnd, ownIndex.length], shapeEnd * SHAPE.size);
      vertices.set(own, vertexEnd * 6);
      index.set(ownIndex, indexEnd);
      vertexEnd += count;
      indexEnd += ownIndex.length;
      if (skin) skins.set(shapeEnd, skin);
      return shapeEnd++;
    },

    place(element, shape, color, transform) {
      if (!transform.every(Number.isFinite)) return false;
      pieces = grown(pieces, pieceEnd * PIECE.size, PIECE.size, (n) => new Uint32Array(n));
      transforms = grown(transforms, pieceEnd * TRANSFORM_SIZE, TRANSFORM_SIZE, (n) => new Float64Array(n));
      pieces.set([element, shape, color], pieceEnd * PIECE.size);
      transforms.set(transform, pieceEnd * TRANSFORM_SIZE);
      pieceEnd++;
      return true;
    },

    get pieces() {
      return pieceEnd;
    },

    finish: () => ({
      shapes: shapes.slice(0, shapeEnd * SHAPE.size),
      vertices: vertices.slice(0, vertexEnd * 6),
      index: index.slice(0, indexEnd),
      pieces: pieces.slice(0, pieceEnd * PIECE.size),
      transforms: transforms.slice(0, pieceEnd * TRANSFORM_SIZE),
      skins,
    }),
  };
}

/** Unturned, standing at this point. */
export const standingAt = (x: number, y: number, z: number): readonly number[] => [
  1,
  0,
  0,
  0,
  1,
  0,
  0,
  0,
  1,
  x,
  y,
  z,
];

/** Collects what the kernel places: shapes of the same content once, pieces turned from y up to z up. */
import { type Fault, fault } from '#shared/protocol/result.ts';
import { PIECE, SHAPE, TRANSFORM_SIZE, type PlacedShapes } from './placedShapes.ts';

interface GeometryNote extends Fault {
  /** How often it occurred. */
  readonly count: number;
}

export interface RawGeometry extends PlacedShapes {
  readonly notes: readonly GeometryNote[];
}

interface HeldShape {
  readonly number: number;
  readonly vertices: Float32Array;
  readonly index: Uint32Array;
}

const NOTHING = { vertices: new Float32Array(0), index: new Uint32Array(0) };

export function createSink() {
  const shapeOf = new Map<number, number>();
  const byHash = new Map<number, HeldShape[]>();
  const shapes: HeldShape[] = [];
  const pieces: number[] = [];
  const transforms: number[] = [];
  let broken = 0;
  /** Pieces that were handed out while it went on. */
  let told = 0;

  return {
    hasShape: (id: number): boolean => shapeOf.has(id),

    /** `vertices` [n, 6]: position and normal. A shape with a number that is none is lost. */
    addShape(id: number, vertices: Float32Array, index: Uint32Array): void {
      // What openings cut away to nothing still counts as a placed piece.
      const finite = vertices.every(Number.isFinite);
      if (!finite) broken++;
      const kept = index.length < 3 || !finite ? NOTHING : { vertices, index };
      const hash = hashOf(kept.vertices, kept.index);
      const alike = byHash.get(hash) ?? [];
      const same = alike.find((held) => isSame(held, kept));
      const shape = same ?? { number: shapes.length, ...kept };
      if (!same) {
        shapes.push(shape);
        byHash.set(hash, [...alike, shape]);
      }
      shapeOf.set(id, shape.number);
    },

    place(
      expressId: number,
      shapeId: number,
      { x, y, z, w }: { readonly x: number; readonly y: number; readonly z: number; readonly w: number },
      m: readonly number[],
    ): void {
      const shape = shapeOf.get(shapeId);
      if (shape === undefined) return;
      if (!m.every(Number.isFinite)) {
        broken++;
        return;
      }
      const byte = (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * 255);
      const rgba = (byte(x) | (byte(y) << 8) | (byte(z) << 16) | (byte(w) << 24)) >>> 0;
      pieces.push(expressId, shape, rgba);
      // The kernel's (x, y up, z towards the viewer) is our (x, −z, y).
      for (let column = 0; column < 16; column += 4)
        transforms.push(m[column] ?? 0, -(m[column + 2] ?? 0), m[column + 1] ?? 0);
    },

    /** What was placed since this was asked last, with the shapes it needs; null where nothing was. */
    sinceLast(): PlacedShapes | null {
      const from = told;
      told = pieces.length / PIECE.size;
      if (told === from) return null;
      const own = columns(pieces.slice(from * PIECE.size), transforms.slice(from * TRANSFORM_SIZE));
      const used = new Map<number, number>();
      const held: HeldShape[] = [];
      for (let p = PIECE.shape; p < own.pieces.length; p += PIECE.size) {
        const number = own.pieces[p] ?? 0;
        const shape = shapes[number];
        if (!used.has(number) && shape) used.set(number, held.push(shape) - 1);
        own.pieces[p] = used.get(number) ?? 0;
      }
      return { ...join(held), ...own };
    },

    finish(notes: readonly GeometryNote[]): RawGeometry {
      const lost = broken > 0 ? [{ ...fault('geometry-not-numbers'), count: broken }] : [];
      return { ...join(shapes), ...columns(pieces, transforms), notes: [...notes, ...lost] };
    },
  };
}

function columns(pieces: readonly number[], transforms: readonly number[]) {
  if (pieces.length / PIECE.size !== transforms.length / TRANSFORM_SIZE)
    throw new Error('Every piece has a place.');
  return { pieces: Uint32Array.from(pieces), transforms: Float64Array.from(transforms) };
}

function join(held: readonly HeldShape[]) {
  const shapes = new Uint32Array(held.length * SHAPE.size);
  const vertices = new Float32Array(held.reduce((sum, shape) => sum + shape.vertices.length, 0));
  const index = new Uint32Array(held.reduce((sum, shape) => sum + shape.index.length, 0));
  let vertexAt = 0;
  let indexAt = 0;
  for (const [i, shape] of held.entries()) {
    vertices.set(shape.vertices, vertexAt);
    index.set(shape.index, indexAt);
    shapes.set([vertexAt / 6, shape.vertices.length / 6, indexAt, shape.index.length], i * SHAPE.size);
    vertexAt += shape.vertices.length;
    indexAt += shape.index.length;
  }
  return { shapes, vertices, index };
}

/** Equal content gives equal numbers; the other way round it is compared. */
export function hashOf(vertices: Float32Array, index: Uint32Array): number {
  let hash = vertices.length ^ index.length;
  const words = new Uint32Array(vertices.buffer, vertices.byteOffset, vertices.length);
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  for (const word of index) hash = Math.imul(hash ^ word, 0x01000193);
  return hash;
}

interface Content {
  readonly vertices: Float32Array;
  readonly index: Uint32Array;
}

export function isSame(a: Content, b: Content): boolean {
  return bytesOf(a.vertices).equals(bytesOf(b.vertices)) && bytesOf(a.index).equals(bytesOf(b.index));
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

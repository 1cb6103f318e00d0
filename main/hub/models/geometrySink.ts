/** Collects placed geometry in growing flat arrays: shapes are kept once, pieces are turned from y up to z up. */
import { type Fault, fault } from '#shared/protocol/result.ts';

/** Columns of `RawGeometry.pieces`. */
export const PIECE = {
  expressId: 0,
  color: 1,
  vertexFrom: 2,
  vertexCount: 3,
  indexFrom: 4,
  indexCount: 5,
  size: 6,
} as const;

interface GeometryNote extends Fault {
  /** How often it occurred. */
  readonly count: number;
}

export interface RawGeometry {
  /** Uint32Array [n, 6], columns of `PIECE`. */
  readonly pieces: Uint32Array;
  /** Float64Array [v, 3], metres, z up, in the file's own frame. */
  readonly positions: Float64Array;
  /** Float32Array [v, 3]. */
  readonly normals: Float32Array;
  /** Uint32Array, relative to the piece's first vertex. */
  readonly index: Uint32Array;
  readonly notes: readonly GeometryNote[];
}

const NOTHING = new Float32Array(0);
const NO_INDEX = new Uint32Array(0);

type Growable = Float64Array | Float32Array | Uint32Array;

function grown<T extends Growable>(array: T, used: number, extra: number, create: (length: number) => T): T {
  if (used + extra <= array.length) return array;
  const larger = create(Math.max(array.length * 2, used + extra));
  larger.set(array.subarray(0, used));
  return larger;
}

export function createSink() {
  const shapes = new Map<number, { vertices: Float32Array; index: Uint32Array }>();
  let pieces = new Uint32Array(6 * 1024);
  let positions = new Float64Array(3 << 15);
  let normals = new Float32Array(3 << 15);
  let index = new Uint32Array(1 << 16);
  let pieceEnd = 0;
  let vertexEnd = 0;
  let indexEnd = 0;
  let broken = 0;

  return {
    hasShape: (id: number): boolean => shapes.has(id),

    /** `vertices` [n, 6]: position and normal, y up. */
    addShape(id: number, vertices: Float32Array, shapeIndex: Uint32Array): void {
      shapes.set(id, { vertices, index: shapeIndex });
    },

    place(
      expressId: number,
      shapeId: number,
      { x, y, z, w }: { readonly x: number; readonly y: number; readonly z: number; readonly w: number },
      m: readonly number[],
    ): void {
      const shape = shapes.get(shapeId);
      if (!shape) return;
      // What openings cut away to nothing still counts as a placed piece.
      const empty = shape.index.length < 3;
      const vertices = empty ? NOTHING : shape.vertices;
      const shapeIndex = empty ? NO_INDEX : shape.index;
      const count = vertices.length / 6;
      positions = grown(positions, vertexEnd * 3, count * 3, (n) => new Float64Array(n));
      normals = grown(normals, vertexEnd * 3, count * 3, (n) => new Float32Array(n));
      index = grown(index, indexEnd, shapeIndex.length, (n) => new Uint32Array(n));
      pieces = grown(pieces, pieceEnd * 6, 6, (n) => new Uint32Array(n));
      const [a = 1, b = 0, c = 0, , d = 0, e = 1, f = 0, , g = 0, h = 0, i = 1, , tx = 0, ty = 0, tz = 0] = m;
      let finite = true;
      for (let v = 0, p = vertexEnd * 3; v < vertices.length; v += 6, p += 3) {
        const px = vertices[v] ?? 0;
        const py = vertices[v + 1] ?? 0;
        const pz = vertices[v + 2] ?? 0;
        const nx = vertices[v + 3] ?? 0;
        const ny = vertices[v + 4] ?? 0;
        const nz = vertices[v + 5] ?? 0;
        const wx = a * px + d * py + g * pz + tx;
        const wy = b * px + e * py + h * pz + ty;
        const wz = c * px + f * py + i * pz + tz;
        if (!Number.isFinite(wx + wy + wz)) finite = false;
        // The kernel's (x, y up, z towards the viewer) is our (x, −z, y).
        positions[p] = wx;
        positions[p + 1] = -wz;
        positions[p + 2] = wy;
        const ux = a * nx + d * ny + g * nz;
        const uy = b * nx + e * ny + h * nz;
        const uz = c * nx + f * ny + i * nz;
        const unit = 1 / (Math.sqrt(ux * ux + uy * uy + uz * uz) || 1);
        normals[p] = ux * unit;
        normals[p + 1] = -uz * unit;
        normals[p + 2] = uy * unit;
      }
      if (!finite) {
        broken++;
        return;
      }
      const mirrored = a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e) < 0;
      index.set(shapeIndex, indexEnd);
      if (mirrored) {
        for (let t = indexEnd; t + 2 < indexEnd + shapeIndex.length; t += 3) {
          const second = index[t + 1] ?? 0;
          index[t + 1] = index[t + 2] ?? 0;
          index[t + 2] = second;
        }
      }
      const byte = (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * 255);
      const rgba = (byte(x) | (byte(y) << 8) | (byte(z) << 16) | (byte(w) << 24)) >>> 0;
      pieces.set([expressId, rgba, vertexEnd, count, indexEnd, shapeIndex.length], pieceEnd * PIECE.size);
      pieceEnd++;
      vertexEnd += count;
      indexEnd += shapeIndex.length;
    },

    finish(notes: readonly GeometryNote[]): RawGeometry {
      const lost = broken > 0 ? [{ ...fault('geometry-not-numbers'), count: broken }] : [];
      return {
        pieces: pieces.slice(0, pieceEnd * PIECE.size),
        positions: positions.slice(0, vertexEnd * 3),
        normals: normals.slice(0, vertexEnd * 3),
        index: index.slice(0, indexEnd),
        notes: [...notes, ...lost],
      };
    },
  };
}

/**
 * Surfaces of one element, gathered by colour or picture: each becomes one shape in a small frame around its own middle,
 * so that single precision is enough wherever on earth it stands.
 */
import { skinOf, type Picture } from '#hub/models/skins.ts';
import type { Notes } from '../notes.ts';
import { boundRings } from './boundRings.ts';
import { standingAt, type ShapeBuilder } from './shapeBuilder.ts';
import { triangulate, type Ring } from './triangulate.ts';

interface Gathered {
  /** [x, y, z, nx, ny, nz, …], metres of the file's frame. */
  readonly vertices: number[];
  readonly index: number[];
  readonly color: number;
  readonly picture: Picture | null;
  readonly uv: number[];
}

/** A picture on a surface, and [u, v, …] on it for each point of each ring. */
export interface SurfaceSkin {
  readonly picture: Picture;
  readonly uvRings: readonly (readonly number[])[];
}

export interface Surfaces {
  /** False where it has no area or is not made of numbers. */
  polygon(rings: readonly Ring[], color: number, skin?: SurfaceSkin | null): boolean;
  /** Points [x, y, z, …] and triangles, each with its own flat normal. */
  triangles(points: ArrayLike<number>, index: ArrayLike<number>, color: number): void;
  /** Places what was gathered for this element and begins anew; how many pieces it made. */
  flush(element: number): number;
  /** Gives what was gathered as shapes around this point without placing them, and begins anew. */
  shapes(): readonly { readonly shape: number; readonly color: number; readonly origin: readonly number[] }[];
}

/** A place on the picture for each point. */
const isLaid = (uv: readonly number[] | undefined, ring: Ring): boolean =>
  uv?.length === (ring.length / 3) * 2 && uv.every(Number.isFinite);

/** What a picture shows is seen in its own colours. */
const WHITE = 0xffffffff;

export function createSurfaces(builder: ShapeBuilder, notes: Notes): Surfaces {
  const byLook = new Map<number | string, Gathered>();
  const gathered = (color: number, picture: Picture | null = null): Gathered => {
    const look = picture?.key ?? color;
    const held = byLook.get(look);
    if (held) return held;
    const fresh: Gathered = { vertices: [], index: [], color, picture, uv: [] };
    byLook.set(look, fresh);
    return fresh;
  };
  const shapes: Surfaces['shapes'] = () => {
    const made = [...byLook.values()].flatMap(({ vertices, index, color, picture, uv }) => {
      if (index.length === 0) return [];
      const origin = middleOf(vertices);
      const small = new Float32Array(vertices.length);
      for (let i = 0; i < vertices.length; i++) {
        const axis = i % 6;
        small[i] = (vertices[i] ?? 0) - (axis < 3 ? (origin[axis] ?? 0) : 0);
      }
      const skin = picture && skinOf(picture, uv);
      return [{ shape: builder.addShape(small, index, skin), color, origin }];
    });
    byLook.clear();
    return made;
  };

  return {
    polygon(rings, color, skin = null) {
      const bound = boundRings(rings, notes);
      // A surface that lost points, or has too few places on its picture, is drawn in one colour.
      const covered = skin && bound === rings && rings.every((ring, i) => isLaid(skin.uvRings[i], ring));
      const made = triangulate(bound, covered ? skin.uvRings : []);
      if (!made) return false;
      const { vertices, index, uv } = covered ? gathered(WHITE, skin.picture) : gathered(color);
      for (const value of made.uv) uv.push(value);
      const from = vertices.length / 6;
      const { points, normal } = made;
      for (let i = 0; i < points.length; i += 3)
        vertices.push(points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0, ...normal);
      for (const one of made.index) index.push(from + one);
      return true;
    },

    triangles(points, triangleIndex, color) {
      const { vertices, index } = gathered(color);
      for (let t = 0; t + 2 < triangleIndex.length; t += 3) {
        const at = [0, 1, 2].map((k) => (triangleIndex[t + k] ?? 0) * 3);
        const [a = 0, b = 0, c = 0] = at;
        const normal = flatNormal(points, a, b, c);
        if (!normal) continue;
        for (const from of at) {
          index.push(vertices.length / 6);
          vertices.push(points[from] ?? 0, points[from + 1] ?? 0, points[from + 2] ?? 0, ...normal);
        }
      }
    },

    flush(element) {
      let placed = 0;
      for (const { shape, color, origin } of shapes()) {
        const [x = 0, y = 0, z = 0] = origin;
        if (builder.place(element, shape, color, standingAt(x, y, z))) placed++;
      }
      return placed;
    },

    shapes,
  };
}

function middleOf(vertices: readonly number[]): readonly [number, number, number] {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertices.length; i += 6) {
    for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
      const value = vertices[i + axis] ?? 0;
      min[axis] = Math.min(min[axis], value);
      max[axis] = Math.max(max[axis], value);
    }
  }
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

function flatNormal(
  points: ArrayLike<number>,
  a: number,
  b: number,
  c: number,
): readonly [number, number, number] | null {
  const [ax, ay, az] = [points[a] ?? 0, points[a + 1] ?? 0, points[a + 2] ?? 0];
  const [ux, uy, uz] = [(points[b] ?? 0) - ax, (points[b + 1] ?? 0) - ay, (points[b + 2] ?? 0) - az];
  const [vx, vy, vz] = [(points[c] ?? 0) - ax, (points[c + 1] ?? 0) - ay, (points[c + 2] ?? 0) - az];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(x, y, z);
  return Number.isFinite(length) && length > 0 ? [x / length, y / length, z / length] : null;
}

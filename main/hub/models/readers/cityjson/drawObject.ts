/** Geometry of one city object as pieces: its own surfaces, and templates placed at a vertex. */
import { fault } from '#shared/protocol/result.ts';
import type { ShapeBuilder } from '../geometry/shapeBuilder.ts';
import { createSurfaces, type Surfaces } from '../geometry/surfaces.ts';
import type { Ring } from '../geometry/triangulate.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import type { Notes } from '../notes.ts';
import type { PictureShelf } from '../pictureShelf.ts';
import type { Frame } from '../places/frame.ts';
import { colorOfSurface, packColor } from '../surfaceColors.ts';
import { hasSurfaces, numberOr, surfacesOf } from './boundaries.ts';
import { objectOf, type CityDocument, type CityPart } from './cityDocument.ts';
import { openTextures, themesOf } from './textures.ts';

type Point = readonly [number, number, number];
type PointAt = (vertex: unknown) => Point | null;

export interface ObjectPainter {
  /** Level of detail; of an instance, that of its template. */
  levelOf(geometry: Readonly<Record<string, unknown>>): number;
  /** How many pieces the geometries of this object became. */
  draw(element: number, type: string, geometries: readonly Readonly<Record<string, unknown>>[]): number;
}

export function createPainter(
  document: CityDocument,
  builder: ShapeBuilder,
  frame: Frame,
  notes: Notes,
  shelf: PictureShelf,
): (part: CityPart) => ObjectPainter {
  const surfaces = createSurfaces(builder, notes);
  const templates = new Map<string, ReturnType<Surfaces['shapes']>>();

  return (part) => {
    const themes = themesOf(part.appearance);
    const skinAt = openTextures(part.appearance, shelf);
    const materials = arrayOf(part.appearance['materials']).map(materialColor);
    const gather = (geometry: Readonly<Record<string, unknown>>, type: string, pointAt: PointAt): void => {
      let missing = 0;
      let flat = 0;
      for (const surface of surfacesOf(geometry, themes)) {
        const color = materials[surface.material] ?? colorOfSurface(surface.semantic, type);
        const rings = ringsOf(surface.rings, pointAt);
        if (!rings) missing++;
        else if (!surfaces.polygon(rings, color, skinAt(surface))) flat++;
      }
      notes.add(fault('vertex-missing'), missing);
      notes.add(fault('surface-flat'), flat);
    };
    const worldPoint: PointAt = (vertex) => {
      const point = coordinatesOf(part.vertices, vertex);
      if (!point) return null;
      const [a, b, c] = point.map(
        (value, axis) => value * (document.scale[axis] ?? 1) + (document.translate[axis] ?? 0),
      );
      return frame.local(a ?? 0, b ?? 0, c ?? 0);
    };
    const templatePoint: PointAt = (vertex) => coordinatesOf(document.templateVertices, vertex);

    const templateShapes = (number: number, type: string) => {
      const key = `${number} ${type}`;
      const known = templates.get(key);
      if (known) return known;
      const template = document.templates[number];
      if (!isObject(template) || !hasSurfaces(template['type'])) return null;
      gather(template, type, templatePoint);
      const shapes = surfaces.shapes();
      templates.set(key, shapes);
      return shapes;
    };

    const instance = (element: number, type: string, geometry: Readonly<Record<string, unknown>>): number => {
      const shapes = templateShapes(numberOr(geometry['template'], -1), type);
      const at = worldPoint(arrayOf(geometry['boundaries'])[0]);
      if (!shapes || !at) {
        notes.add(fault(shapes ? 'vertex-missing' : 'template-missing'));
        return 0;
      }
      const m = arrayOf(geometry['transformationMatrix']).map((value) => numberOr(value, NaN));
      const matrix = m.length === 16 ? m : [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
      let placed = 0;
      for (const { shape, color, origin } of shapes)
        if (builder.place(element, shape, color, instanceTransform(matrix, origin, at))) placed++;
      return placed;
    };

    return {
      levelOf(geometry) {
        const template = objectOf(document.templates[numberOr(geometry['template'], -1)]);
        const level = Number(geometry['lod'] ?? template['lod'] ?? 0);
        return Number.isFinite(level) ? level : 0;
      },

      draw(element, type, geometries) {
        let placed = 0;
        for (const geometry of geometries) {
          if (geometry['type'] === 'GeometryInstance') placed += instance(element, type, geometry);
          else if (hasSurfaces(geometry['type'])) gather(geometry, type, worldPoint);
          else notes.add(fault('not-surfaces'));
        }
        return placed + surfaces.flush(element);
      },
    };
  };
}

function ringsOf(rings: readonly unknown[], pointAt: PointAt): Ring[] | null {
  const found: Ring[] = [];
  for (const ring of rings) {
    const points: number[] = [];
    for (const vertex of arrayOf(ring)) {
      const point = pointAt(vertex);
      if (!point) return null;
      points.push(...point);
    }
    found.push(points);
  }
  return found;
}

function coordinatesOf(vertices: readonly unknown[], vertex: unknown): Point | null {
  const held = typeof vertex === 'number' ? vertices[vertex] : null;
  if (!Array.isArray(held) || held.length < 3) return null;
  const [x, y, z] = held as readonly unknown[];
  return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' ? [x, y, z] : null;
}

/** Row-major 4 × 4 of the file, applied to the template, whose shape lies around `origin`; then put at a vertex. */
function instanceTransform(m: readonly number[], origin: readonly number[], at: Point): number[] {
  const cell = (row: number, column: number): number => m[row * 4 + column] ?? NaN;
  const [ox = 0, oy = 0, oz = 0] = origin;
  const moved = [0, 1, 2].map(
    (row) =>
      cell(row, 0) * ox + cell(row, 1) * oy + cell(row, 2) * oz + cell(row, 3) + (at[row as 0 | 1 | 2] ?? 0),
  );
  const axes = [0, 1, 2].flatMap((column) => [0, 1, 2].map((row) => cell(row, column)));
  return [...axes, ...moved];
}

function materialColor(material: unknown): number | undefined {
  const { diffuseColor, transparency } = objectOf(material);
  const [red, green, blue] = arrayOf(diffuseColor).map((value) => numberOr(value, 0) * 255);
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return packColor(red, green, blue, 255 * (1 - numberOr(transparency, 0)));
}

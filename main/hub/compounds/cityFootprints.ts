/** Footprints of the buildings of a CityJSON file: what stands on the ground, how high, where on the earth. */
import proj4 from 'proj4';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { enuToGeodetic, type Geodetic } from '#shared/geo/enu.ts';
import { convexHull } from '#shared/geo/fittedBox.ts';
import { readCrs, type ReadCrs } from '../models/index.ts';
import type { Footprint } from './footprints.ts';

type Json = Readonly<Record<string, unknown>>;
type Vertex = readonly [number, number, number];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const objectAt = (value: unknown, key: string): Json => {
  const held: unknown = isObject(value) ? value[key] : null;
  return isObject(held) ? held : {};
};

/** Faces that lie at most so far over the lowest corner stand on the ground. */
const groundM = 0.6;
/** Of a face's normal: flatter ones are floors. */
const leastUpright = 0.9;
const mostBuildings = 500;
const nameKeys = ['name', 'Name', 'gml_name', 'naam', 'identificatiebagpnd', 'identificatie'];

export const isCityJson = (value: unknown): value is Json => isObject(value) && value['type'] === 'CityJSON';

/** `at`: where the middle of the file lies, for one that names no system; then its coordinates are metres, east and north. */
export function readCityFootprints(city: Json, at: Geodetic | null): Result<Footprint[]> {
  const system = objectAt(city, 'metadata')['referenceSystem'];
  const crs = readCrs(typeof system === 'string' ? system : '');
  const vertices = verticesOf(city);
  const toDegrees = crs?.definition
    ? (point: Vertex) => degreesOf(point, crs)
    : at && localDegrees(vertices, at);
  if (!toDegrees) return failure('footprints-nowhere', { crs: crs?.name ?? '–' });
  const objects = objectAt(city, 'CityObjects');
  const found: Footprint[] = [];
  for (const [id, held] of Object.entries(objects)) {
    if (!isObject(held) || held['type'] !== 'Building') continue;
    const faces = [
      held,
      ...listOf(held['children']).map((child) => objectAt(objects, String(child))),
    ].flatMap((one) => facesOf(one));
    const corners = faces.flat().flatMap((nth) => (vertices[nth] ? [vertices[nth]] : []));
    const ring = ringOf(faces, vertices);
    if (ring.length < 3) continue;
    const degrees = ring.map(toDegrees).filter((point) => point !== null);
    if (degrees.length < ring.length) return failure('footprints-outside');
    const heights = corners.map(([, , z]) => z);
    const attributes = objectAt(held, 'attributes');
    const storeys = Number(attributes['storeysAboveGround']);
    found.push({
      name: nameIn(attributes) ?? (id.length <= 20 ? id : null),
      heightM: heightOf(heights),
      levels: storeys > 0 && storeys <= 120 ? Math.round(storeys) : null,
      units: null,
      ring: degrees,
    });
  }
  if (found.length === 0) return failure('footprints-none');
  if (found.length > mostBuildings)
    return failure('footprints-many', { polygons: found.length, most: mostBuildings });
  return success(found);
}

function nameIn(attributes: Json): string | null {
  const said = nameKeys
    .map((key) => attributes[key])
    .find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof said === 'string' ? said.trim().slice(0, 40) : null;
}

function heightOf(heights: readonly number[]): number | null {
  const top = heights.reduce((a, b) => Math.max(a, b), -Infinity);
  const foot = heights.reduce((a, b) => Math.min(a, b), Infinity);
  return top - foot > 0.5 ? top - foot : null;
}

function verticesOf(city: Json): Vertex[] {
  const { scale, translate } = objectAt(city, 'transform');
  const [sx = 1, sy = 1, sz = 1] = listOf(scale).map(Number);
  const [tx = 0, ty = 0, tz = 0] = listOf(translate).map(Number);
  return listOf(city['vertices']).map((vertex) => {
    const [x = NaN, y = NaN, z = NaN] = listOf(vertex).map(Number);
    return [x * sx + tx, y * sy + ty, z * sz + tz];
  });
}

/** Outer rings of the lowest level of detail that has faces. */
function facesOf(object: Json): number[][] {
  const geometries = listOf(object['geometry'])
    .filter(isObject)
    .toSorted((a, b) => Number(a['lod']) - Number(b['lod']));
  for (const geometry of geometries) {
    const faces: number[][] = [];
    collect(geometry['boundaries'], faces);
    if (faces.length > 0) return faces;
  }
  return [];
}

/** A face is a list of rings, the outer one first; solids and composites hold lists of faces. */
function collect(boundary: unknown, into: number[][], depth = 0): void {
  const list = listOf(boundary);
  const [first] = list;
  if (Array.isArray(first) && typeof first[0] === 'number') into.push(first.map(Number));
  else if (depth < 6) for (const part of list) collect(part, into, depth + 1);
}

/** Round the faces that stand on the ground; where nothing does, round everything. */
function ringOf(faces: readonly (readonly number[])[], vertices: readonly Vertex[]): Vertex[] {
  const cornersOf = (face: readonly number[]) =>
    face.flatMap((nth) => (vertices[nth] ? [vertices[nth]] : []));
  const footM = faces
    .flat()
    .reduce((least, nth) => Math.min(least, vertices[nth]?.[2] ?? Infinity), Infinity);
  const onGround = faces.filter((face) => {
    const corners = cornersOf(face);
    return isLevel(corners) && corners.every(([, , z]) => z - footM < groundM);
  });
  const outline = outlineOf(onGround);
  if (outline.length >= 3) return cornersOf(outline);
  return convexHull(cornersOf(faces.flat()).map(([x, y]) => [x, y])).map(([x, y]) => [x, y, footM]);
}

function isLevel(corners: readonly Vertex[]): boolean {
  let [x, y, z] = [0, 0, 0];
  corners.forEach(([ax, ay, az], nth) => {
    const [bx, by, bz] = corners[(nth + 1) % corners.length] ?? [ax, ay, az];
    x += (ay - by) * (az + bz);
    y += (az - bz) * (ax + bx);
    z += (ax - bx) * (ay + by);
  });
  const length = Math.hypot(x, y, z);
  return length > 0 && Math.abs(z) / length > leastUpright;
}

/** Edges that belong to one face only, one after the other; of several rings the longest. */
function outlineOf(faces: readonly (readonly number[])[]): number[] {
  const shared = new Map<string, number>();
  const edges = faces.flatMap((face) =>
    face.map((from, nth) => [from, face[(nth + 1) % face.length] ?? from] as const),
  );
  const keyOf = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  for (const [a, b] of edges) shared.set(keyOf(a, b), (shared.get(keyOf(a, b)) ?? 0) + 1);
  const onward = new Map<number, number>();
  for (const [a, b] of edges) if (shared.get(keyOf(a, b)) === 1) onward.set(a, b);
  let longest: number[] = [];
  while (onward.size > 0) {
    const ring: number[] = [];
    let at = onward.keys().next().value;
    while (at !== undefined && onward.has(at)) {
      ring.push(at);
      const next = onward.get(at);
      onward.delete(at);
      at = next;
    }
    if (ring.length > longest.length) longest = ring;
  }
  return longest;
}

function localDegrees(vertices: readonly Vertex[], at: Geodetic) {
  const range = (axis: 0 | 1) => {
    const all = vertices.map((vertex) => vertex[axis]).filter(Number.isFinite);
    return (
      (all.reduce((a, b) => Math.min(a, b), Infinity) + all.reduce((a, b) => Math.max(a, b), -Infinity)) / 2
    );
  };
  const [x, y] = [range(0), range(1)];
  return (point: Vertex): readonly [number, number] => {
    const { latDeg, lonDeg } = enuToGeodetic(at, [point[0] - x, point[1] - y, 0]);
    return [lonDeg, latDeg];
  };
}

function degreesOf(
  [a, b]: Vertex,
  { definition, geographic, latitudeFirst, unitM }: ReadCrs,
): readonly [number, number] | null {
  if (definition === null) return null;
  const given = geographic ? (latitudeFirst ? [b, a] : [a, b]) : [a * unitM, b * unitM];
  const [lonDeg = NaN, latDeg = NaN] = proj4(definition, 'EPSG:4326').forward([
    given[0] ?? NaN,
    given[1] ?? NaN,
  ]);
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180 ? [lonDeg, latDeg] : null;
}

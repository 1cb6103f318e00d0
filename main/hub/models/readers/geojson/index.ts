/** GeoJSON: footprints extruded, areas and lines laid flat on the ground, points as rows. */
import { fault, success, type Result } from '#shared/protocol/result.ts';
import { propertiesOf, textAt } from '../attributes.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { boundRings } from '../geometry/boundRings.ts';
import { createSurfaces, type Surfaces } from '../geometry/surfaces.ts';
import type { Ring } from '../geometry/triangulate.ts';
import { arrayOf } from '../jsonText.ts';
import { CRS84, readCrs, type ReadCrs } from '../places/crs.ts';
import { createFrame, type Frame } from '../places/frame.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import { startOf, startsJson } from '../startOf.ts';
import { classOf, type FeatureClass } from './classify.ts';
import { drawPrism, drawSheet, drawStrip } from './draw.ts';
import { readFeatures, type MapFeature, type MapGeometry } from './featureList.ts';
import { ASSUMED_HEIGHT_M, heightOf } from './heights.ts';

const GEOJSON =
  /"type"\s*:\s*"(FeatureCollection|Feature|(Multi)?(Point|LineString|Polygon)|GeometryCollection)"/;

export const geoJsonReader: FormatReader = {
  id: 'geojson',
  recognises: (bytes) => startsJson(bytes) && GEOJSON.test(startOf(bytes)),
  ending: /\.geojson[ls]?$/i,
  read,
};

const NAMES = ['name', 'name:zh', 'name:en', 'Name', 'NAME', 'addr:housename', 'ref'];
/** Sheets lie one above another where they cross. */
const LIFT_M: Readonly<Record<FeatureClass['type'], number>> = {
  Building: 0,
  BuildingPart: 0,
  Feature: 0.02,
  Green: 0.04,
  Water: 0.06,
  Railway: 0.08,
  Road: 0.1,
};

function read({ name, bytes }: ReaderSource, into: ReadInto): Result<ReadSource> {
  const parsed = readFeatures(bytes, name, into.notes);
  if (!parsed.ok) return parsed;
  const { features, crs } = parsed.value;
  const first = firstOf(features);
  const system = systemOf(crs, first, into);
  const frame = createFrame(system, first ? [first[0], first[1]] : [0, 0], into.anchors);
  const builder = createShapeBuilder();
  const surfaces = createSurfaces(builder, into.notes);
  for (const [i, feature] of features.entries()) readFeature(feature, i, frame, surfaces, into);
  if (builder.pieces === 0) into.notes.add(fault('nothing-drawn'));
  return success({
    schema: 'GeoJSON',
    geometry: builder.finish(),
    georeference: frame.georeference,
    ...(first?.[2] === undefined && { onGround: true }),
  });
}

/** Longitude and latitude unless a system is named; plain metres where the numbers can be neither. */
function systemOf(crs: string, first: Position | null, into: ReadInto): ReadCrs | null {
  const named = readCrs(crs);
  // Whatever the registry says of the order: in GeoJSON the longitude comes first.
  if (named) return { ...named, latitudeFirst: false };
  if (!first || (Math.abs(first[0]) <= 360 && Math.abs(first[1]) <= 90)) return CRS84;
  into.notes.add(fault('crs-unnamed'));
  return null;
}

function readFeature(
  { id, properties, geometries }: MapFeature,
  i: number,
  frame: Frame,
  surfaces: Surfaces,
  into: ReadInto,
): void {
  const kind = classOf(properties);
  const untold =
    kind.type === 'Feature' && Object.keys(properties).every((key) => NAMES.includes(key) || key === 'id');
  const areal = geometries.some(({ type }) => type.endsWith('Polygon'));
  const type = untold && areal ? 'Building' : kind.type;
  const row = addRow(into, { globalId: id || `feature-${i + 1}`, type, name: textAt(properties, NAMES) });
  addSet(into, row, 'Attributes', propertiesOf(properties));
  const building = type === 'Building' || type === 'BuildingPart';
  const height = heightOf(properties);
  if (building && areal) {
    addSet(into, row, 'Extrusion', [
      ['Height', height.toM, 'm'],
      ...(height.fromM > 0 ? ([['Base height', height.fromM, 'm']] as const) : []),
      ['Height assumed', height.assumed, null],
    ]);
    if (height.assumed) into.notes.add(fault('height-assumed', { heightM: ASSUMED_HEIGHT_M }));
  }
  let flat = 0;
  for (const geometry of geometries) {
    for (const given of polygonsOf(geometry, frame)) {
      const rings = boundRings(given, into.notes);
      const drawn = building
        ? drawPrism(surfaces, rings, height.fromM, height.toM)
        : drawSheet(surfaces, rings, kind.color, LIFT_M[kind.type]);
      if (!drawn) flat++;
    }
    for (const line of building ? [] : linesOf(geometry, frame))
      if (!drawStrip(surfaces, line, kind.widthM, kind.color, LIFT_M[kind.type])) flat++;
  }
  into.notes.add(fault('surface-flat'), flat);
  surfaces.flush(row);
}

type Position = readonly [number, number, number?];

function firstOf(features: readonly MapFeature[]): Position | null {
  for (const { geometries } of features) {
    for (const { coordinates } of geometries) {
      let at: unknown = coordinates;
      while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
      const [x, y, z] = arrayOf(at);
      if (typeof x === 'number' && typeof y === 'number') return typeof z === 'number' ? [x, y, z] : [x, y];
    }
  }
  return null;
}

function polygonsOf({ type, coordinates }: MapGeometry, frame: Frame): Ring[][] {
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [];
  return polygons.map((polygon) => arrayOf(polygon).map((ring) => unclosed(positions(ring, frame))));
}

function linesOf({ type, coordinates }: MapGeometry, frame: Frame): Ring[] {
  const lines = type === 'LineString' ? [coordinates] : type === 'MultiLineString' ? coordinates : [];
  return lines.map((line) => positions(line, frame));
}

function positions(held: unknown, frame: Frame): number[] {
  return arrayOf(held).flatMap((position) => {
    const [x, y, z] = arrayOf(position);
    const number = (value: unknown): number => (typeof value === 'number' ? value : NaN);
    return [...frame.local(number(x), number(y), z === undefined ? 0 : number(z))];
  });
}

function unclosed(ring: number[]): Ring {
  const end = ring.length - 3;
  return end > 0 && ring[0] === ring[end] && ring[1] === ring[end + 1] ? ring.slice(0, end) : ring;
}

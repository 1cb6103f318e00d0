/** Footprints from a map (GeoJSON, WGS 84, OpenStreetMap's properties): where they lie and what they say of themselves. */
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const Ring = Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 4 }), { maxItems: 20_000 });
const Feature = Type.Object({
  geometry: Type.Union([
    Type.Object({ type: Type.Literal('Polygon'), coordinates: Type.Array(Ring, { minItems: 1 }) }),
    Type.Object({
      type: Type.Literal('MultiPolygon'),
      coordinates: Type.Array(Type.Array(Ring, { minItems: 1 })),
    }),
  ]),
  properties: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
});
const isFeature = Compile(Feature);
const isCollection = Compile(
  Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Unknown()) }),
);
const mostBuildings = 500;

export interface Footprint {
  readonly name: string | null;
  readonly heightM: number | null;
  readonly levels: number | null;
  readonly units: number | null;
  /** Outer ring, [lonDeg, latDeg]. */
  readonly ring: readonly (readonly [number, number])[];
}

/** Tags of OpenStreetMap of what is no building, unless it says that it is one. */
const groundTags = ['natural', 'water', 'waterway', 'highway', 'landuse', 'leisure', 'railway', 'boundary'];

/** Lakes, parks and districts of the same map. */
function isGround(properties: Readonly<Record<string, unknown>>): boolean {
  if (properties['building'] !== undefined) return false;
  const { kind } = properties;
  if (typeof kind === 'string') return !/building/i.test(kind);
  return groundTags.some((tag) => properties[tag] !== undefined);
}

/** Points, lines, labels and ground between the buildings are passed over. */
export function readFootprints(value: unknown): Result<Footprint[]> {
  if (!isCollection.Check(value)) return failure('footprints');
  const found: Footprint[] = [];
  for (const feature of value.features) {
    if (!isFeature.Check(feature) || isGround(feature.properties ?? {})) continue;
    const { geometry, properties } = feature;
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const [outer] of polygons) {
      const ring = pointsOf(outer ?? []);
      if (!ring) return failure('footprints-outside');
      if (ring.length >= 3) found.push({ ...factsOf(properties ?? {}), ring });
    }
  }
  if (found.length === 0) return failure('footprints-none');
  if (found.length > mostBuildings)
    return failure('footprints-many', { polygons: found.length, most: mostBuildings });
  return success(found);
}

function pointsOf(ring: Static<typeof Ring>): (readonly [number, number])[] | null {
  const points: (readonly [number, number])[] = [];
  for (const [lonDeg = NaN, latDeg = NaN] of ring) {
    if (!(Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90)) return null;
    points.push([lonDeg, latDeg]);
  }
  return points;
}

function factsOf(properties: Readonly<Record<string, unknown>>): Omit<Footprint, 'ring'> {
  const text = (...names: string[]) =>
    names
      .map((name) => properties[name])
      .find((one): one is string => typeof one === 'string' && one.trim() !== '')
      ?.trim()
      .slice(0, 60) ?? null;
  const number = (most: number, ...names: string[]) => {
    for (const name of names) {
      const given = Number(String(properties[name] ?? '').replace(/\s*m$/, ''));
      if (Number.isFinite(given) && given > 0 && given <= most) return given;
    }
    return null;
  };
  const levels = number(200, 'levels', 'building:levels', 'storeys');
  const units = number(50, 'units', 'entrances');
  return {
    name: text('name', 'addr:housenumber', 'ref'),
    heightM: number(1000, 'height', 'heightM', 'building:height'),
    levels: levels === null ? null : Math.max(1, Math.round(levels)),
    units: units === null ? null : Math.max(1, Math.round(units)),
  };
}

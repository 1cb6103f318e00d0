/** All features of a GeoJSON text: a collection, one feature, a bare geometry, or one feature a line. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { arrayOf, decodeText, isObject, readJson } from '../jsonText.ts';
import type { Notes } from '../notes.ts';

export interface MapFeature {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Simple geometries: collections are taken apart. */
  readonly geometries: readonly MapGeometry[];
}

export interface MapGeometry {
  readonly type: string;
  readonly coordinates: readonly unknown[];
}

export interface FeatureList {
  readonly features: readonly MapFeature[];
  /** Name in a `crs` member, empty where there is none. */
  readonly crs: string;
}

const DEEPEST = 16;
const RECORD_SEPARATOR = '\u001e';
const TYPES = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

export function readFeatures(bytes: Uint8Array, file: string, notes: Notes): Result<FeatureList> {
  const whole = readJson(bytes, file);
  const lines =
    !whole.ok || (whole.value.cutOff && !isCollection(whole.value.value)) ? readLines(bytes) : null;
  if (lines) {
    notes.add(fault('lines-damaged'), lines.damaged);
    return success({ features: lines.values.map((one) => featureOf(one, notes)), crs: '' });
  }
  if (!whole.ok) return whole;
  if (whole.value.cutOff) notes.add(fault('cut-off'));
  const held = whole.value.value;
  if (!isObject(held)) return failure('format-damaged', { file });
  const named = isObject(held['crs']) ? held['crs']['properties'] : null;
  const crs = isObject(named) && typeof named['name'] === 'string' ? named['name'] : '';
  const all = Array.isArray(held['features']) ? held['features'] : [held];
  const features: MapFeature[] = [];
  let damaged = 0;
  for (const one of all as readonly unknown[]) {
    if (isObject(one)) features.push(featureOf(one, notes));
    else damaged++;
  }
  notes.add(fault('objects-damaged'), damaged);
  return success({ features, crs });
}

const isCollection = (value: unknown): boolean => isObject(value) && Array.isArray(value['features']);

function readLines(bytes: Uint8Array) {
  const values: Readonly<Record<string, unknown>>[] = [];
  let damaged = 0;
  for (const line of decodeText(bytes).split('\n')) {
    const text = (line.startsWith(RECORD_SEPARATOR) ? line.slice(1) : line).trim();
    if (!text) continue;
    try {
      const value: unknown = JSON.parse(text);
      if (isObject(value) && value['type'] === 'Feature') values.push(value);
      else damaged++;
    } catch {
      damaged++;
    }
    // One line after another that is no feature: this is no such file.
    if (damaged > 1000 && values.length === 0) return null;
  }
  return values.length > 0 ? { values, damaged } : null;
}

function featureOf(held: Readonly<Record<string, unknown>>, notes: Notes): MapFeature {
  const bare = TYPES.has(String(held['type']));
  const properties = isObject(held['properties']) ? held['properties'] : {};
  const id = held['id'] ?? properties['@id'] ?? properties['id'] ?? properties['osm_id'] ?? '';
  const geometries: MapGeometry[] = [];
  const collect = (geometry: unknown, depth: number): void => {
    // Null is a feature that lies nowhere; all else that is no geometry was one once.
    if (geometry === null) return;
    if (!isObject(geometry) || !TYPES.has(String(geometry['type'])))
      return notes.add(fault('objects-damaged'));
    if (depth > DEEPEST) return notes.add(fault('nested-too-deep'));
    if (geometry['type'] === 'GeometryCollection')
      for (const inner of arrayOf(geometry['geometries'])) collect(inner, depth + 1);
    else geometries.push({ type: String(geometry['type']), coordinates: arrayOf(geometry['coordinates']) });
  };
  collect(bare ? held : held['geometry'], 0);
  return { id: typeof id === 'object' ? '' : String(id), properties, geometries };
}

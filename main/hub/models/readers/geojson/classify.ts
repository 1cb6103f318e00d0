/** What a feature of a map is, from the keys of OpenStreetMap and of the tile schemas made from it. */
import { packColor } from '../surfaceColors.ts';
import { hasHeight } from './heights.ts';

export interface FeatureClass {
  /** Class of the row. */
  readonly type: 'Building' | 'BuildingPart' | 'Road' | 'Railway' | 'Water' | 'Green' | 'Feature';
  readonly color: number;
  /** Width of a strip drawn along its lines. */
  readonly widthM: number;
}

const ROAD_WIDTH_M: Readonly<Record<string, number>> = {
  motorway: 15,
  trunk: 14,
  primary: 12,
  secondary: 10,
  tertiary: 8,
  residential: 6,
  unclassified: 6,
  living_street: 5,
  service: 4,
  track: 3,
  cycleway: 2.5,
  pedestrian: 4,
  footway: 2,
  path: 1.5,
  steps: 2,
};
const ROAD_KINDS = new Set(['major_road', 'minor_road', 'highway', 'path', 'road']);
const WATER_KINDS = new Set([
  'water',
  'river',
  'lake',
  'ocean',
  'stream',
  'canal',
  'drain',
  'ditch',
  'riverbank',
  'basin',
  'dock',
]);
const GREEN_KINDS = new Set([
  'park',
  'forest',
  'grass',
  'wood',
  'garden',
  'scrub',
  'meadow',
  'farmland',
  'pitch',
  'playground',
]);

const ROAD = packColor(125, 128, 135);
const RAIL = packColor(111, 103, 96);
const WATER = packColor(91, 143, 181);
const GREEN = packColor(134, 163, 107);
const OTHER = packColor(178, 176, 166);
const BUILDING = packColor(216, 210, 198);

export function classOf(properties: Readonly<Record<string, unknown>>): FeatureClass {
  const text = (key: string): string => {
    const value = properties[key];
    return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
  };
  const kind = text('kind') || text('class');
  if (isYes(text('building:part'))) return { type: 'BuildingPart', color: BUILDING, widthM: 0 };
  if (isYes(text('building')) || kind === 'building' || kind === 'building_part')
    return { type: kind === 'building_part' ? 'BuildingPart' : 'Building', color: BUILDING, widthM: 0 };
  const highway = text('highway') || (ROAD_KINDS.has(kind) ? text('kind_detail') || kind : '');
  if (highway) return { type: 'Road', color: ROAD, widthM: ROAD_WIDTH_M[highway.replace(/_link$/, '')] ?? 5 };
  if (text('railway') || kind === 'rail') return { type: 'Railway', color: RAIL, widthM: 3 };
  if (text('waterway') || text('water') || text('natural') === 'water' || WATER_KINDS.has(kind))
    return { type: 'Water', color: WATER, widthM: text('waterway') === 'river' ? 12 : 3 };
  if (text('natural') || text('leisure') || GREEN_KINDS.has(kind) || GREEN_KINDS.has(text('landuse')))
    return { type: 'Green', color: GREEN, widthM: 1 };
  if (text('landuse') || text('boundary') || text('amenity') || text('place'))
    return { type: 'Feature', color: OTHER, widthM: 1 };
  if (hasHeight(properties)) return { type: 'Building', color: BUILDING, widthM: 0 };
  return { type: 'Feature', color: OTHER, widthM: 1 };
}

const isYes = (value: string): boolean =>
  value !== '' && value !== 'no' && value !== 'false' && value !== '0';

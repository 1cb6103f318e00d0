/** How high a footprint reaches: stated in metres or feet, counted in storeys, or assumed. */
export interface BuildingHeight {
  readonly fromM: number;
  readonly toM: number;
  readonly assumed: boolean;
}

export const ASSUMED_HEIGHT_M = 9;
const STOREY_M = 3;
const FOOT_M = 0.3048;
const INCH_M = 0.0254;
/** The highest buildings stay below; what claims more is in another unit. */
const HIGHEST_M = 1000;

const HEIGHT = [
  'height',
  'building:height',
  'Height',
  'HEIGHT',
  'est_height',
  'measuredHeight',
  'render_height',
  '高度',
];
const STOREYS = [
  'building:levels',
  'levels',
  'building_levels',
  'num_floors',
  'floors',
  'Floor',
  'FLOOR',
  'storeys',
  '层数',
];
const BASE = ['min_height', 'building:min_height', 'render_min_height'];
const BASE_STOREY = ['building:min_level', 'min_level'];

type Properties = Readonly<Record<string, unknown>>;

export function heightOf(properties: Properties): BuildingHeight {
  const base = firstOf(properties, BASE, metresOf);
  const baseStorey = firstOf(properties, BASE_STOREY, countOf);
  const fromM = base ?? (baseStorey ?? 0) * STOREY_M;
  const stated = firstOf(properties, HEIGHT, metresOf);
  if (stated !== null && stated > fromM) return { fromM, toM: stated, assumed: false };
  const storeys = firstOf(properties, STOREYS, countOf);
  if (storeys !== null && storeys > 0) {
    const roofM =
      firstOf(properties, ['roof:height'], metresOf) ??
      (firstOf(properties, ['roof:levels'], countOf) ?? 0) * STOREY_M;
    const toM = storeys * STOREY_M + roofM;
    if (toM > fromM) return { fromM, toM, assumed: false };
  }
  return { fromM, toM: fromM + ASSUMED_HEIGHT_M, assumed: true };
}

/** Whether the properties speak of a height at all. */
export const hasHeight = (properties: Properties): boolean =>
  [...HEIGHT, ...STOREYS].some((key) => properties[key] !== undefined && properties[key] !== null);

/** `12`, `"12 m"`, `"12,5"`, `"40'"`, `"5'6\""`, `"40 ft"`; null where it is no length. */
export function metresOf(value: unknown): number | null {
  if (typeof value === 'number') return plausible(value);
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  const feet = /^(\d+(?:\.\d+)?)\s*(?:'|′|ft|feet|foot)\s*(?:(\d+(?:\.\d+)?)\s*(?:"|″|in)?)?$/.exec(text);
  if (feet) return plausible(Number(feet[1]) * FOOT_M + Number(feet[2] ?? 0) * INCH_M);
  const metres = /^[~≈]?\s*(-?\d+(?:[.,]\d+)?)\s*(m|metres?|meters?|米|cm|km)?$/.exec(text);
  if (!metres) return null;
  const unitM = metres[2] === 'cm' ? 0.01 : metres[2] === 'km' ? 1000 : 1;
  return plausible(Number((metres[1] ?? '').replace(',', '.')) * unitM);
}

function countOf(value: unknown): number | null {
  const count =
    typeof value === 'number' ? value : typeof value === 'string' ? Number.parseFloat(value) : NaN;
  return Number.isFinite(count) && count >= 0 && count * STOREY_M <= HIGHEST_M ? count : null;
}

const plausible = (value: number): number | null =>
  Number.isFinite(value) && value >= 0 && value <= HIGHEST_M ? value : null;

function firstOf(
  properties: Properties,
  keys: readonly string[],
  read: (value: unknown) => number | null,
): number | null {
  for (const key of keys) {
    const value = read(properties[key]);
    if (value !== null) return value;
  }
  return null;
}

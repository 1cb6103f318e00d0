/**
 * Positions that a projection cannot mean. Whoever exports a model mixes up units, zones and axes; what they meant is
 * looked for by reading the numbers otherwise until they fall where the system is used. It is named, never taken silently.
 */
import proj4 from 'proj4';
import { findCrs, type KnownCrs } from '../epsg.ts';

export interface Position {
  readonly eastingM: number;
  readonly northingM: number;
}

export type Likely =
  | { readonly kind: 'unit'; readonly unit: string; readonly factor: number }
  | { readonly kind: 'zone'; readonly crs: string }
  | { readonly kind: 'axes' };

export type Doubt = {
  /** Null: nothing that was tried makes sense of it. */
  readonly likely: (Likely & { readonly latDeg: number; readonly lonDeg: number }) | null;
};

/** Systems are used somewhat beyond the area they are made for. */
const BEYOND_DEG = 1.5;
const UNITS: readonly (readonly [unit: string, factor: number])[] = [
  ['mm', 0.001],
  ['cm', 0.01],
  ['ft', 0.3048],
  ['km', 1000],
];

/** Null where the position is one that the system can mean, or nothing is known of where it is used. */
export function doubtPosition(crs: KnownCrs, position: Position): Doubt | null {
  if (!crs.area || crs.isGeographic || fits(crs, position)) return null;
  const { eastingM, northingM } = position;
  for (const likely of candidates(crs, position)) {
    const other = likely.kind === 'zone' ? findCrs(likely.crs) : crs;
    const factor = likely.kind === 'unit' ? likely.factor : 1;
    const read =
      likely.kind === 'axes'
        ? { eastingM: northingM, northingM: eastingM }
        : { eastingM: eastingM * factor, northingM: northingM * factor };
    const place = other && fits(other, read);
    if (place) return { likely: { ...likely, ...place } };
  }
  return { likely: null };
}

function* candidates(crs: KnownCrs, { eastingM, northingM }: Position): Generator<Likely> {
  const zone = Math.floor(eastingM / 1e6);
  if (zone >= 13 && zone <= 45 && northingM < 1e7) yield { kind: 'zone', crs: `EPSG:${zonedCode(zone)}` };
  // The other way round: the system has its zone before the easting, the position has not.
  if (eastingM > 0 && eastingM < 1e6 && /\+x_0=(\d{2})500000\b/.test(crs.definition)) {
    const held = Number(/\+x_0=(\d{2})500000\b/.exec(crs.definition)?.[1]);
    yield { kind: 'zone', crs: `EPSG:${zonedCode(held) + (held >= 25 ? 21 : 11)}` };
  }
  for (const [unit, factor] of UNITS) yield { kind: 'unit', unit, factor };
  yield { kind: 'axes' };
}

/** CGCS2000 Gauss-Krüger with the zone before the easting: EPSG 4491–4501 (6°) and 4513–4533 (3°). */
const zonedCode = (zone: number): number => (zone >= 25 ? 4513 + zone - 25 : 4491 + zone - 13);

function fits(crs: KnownCrs, { eastingM, northingM }: Position): { latDeg: number; lonDeg: number } | null {
  if (!crs.area) return null;
  try {
    const [lonDeg, latDeg] = proj4(crs.definition, 'EPSG:4326').forward([eastingM, northingM]);
    const { north, south, west, east } = crs.area;
    const inside =
      latDeg < north + BEYOND_DEG &&
      latDeg > south - BEYOND_DEG &&
      // An area over the date line has its west behind its east.
      (west <= east
        ? lonDeg > west - BEYOND_DEG && lonDeg < east + BEYOND_DEG
        : lonDeg > west - BEYOND_DEG || lonDeg < east + BEYOND_DEG);
    if (!inside) return null;
    // Far off its meridian a projection folds: what comes back is another place.
    const [backE, backN] = proj4('EPSG:4326', crs.definition).forward([lonDeg, latDeg]);
    return Math.hypot(backE - eastingM, backN - northingM) < 1 ? { latDeg, lonDeg } : null;
  } catch {
    return null;
  }
}

/**
 * Coordinate systems by EPSG code: the whole list, from the package `epsg-index`, beside our own definitions of those that
 * compounds of this field use. Projected ones are given in metres, whatever unit the list has.
 */
import { createRequire } from 'node:module';
import { crsDefinition } from '#shared/geo/crsDefinitions.ts';

export interface KnownCrs {
  readonly code: number;
  /** For proj4; projected coordinates in metres, easting first. */
  readonly definition: string;
  readonly isGeographic: boolean;
  /** Metres in one unit of the list's coordinates. */
  readonly unitM: number;
  /** Where the system is meant to be used, degrees; null where the list does not say. */
  readonly area: {
    readonly north: number;
    readonly west: number;
    readonly south: number;
    readonly east: number;
  } | null;
}

interface Listed {
  readonly proj4?: string | null;
  readonly bbox?: readonly number[] | null;
}

const US_FOOT_M = 1200 / 3937;
const FOOT_M = 0.3048;
const load = createRequire(import.meta.url);

/** `EPSG:4547`, a URN, an address or the code alone; null where there is no such system. */
export function findCrs(name: string): KnownCrs | null {
  const code = codeOf(name);
  if (code === null) return null;
  const listed = readListed(code);
  const own = crsDefinition(`EPSG:${code}`) ?? listed?.proj4?.trim();
  if (!own) return null;
  const [north, west, south, east] = listed?.bbox ?? [];
  // Our own definitions are in metres also where the grid counts in feet.
  const counted = listed?.proj4 ?? own;
  const unit = /\+units=(us-ft|ft)\b/.exec(counted)?.[1];
  const toMetre = Number(/\+to_meter=([\d.]+)/.exec(counted)?.[1] ?? NaN);
  return {
    code,
    definition: own.replace(/\+units=(us-ft|ft)\b/, '+units=m').replace(/\+to_meter=[\d.]+/, '+units=m'),
    isGeographic: /\+proj=longlat/.test(own),
    unitM: unit === 'us-ft' ? US_FOOT_M : unit === 'ft' ? FOOT_M : toMetre || 1,
    area:
      north === undefined || west === undefined || south === undefined || east === undefined
        ? null
        : { north, west, south, east },
  };
}

/** The first code is the horizontal system, also of compound names. */
export function codeOf(text: string): number | null {
  const found =
    /EPSG(?:\/[\d.]+\/|:[\d.]*:|[:/]+|\.xml#|\s+)(\d{4,6})/i.exec(text)?.[1] ??
    /^\s*(\d{4,6})\s*$/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function readListed(code: number): Listed | null {
  try {
    return load(`epsg-index/s/${code}.json`) as Listed;
  } catch {
    // Not in the list.
    return null;
  }
}

/**
 * Where a file's geometry goes in the compound's ENU frame. A file with a map conversion near the compound is put
 * where it says; any other is recentred. One rigid turn about z, a scale near one and a shift, all in doubles.
 */
import proj4 from 'proj4';
import { groundDistanceM } from '#shared/geo/distance.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { Georeference } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { type Fault, fault } from '#shared/protocol/result.ts';
import type { FileGeoreference } from './georeference.ts';
import type { Frame } from './productPlacement.ts';

export const NEAR_M = 20_000;
/** Geometry farther than this from its own origin has the map coordinates in its placements. */
const TWICE_M = 10_000;
const WGS84_A_M = 6_378_137;
const WGS84_E2 = 6.69437999014e-3;

export interface Placement {
  readonly cos: number;
  readonly sin: number;
  readonly scale: number;
  readonly shiftM: readonly [number, number, number];
}

export interface PlainBounds {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** Null where the file's own georeference cannot be used; the note says why. */
export function placeByMap(
  file: FileGeoreference,
  bounds: PlainBounds,
  target: CompoundOrigin | null,
): { readonly placement: Placement | null; readonly note: Fault | null } {
  const map = file.georeference;
  if (map.kind !== 'map' || !target || !file.definition) return { placement: null, note: null };
  const local = [(bounds.min[0] + bounds.max[0]) / 2, (bounds.min[1] + bounds.max[1]) / 2] as const;
  const localM = Math.hypot(local[0], local[1]);
  const twice =
    localM > TWICE_M && Math.hypot(local[0] - map.eastingM, local[1] - map.northingM) < localM / 2;
  // The point that is carried over exactly: the file's origin, or the geometry itself where that lies far off.
  const pivot = localM > TWICE_M ? local : ([0, 0] as const);
  const turnRad = twice ? 0 : map.rotationRad;
  const scale = twice ? 1 : map.scale;
  const grid: readonly [number, number] = twice
    ? [pivot[0], pivot[1]]
    : [
        map.eastingM + scale * (Math.cos(turnRad) * pivot[0] - Math.sin(turnRad) * pivot[1]),
        map.northingM + scale * (Math.sin(turnRad) * pivot[0] + Math.cos(turnRad) * pivot[1]),
      ];
  const toEnu = enuOf(file.definition, target);
  const at = toEnu(grid[0], grid[1]);
  const east = toEnu(grid[0] + 100, grid[1]);
  if (![...at, ...east].every(Number.isFinite)) return { placement: null, note: null };
  const distanceM = Math.hypot(at[0], at[1]);
  if (distanceM > NEAR_M) {
    return {
      placement: null,
      note: fault('map-far', { km: (distanceM / 1000).toFixed(0) }),
    };
  }
  const angleRad = Math.atan2(east[1] - at[1], east[0] - at[0]) + turnRad;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const heightM = twice && Math.abs(bounds.min[2]) > Math.abs(map.heightM) / 2 ? 0 : map.heightM;
  return {
    placement: {
      cos,
      sin,
      scale,
      shiftM: [
        at[0] - scale * (cos * pivot[0] - sin * pivot[1]),
        at[1] - scale * (sin * pivot[0] + cos * pivot[1]),
        heightM - target.heightM,
      ],
    },
    note: twice ? fault('georeferenced-twice') : null,
  };
}

/** Centre of the model at the ENU origin, its lowest floor at z = 0. */
export function recentre(bounds: PlainBounds, floorZM: number): Placement {
  const shiftM = [
    -(bounds.min[0] + bounds.max[0]) / 2,
    -(bounds.min[1] + bounds.max[1]) / 2,
    -floorZM,
  ] as const;
  return { cos: 1, sin: 0, scale: 1, shiftM };
}

/** The same as axes and origin: from the file's frame to ENU, metres. */
export function frameOfPlacement({ cos, sin, scale, shiftM }: Placement): Frame {
  return [scale * cos, scale * sin, 0, -scale * sin, scale * cos, 0, 0, 0, scale, ...shiftM];
}

export function frameOfHand({ turnRad, shiftM }: HandPlacement): Frame {
  return frameOfPlacement({ cos: Math.cos(turnRad), sin: Math.sin(turnRad), scale: 1, shiftM });
}

/** Grid coordinates → ENU of the target, over the ellipsoid, at the target's height. */
function enuOf(
  definition: string,
  target: CompoundOrigin,
): (eastingM: number, northingM: number) => [number, number] {
  const toDegrees = proj4(definition, 'EPSG:4326');
  const lat0 = (target.latDeg * Math.PI) / 180;
  const lon0 = (target.lonDeg * Math.PI) / 180;
  const origin = ecef(lat0, lon0);
  return (eastingM, northingM) => {
    const [lonDeg, latDeg] = toDegrees.forward([eastingM, northingM]);
    const point = ecef((latDeg * Math.PI) / 180, (lonDeg * Math.PI) / 180);
    const dx = point[0] - origin[0];
    const dy = point[1] - origin[1];
    const dz = point[2] - origin[2];
    const east = -Math.sin(lon0) * dx + Math.cos(lon0) * dy;
    const north = -Math.sin(lat0) * (Math.cos(lon0) * dx + Math.sin(lon0) * dy) + Math.cos(lat0) * dz;
    return [east, north];
  };
}

function ecef(latRad: number, lonRad: number): [number, number, number] {
  const n = WGS84_A_M / Math.sqrt(1 - WGS84_E2 * Math.sin(latRad) ** 2);
  return [
    n * Math.cos(latRad) * Math.cos(lonRad),
    n * Math.cos(latRad) * Math.sin(lonRad),
    n * (1 - WGS84_E2) * Math.sin(latRad),
  ];
}

/** A site's position, to the nearest block at best, places nothing: but that there is one, and where, is told. */
export function siteFault(georeference: Georeference, target: CompoundOrigin | null): Fault | null {
  if (georeference.kind !== 'site' || !target) return null;
  const { latDeg, lonDeg } = georeference;
  return fault('site-position', {
    lat: latDeg.toFixed(4),
    lon: lonDeg.toFixed(4),
    km: (groundDistanceM(georeference, target) / 1000).toFixed(0),
  });
}

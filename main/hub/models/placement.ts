/**
 * Where a file's geometry goes in the compound's ENU frame. A file with a map conversion near the compound is put
 * where it says; any other is recentred. One turn about z, a scale of the plane near one and a shift, all in doubles.
 * Grid metres become metres on the ground (decision 32).
 */
import proj4 from 'proj4';
import { groundDistanceM } from '#shared/geo/distance.ts';
import { geodeticToEnu } from '#shared/geo/enu.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { Georeference } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { type Fault, fault } from '#shared/protocol/result.ts';
import type { FileGeoreference } from './georeference.ts';
import type { Frame } from './productPlacement.ts';

export const NEAR_M = 20_000;
/** Geometry farther than this from its own origin has the map coordinates in its placements. */
const TWICE_M = 10_000;
/** Grids for surveying stretch less than this, the height of high plains included; Web Mercator doubles lengths at 60°. */
const SURVEY_STRETCH = 0.002;
const REACH_M = 100;

export interface Placement {
  readonly cos: number;
  readonly sin: number;
  /** Of the plane; heights are metres on every map. */
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
  const turnRad = twice ? 0 : map.rotationRad;
  const modelScale = twice ? 1 : map.scale;
  // The middle of the geometry is carried over exactly; the grid's own bend about it is below a tenth of a millimetre.
  const grid: readonly [number, number] = twice
    ? local
    : [
        map.eastingM + modelScale * (Math.cos(turnRad) * local[0] - Math.sin(turnRad) * local[1]),
        map.northingM + modelScale * (Math.sin(turnRad) * local[0] + Math.cos(turnRad) * local[1]),
      ];
  const toEnu = enuOf(file.definition, target);
  const at = toEnu(grid[0], grid[1]);
  const west = toEnu(grid[0] - REACH_M, grid[1]);
  const east = toEnu(grid[0] + REACH_M, grid[1]);
  if (![...at, ...west, ...east].every(Number.isFinite)) return { placement: null, note: null };
  const distanceM = Math.hypot(at[0], at[1]);
  if (distanceM > NEAR_M) {
    return {
      placement: null,
      note: fault('map-far', { km: (distanceM / 1000).toFixed(0) }),
    };
  }
  const groundPerGrid = Math.hypot(east[0] - west[0], east[1] - west[1]) / (2 * REACH_M);
  const isStretched = !file.isGrid && !twice && Math.abs(groundPerGrid - 1) > SURVEY_STRETCH;
  const scale = isStretched ? modelScale : modelScale * groundPerGrid;
  const angleRad = Math.atan2(east[1] - west[1], east[0] - west[0]) + turnRad;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const heightM = twice && Math.abs(bounds.min[2]) > Math.abs(map.heightM) / 2 ? 0 : map.heightM;
  return {
    placement: {
      cos,
      sin,
      scale,
      shiftM: [
        at[0] - scale * (cos * local[0] - sin * local[1]),
        at[1] - scale * (sin * local[0] + cos * local[1]),
        heightM - target.heightM,
      ],
    },
    note: twice
      ? fault('georeferenced-twice')
      : isStretched
        ? fault('map-stretched', { percent: ((1 / groundPerGrid - 1) * 100).toFixed(1) })
        : null,
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
  return [scale * cos, scale * sin, 0, -scale * sin, scale * cos, 0, 0, 0, 1, ...shiftM];
}

export function frameOfHand({ turnRad, shiftM }: HandPlacement): Frame {
  return frameOfPlacement({ cos: Math.cos(turnRad), sin: Math.sin(turnRad), scale: 1, shiftM });
}

/** Grid coordinates → ENU of the target, at the target's height above the ellipsoid. */
function enuOf(
  definition: string,
  target: CompoundOrigin,
): (eastingM: number, northingM: number) => readonly [number, number] {
  const toDegrees = proj4(definition, 'EPSG:4326');
  return (eastingM, northingM) => {
    const [lonDeg, latDeg] = toDegrees.forward([eastingM, northingM]);
    const [eastM, northM] = geodeticToEnu(target, { lonDeg, latDeg, heightM: target.heightM });
    return [eastM, northM];
  };
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

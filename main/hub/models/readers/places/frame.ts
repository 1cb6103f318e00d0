/**
 * Coordinates of a file → metres in a frame near its content, east, north and up. Geographic coordinates go through a
 * transverse Mercator projection around the anchor, so that what follows knows only projected systems.
 */
import proj4 from 'proj4';
import { type Fault, fault } from '#shared/protocol/result.ts';
import type { FileGeoreference } from '#hub/models/georeference.ts';
import type { Anchors } from './anchors.ts';
import type { ReadCrs } from './crs.ts';

export interface Frame {
  /** Of the file's own coordinates, in the file's own order of axes. */
  readonly local: (a: number, b: number, c: number) => readonly [number, number, number];
  /** Null: the file names no coordinate system. */
  readonly georeference: FileGeoreference | null;
}

const EARTH_RADIUS_M = 6_371_000;
const STEP_M = 1000;
const STEP_DEG = 0.01;

/** `first`: any coordinate of the file. `heightM`: above the ellipsoid, where a metre of a geographic frame is one on the ground. */
export function createFrame(
  crs: ReadCrs | null,
  first: readonly [number, number],
  anchors: Anchors,
  heightM = 0,
): Frame {
  if (!crs) return { local: (a, b, c) => [a, b, c], georeference: null };
  if (!crs.definition) {
    const local: Frame['local'] = (a, b, c) => [a * crs.unitM, b * crs.unitM, c * crs.unitM];
    return { local, georeference: unknownPlace(crs) };
  }
  return crs.geographic ? geographicFrame(crs, first, anchors, heightM) : projectedFrame(crs, first, anchors);
}

function geographicFrame(
  crs: ReadCrs,
  first: readonly [number, number],
  anchors: Anchors,
  heightM: number,
): Frame {
  // Writers that put longitude first against the registry give themselves away where it is beyond a quarter turn.
  const latitudeFirst = crs.latitudeFirst ? Math.abs(first[0]) <= 90 : Math.abs(first[1]) > 90;
  const [lonDeg, latDeg] = anchors.of(
    'geographic',
    latitudeFirst ? [first[1], first[0]] : [first[0], first[1]],
    STEP_DEG,
  );
  if (!(Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 360)) return notOnEarth(crs);
  const definition = `+proj=tmerc +lat_0=${latDeg} +lon_0=${lonDeg} +k=${1 + heightM / EARTH_RADIUS_M} +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs`;
  const toLocal = proj4(crs.definition ?? '', definition);
  return {
    local: (a, b, c) => {
      const [x, y] = projectOrNot(toLocal, latitudeFirst ? b : a, latitudeFirst ? a : b);
      return [x, y, c];
    },
    georeference: {
      definition,
      notes: [],
      georeference: {
        kind: 'map',
        crs: crs.name,
        eastingM: 0,
        northingM: 0,
        heightM: 0,
        rotationRad: 0,
        scale: 1,
        latDeg,
        lonDeg,
      },
    },
  };
}

function projectedFrame(crs: ReadCrs, first: readonly [number, number], anchors: Anchors): Frame {
  const { unitM } = crs;
  const [eastingM, northingM] = anchors.of(crs.name, [first[0] * unitM, first[1] * unitM], STEP_M);
  const degrees = degreesOf(crs.definition ?? '', eastingM, northingM);
  if (!degrees) return notOnEarth(crs);
  return {
    local: (a, b, c) => [a * unitM - eastingM, b * unitM - northingM, c * unitM],
    georeference: {
      definition: crs.definition,
      isGrid: true,
      notes: [],
      georeference: {
        kind: 'map',
        crs: crs.name,
        eastingM,
        northingM,
        heightM: 0,
        rotationRad: 0,
        scale: 1,
        ...degrees,
      },
    },
  };
}

function projectOrNot(
  converter: { readonly forward: (point: [number, number]) => readonly number[] },
  lonDeg: number,
  latDeg: number,
): readonly [number, number] {
  if (!(Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 360)) return [NaN, NaN];
  try {
    const [x = NaN, y = NaN] = converter.forward([lonDeg, latDeg]);
    return [x, y];
  } catch {
    return [NaN, NaN];
  }
}

function degreesOf(
  definition: string,
  eastingM: number,
  northingM: number,
): { readonly latDeg: number; readonly lonDeg: number } | null {
  try {
    const [lonDeg, latDeg] = proj4(definition, 'EPSG:4326').forward([eastingM, northingM]);
    return Number.isFinite(lonDeg) && Number.isFinite(latDeg) ? { latDeg, lonDeg } : null;
  } catch {
    return null;
  }
}

function notOnEarth(crs: ReadCrs): Frame {
  const note = fault('crs-misfit', { crs: crs.name });
  return { local: (a, b, c) => [a, b, c], georeference: placeless(crs, note) };
}

const unknownPlace = (crs: ReadCrs): FileGeoreference =>
  placeless(crs, fault('crs-unknown', { crs: crs.name }));

function placeless(crs: ReadCrs, note: Fault): FileGeoreference {
  return {
    definition: null,
    notes: [note],
    georeference: {
      kind: 'map',
      crs: crs.name,
      eastingM: 0,
      northingM: 0,
      heightM: 0,
      rotationRad: 0,
      scale: 1,
      latDeg: null,
      lonDeg: null,
    },
  };
}

/** What one file says about its place on earth: map conversion first, else the site's latitude and longitude. */
import proj4 from 'proj4';
import { findCrs } from '../epsg.ts';
import type { Georeference } from '#shared/protocol/model.ts';
import { type Fault, fault } from '#shared/protocol/result.ts';
import { doubtPosition, type Doubt, type Likely } from './positionDoubt.ts';
import type { StepFile } from './step/stepFile.ts';
import { numberOf, refOf, textOf, type StepValue } from './step/stepValues.ts';
import { readUnits, unitFactor } from './units.ts';

export interface FileGeoreference {
  readonly georeference: Georeference;
  /** Definition for proj4, null where the system is unknown. */
  readonly definition: string | null;
  /** The file's own coordinates are the map's, as in city models; else they are a building's, in metres of its drawings. */
  readonly isGrid?: boolean;
  /** Notes worth a warning: code and sentence. */
  readonly notes: readonly Fault[];
}

const MAP_TYPES = ['IFCMAPCONVERSIONSCALED', 'IFCMAPCONVERSION', 'IFCRIGIDOPERATION'] as const;

/** `asMeant`: a position that its system cannot mean is read as it was probably meant. */
export function readGeoreference(step: StepFile, asMeant: boolean): FileGeoreference {
  for (const type of MAP_TYPES) {
    const id = step.idsOf(type)[0];
    if (id !== undefined) return readMap(step, step.read(id), type === 'IFCRIGIDOPERATION', asMeant);
  }
  const legacy = readPropertySetMap(step, asMeant);
  return legacy ?? { georeference: readSite(step), definition: null, notes: [] };
}

function readMap(
  step: StepFile,
  args: readonly StepValue[],
  rigid: boolean,
  asMeant: boolean,
): FileGeoreference {
  const notes: Fault[] = [];
  const lengthM = readUnits(step).lengthM;
  const crsId = refOf(args[1]);
  const crsArgs = crsId === null ? [] : step.read(crsId);
  const crs = textOf(crsArgs[0]) ?? '';
  const mapUnitId = refOf(crsArgs[6]) ?? (rigid ? refOf(crsArgs[5]) : null);
  const mapUnitM = mapUnitId === null ? null : unitFactor(step, mapUnitId);
  const known = findCrs(crs);
  const definition = known?.definition ?? readWkt(step, crsId);
  let unitM = mapUnitM ?? lengthM;
  const e = numberOf(args[2]) ?? 0;
  const n = numberOf(args[3]) ?? 0;
  // Many writers leave the map unit out and mean metres although the project is in millimetres.
  if (
    mapUnitM === null &&
    lengthM < 0.5 &&
    Math.hypot(e, n) * lengthM < 20_000 &&
    Math.hypot(e, n) > 20_000
  ) {
    unitM = 1;
    notes.push(fault('map-unit'));
  }
  const a = rigid ? 1 : (numberOf(args[5]) ?? 1);
  const o = rigid ? 0 : (numberOf(args[6]) ?? 0);
  // IfcMapConversionScaled keeps the grid's own factors beside the scale of the units; one for the plane is taken from both axes.
  const plane = Math.sqrt((numberOf(args[8]) ?? 1) * (numberOf(args[9]) ?? 1));
  const stated = rigid ? null : numberOf(args[7]);
  // Scale turns project units into map units; in metres on both sides it must come out near one.
  let scale = plane * (stated === null ? 1 : (stated * (mapUnitM ?? unitM)) / lengthM);
  if (!(scale > 0.9 && scale < 1.1)) {
    notes.push(fault('map-scale', { scale: stated ?? '–' }));
    scale = 1;
  }
  if (!definition) {
    notes.push(crs ? fault('crs-unknown', { crs }) : fault('crs-unnamed'));
  }
  const { position, ...read } = judged(
    { crs, definition, eastingM: e * unitM, northingM: n * unitM },
    asMeant,
  );
  notes.push(...read.notes);
  const place = position.definition
    ? toDegrees(position.definition, position.eastingM, position.northingM)
    : null;
  return {
    definition: place && read.isBelieved ? position.definition : null,
    notes,
    georeference: {
      kind: 'map',
      crs: position.crs,
      eastingM: position.eastingM,
      northingM: position.northingM,
      heightM: (numberOf(args[4]) ?? 0) * unitM,
      rotationRad: Math.atan2(o, a),
      scale,
      latDeg: place?.latDeg ?? null,
      lonDeg: place?.lonDeg ?? null,
    },
  };
}

/** IFC2X3 convention of buildingSMART: property sets ePSet_MapConversion and ePSet_ProjectedCRS. */
function readPropertySetMap(step: StepFile, asMeant: boolean): FileGeoreference | null {
  const values = new Map<string, StepValue>();
  for (const id of step.idsOf('IFCPROPERTYSET')) {
    const args = step.read(id);
    if (!/^epset_(mapconversion|projectedcrs)$/i.test(textOf(args[2]) ?? '')) continue;
    for (const one of Array.isArray(args[4]) ? args[4] : []) {
      const property = step.read(refOf(one) ?? -1);
      const held = property[2];
      const value = held && typeof held === 'object' && 'type' in held ? held.value : (held ?? null);
      values.set((textOf(property[0]) ?? '').toLowerCase(), value);
    }
  }
  const e = numberOf(values.get('eastings'));
  const n = numberOf(values.get('northings'));
  if (e === null || n === null) return null;
  const crs = textOf(values.get('name')) ?? textOf(values.get('targetcrs')) ?? '';
  const definition = findCrs(crs)?.definition ?? null;
  const { position, notes, isBelieved } = judged({ crs, definition, eastingM: e, northingM: n }, asMeant);
  const place = position.definition
    ? toDegrees(position.definition, position.eastingM, position.northingM)
    : null;
  return {
    definition: place && isBelieved ? position.definition : null,
    notes,
    georeference: {
      kind: 'map',
      crs: position.crs,
      eastingM: position.eastingM,
      northingM: position.northingM,
      heightM: numberOf(values.get('orthogonalheight')) ?? 0,
      rotationRad: Math.atan2(
        numberOf(values.get('xaxisordinate')) ?? 0,
        numberOf(values.get('xaxisabscissa')) ?? 1,
      ),
      scale: 1,
      latDeg: place?.latDeg ?? null,
      lonDeg: place?.lonDeg ?? null,
    },
  };
}

interface MapPosition {
  readonly crs: string;
  readonly definition: string | null;
  readonly eastingM: number;
  readonly northingM: number;
}

interface Judged {
  readonly position: MapPosition;
  readonly notes: readonly Fault[];
  /** A position that cannot be meant places nothing. */
  readonly isBelieved: boolean;
}

function judged(position: MapPosition, asMeant: boolean): Judged {
  const { crs, eastingM, northingM } = position;
  const known = findCrs(crs);
  const doubt = known && doubtPosition(known, position);
  if (!doubt) return { position, notes: [], isBelieved: true };
  const { likely } = doubt;
  if (!asMeant || !likely)
    return { position, notes: [doubtNote(crs, eastingM, northingM, doubt)], isBelieved: false };
  const at = { lat: likely.latDeg.toFixed(4), lon: likely.lonDeg.toFixed(4) };
  return {
    position: meantBy(likely, position),
    notes: [fault('position-taken', { crs, eastingM, northingM, ...at })],
    isBelieved: true,
  };
}

function meantBy(likely: Likely, position: MapPosition): MapPosition {
  const { eastingM, northingM } = position;
  switch (likely.kind) {
    case 'unit':
      return { ...position, eastingM: eastingM * likely.factor, northingM: northingM * likely.factor };
    case 'zone':
      return { ...position, crs: likely.crs, definition: findCrs(likely.crs)?.definition ?? null };
    case 'axes':
      return { ...position, eastingM: northingM, northingM: eastingM };
  }
}

/** Which numbers cannot be meant, and what was probably meant instead. */
function doubtNote(crs: string, eastingM: number, northingM: number, { likely }: Doubt): Fault {
  const said = { crs, eastingM, northingM };
  if (!likely) return fault('position-doubt', said);
  const at = { lat: likely.latDeg.toFixed(4), lon: likely.lonDeg.toFixed(4) };
  switch (likely.kind) {
    case 'unit':
      return fault('position-unit', { ...said, ...at, unit: likely.unit });
    case 'zone':
      return fault('position-zone', { ...said, ...at, likely: likely.crs });
    case 'axes':
      return fault('position-axes', { ...said, ...at });
  }
}

function readWkt(step: StepFile, crsId: number | null): string | null {
  for (const id of step.idsOf('IFCWELLKNOWNTEXT')) {
    const args = step.read(id);
    const text = textOf(args[0]);
    if (!text || (crsId !== null && refOf(args[1]) !== crsId)) continue;
    try {
      proj4(text, 'EPSG:4326').forward([500_000, 500_000]);
      return text;
    } catch {
      continue;
    }
  }
  return null;
}

function toDegrees(
  definition: string,
  eastingM: number,
  northingM: number,
): { latDeg: number; lonDeg: number } | null {
  try {
    const [lonDeg, latDeg] = proj4(definition, 'EPSG:4326').forward([eastingM, northingM]);
    return Number.isFinite(lonDeg) && Number.isFinite(latDeg) ? { latDeg, lonDeg } : null;
  } catch {
    return null;
  }
}

function readSite(step: StepFile): Georeference {
  const args = step.read(step.idsOf('IFCSITE')[0] ?? -1);
  const latDeg = degreesOf(args[9]);
  const lonDeg = degreesOf(args[10]);
  if (latDeg === null || lonDeg === null) return { kind: 'none' };
  return { kind: 'site', latDeg, lonDeg, heightM: (numberOf(args[11]) ?? 0) * readUnits(step).lengthM };
}

/** IfcCompoundPlaneAngleMeasure: degrees, minutes, seconds, millionths; all of one sign. */
function degreesOf(value: StepValue | undefined): number | null {
  if (!Array.isArray(value) || value.length < 3) return null;
  const [d = 0, m = 0, s = 0, u = 0] = value.map((part: StepValue) => numberOf(part) ?? 0);
  return d + m / 60 + (s + u / 1e6) / 3600;
}

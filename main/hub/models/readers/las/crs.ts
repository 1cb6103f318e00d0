/** Coordinate system of a LAS file: well-known text, else GeoTIFF keys; with the unit that heights are counted in. */
import proj4 from 'proj4';
import { fault } from '#shared/protocol/result.ts';
import type { Notes } from '../notes.ts';
import { CRS84, readCrs, type ReadCrs } from '../places/crs.ts';
import { textIn, type LasHeader, type LasRecord } from './header.ts';
import { codeIn, horizontalOf, isProjected, nameIn, parseWkt, unitIn, verticalOf } from './wkt.ts';

export interface LasCrs {
  readonly crs: ReadCrs;
  /** Metres in one unit of height. */
  readonly heightUnitM: number;
}

const FOOT_M = 0.3048;
const US_FOOT_M = 1200 / 3937;
const UNITS_M = new Map([
  [9001, 1],
  [9002, FOOT_M],
  [9003, US_FOOT_M],
  [9036, 1000],
]);
/** Vertical systems that count in feet and say so only by their code. */
const HEIGHT_UNITS_M = new Map([
  [6360, US_FOOT_M],
  [8228, FOOT_M],
]);
const USER_DEFINED = 32_767;
const KEY = {
  projected: 3072,
  geographic: 2048,
  unit: 3076,
  unitSize: 3077,
  vertical: 4096,
  heightUnit: 4099,
} as const;

/** Null where the file names none. */
export function lasCrs({ records, scale, offset }: LasHeader, notes: Notes): LasCrs | null {
  const projection = (id: number): LasRecord | undefined =>
    records.find((record) => record.user === 'LASF_Projection' && record.id === id);
  const wkt = projection(2112);
  const keys = projection(34_735);
  const named = (wkt && fromWkt(wkt)) ?? (keys && fromKeys(keys, projection(34_736), projection(34_737)));
  if (named) return named;
  if (wkt ?? keys) notes.add(fault('las-crs-unread'));
  // So fine a step is one of degrees.
  const isDegrees = scale[0] <= 1e-6 && Math.abs(offset[0]) <= 180 && Math.abs(offset[1]) <= 90;
  return isDegrees && (offset[0] !== 0 || offset[1] !== 0) ? { crs: CRS84, heightUnitM: 1 } : null;
}

/** Points are easting first, longitude first, whatever the system's own order is. */
const inOrder = (crs: ReadCrs, unitM: number | null): ReadCrs => ({
  ...crs,
  latitudeFirst: false,
  unitM: crs.geographic ? 1 : (unitM ?? crs.unitM),
});

function fromWkt({ bytes }: LasRecord): LasCrs | null {
  const text = textIn(bytes, 0, bytes.byteLength);
  const root = parseWkt(text);
  const horizontal = root && horizontalOf(root);
  if (!horizontal) return null;
  const vertical = verticalOf(root);
  const code = codeIn(horizontal);
  const unitM = isProjected(horizontal) ? unitIn(horizontal) : null;
  const listed = code === null ? null : readCrs(`EPSG:${code}`);
  const crs = inOrder(
    listed?.definition
      ? listed
      : (definedBy(text, nameIn(horizontal), isProjected(horizontal)) ?? unknown(nameIn(horizontal))),
    unitM,
  );
  const heightUnitM =
    (vertical && (unitIn(vertical) ?? HEIGHT_UNITS_M.get(codeIn(vertical) ?? 0))) ?? crs.unitM;
  return { crs, heightUnitM };
}

const unknown = (name: string): ReadCrs => ({
  name: name.slice(0, 120) || '–',
  definition: null,
  geographic: false,
  latitudeFirst: false,
  unitM: 1,
});

/** By its own parameters; kept in metres. */
function definedBy(text: string, name: string, projected: boolean): ReadCrs | null {
  try {
    const key = `LAS:${name.slice(0, 80)}`;
    proj4.defs(key, text);
    const held = proj4.defs(key) as unknown as { to_meter?: number; units?: string };
    if (projected) {
      held.to_meter = 1;
      held.units = 'm';
    }
    const [lon, lat] = proj4(key, 'EPSG:4326').forward([projected ? 500_000 : 10, projected ? 500_000 : 10]);
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return null;
    return { ...unknown(name), definition: key, geographic: !projected };
  } catch {
    return null;
  }
}

function fromKeys(directory: LasRecord, doubles?: LasRecord, ascii?: LasRecord): LasCrs | null {
  const view = viewOf(directory);
  const keys = new Map<number, number>();
  const texts: string[] = [];
  for (let at = 8; at + 8 <= view.byteLength; at += 8) {
    const [key = 0, place = 0, count = 0, value = 0] = [0, 2, 4, 6].map((by) =>
      view.getUint16(at + by, true),
    );
    if (place === 0) keys.set(key, value);
    else if (place === 34_736 && doubles && value * 8 + 8 <= doubles.bytes.byteLength)
      keys.set(key, viewOf(doubles).getFloat64(value * 8, true));
    else if (place === 34_737 && ascii)
      texts.push(textIn(ascii.bytes, value, count).replaceAll('|', ' ').trim());
  }
  const projected = keys.get(KEY.projected);
  const geographic = keys.get(KEY.geographic);
  const code = [projected, projected === undefined ? geographic : undefined].find(
    (one) => one !== undefined && one > 0 && one !== USER_DEFINED,
  );
  const unitM = UNITS_M.get(keys.get(KEY.unit) ?? 0) ?? keys.get(KEY.unitSize) ?? null;
  const name = texts.find((text) => text.length > 0) ?? '';
  const listed = code === undefined ? readCrs(name) : readCrs(`EPSG:${code}`);
  if (!listed)
    return projected === undefined ? null : { crs: inOrder(unknown('–'), unitM), heightUnitM: unitM ?? 1 };
  const crs = inOrder(listed, unitM);
  const vertical = keys.get(KEY.vertical) ?? 0;
  const heightUnitM =
    UNITS_M.get(keys.get(KEY.heightUnit) ?? 0) ??
    HEIGHT_UNITS_M.get(vertical) ??
    (vertical > 0 ? 1 : crs.unitM);
  return { crs, heightUnitM };
}

const viewOf = ({ bytes }: LasRecord): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

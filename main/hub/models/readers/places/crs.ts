/** Coordinate systems as city formats name them: URNs, addresses, compound codes and plain `EPSG:…`. */
import { codeOf, findCrs } from '#hub/epsg.ts';

export interface ReadCrs {
  /** As the file names it, shortened to its horizontal code where there is one. */
  readonly name: string;
  /** Metres, for proj4; for geographic systems longitude and latitude in degrees. Null: not known. */
  readonly definition: string | null;
  readonly geographic: boolean;
  /** Of a geographic system: the first coordinate is the latitude. */
  readonly latitudeFirst: boolean;
  /** Metres in one unit of the projected coordinates. */
  readonly unitM: number;
}

const WGS84 = '+proj=longlat +datum=WGS84 +no_defs';

/**
 * Geographic systems, two- and three-dimensional and with heights, that lie within a metre or two of WGS 84. EPSG puts
 * latitude first in all of them.
 */
const GEOGRAPHIC = new Set([
  4326, 4979, 4258, 4937, 4490, 4480, 4269, 4612, 4152, 4283, 4617, 4674, 4759, 4167, 4955, 5498, 5773, 6318,
  6667, 6668, 6697, 6695, 7843, 7844, 7912, 9000, 9518, 9707,
]);

export const CRS84: ReadCrs = {
  name: 'OGC:CRS84',
  definition: WGS84,
  geographic: true,
  latitudeFirst: false,
  unitM: 1,
};

/** Null where the text is empty. */
export function readCrs(text: string): ReadCrs | null {
  const named = text.trim();
  if (!named) return null;
  if (/CRS:?84h?$/i.test(named)) return CRS84;
  const german = /ETRS89_UTM(3[123])/i.exec(named);
  const code = german ? 25800 + Number(german[1]) : codeOf(named);
  const unknown = { name: named.slice(0, 120), definition: null, geographic: false, latitudeFirst: false };
  if (code === null) return { ...unknown, unitM: 1 };
  const name = `EPSG:${code}`;
  if (GEOGRAPHIC.has(code))
    return { name, definition: WGS84, geographic: true, latitudeFirst: true, unitM: 1 };
  const known = findCrs(name);
  if (!known) return { ...unknown, name, unitM: 1 };
  const { definition, isGeographic: geographic, unitM } = known;
  return { name, definition, geographic, latitudeFirst: geographic, unitM };
}

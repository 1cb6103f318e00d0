/**
 * proj4 definitions of the projected systems that models of buildings and cities name: CGCS2000 Gauss-Krüger (EPSG 4491–4554),
 * UTM, Japanese plane coordinates, and national grids in which cities publish their models. Source: EPSG registry v11.
 */
const NATIONAL: Readonly<Record<number, string>> = {
  2056: '+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs',
  3857: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
  4326: '+proj=longlat +datum=WGS84 +no_defs',
  5555: '+proj=utm +zone=32 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
  7415: '+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,1.9342,-1.6677,9.1019,4.0725 +units=m +no_defs',
  27700:
    '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
  28992:
    '+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,1.9342,-1.6677,9.1019,4.0725 +units=m +no_defs',
  31467:
    '+proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs',
};

const GRS80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

/** Grids of cities and states whose models are public; in metres, also where the grid itself counts in feet. */
const CITIES: Readonly<Record<number, string>> = {
  2154: `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${GRS80}`,
  2180: `+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 ${GRS80}`,
  2193: `+proj=tmerc +lat_0=0 +lon_0=173 +k=0.9996 +x_0=1600000 +y_0=10000000 ${GRS80}`,
  2263: '+proj=lcc +lat_0=40.1666666666667 +lon_0=-74 +lat_1=41.0333333333333 +lat_2=40.6666666666667 +x_0=300000 +y_0=0 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
  2326: '+proj=tmerc +lat_0=22.3121333333333 +lon_0=114.178555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-162.619,-276.959,-161.764,0.067753,-2.243648,-1.158828,-1.094246 +units=m +no_defs',
  3006: `+proj=utm +zone=33 ${GRS80}`,
  3067: `+proj=utm +zone=35 ${GRS80}`,
  3414: '+proj=tmerc +lat_0=1.36666666666667 +lon_0=103.833333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84 +units=m +no_defs',
  3826: `+proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 ${GRS80}`,
  3879: `+proj=tmerc +lat_0=0 +lon_0=25 +k=1 +x_0=25500000 +y_0=0 ${GRS80}`,
  5554: `+proj=utm +zone=31 ${GRS80}`,
  5556: `+proj=utm +zone=33 ${GRS80}`,
  31256:
    '+proj=tmerc +lat_0=0 +lon_0=16.3333333333333 +k=1 +x_0=0 +y_0=-5000000 +ellps=bessel +towgs84=577.326,90.129,463.919,5.137,1.474,5.297,2.4232 +units=m +no_defs',
  31468:
    '+proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs',
};

/** Origins of the nineteen zones of Japanese plane coordinates, degrees: latitude, longitude. */
const JAPAN: readonly (readonly [number, number])[] = [
  [33, 129.5],
  [33, 131],
  [36, 132 + 1 / 6],
  [33, 133.5],
  [36, 134 + 1 / 3],
  [36, 136],
  [36, 137 + 1 / 6],
  [36, 138.5],
  [36, 139 + 5 / 6],
  [40, 140 + 5 / 6],
  [44, 140.25],
  [44, 142.25],
  [44, 144.25],
  [26, 142],
  [26, 127.5],
  [26, 124],
  [26, 131],
  [20, 136],
  [26, 154],
];

/** JGD2000 (EPSG 2443–2461) and JGD2011 (6669–6687). */
function japanesePlane(code: number): string | null {
  const zone = JAPAN[code >= 6669 ? code - 6669 : code - 2443];
  return zone ? `+proj=tmerc +lat_0=${zone[0]} +lon_0=${zone[1]} +k=0.9999 +x_0=0 +y_0=0 ${GRS80}` : null;
}

const gaussKruger = (lonDeg: number, falseEastingM: number): string =>
  `+proj=tmerc +lat_0=0 +lon_0=${lonDeg} +k=1 +x_0=${falseEastingM} +y_0=0 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs`;

/** `EPSG:4547` (any case, with or without prefix) → proj4 text; null where the system is not known. */
export function crsDefinition(name: string): string | null {
  const code = Number(/(\d{4,5})\s*$/.exec(name.trim())?.[1] ?? NaN);
  if (!/^(?:(?:urn:ogc:def:crs:)?epsg:[:\d.]*)?\d{4,5}$/i.test(name.trim())) return null;
  const national = NATIONAL[code] ?? CITIES[code] ?? japanesePlane(code);
  if (national) return national;
  if (code >= 4491 && code <= 4501)
    return gaussKruger((code - 4491) * 6 + 75, (code - 4491 + 13) * 1e6 + 5e5);
  if (code >= 4502 && code <= 4512) return gaussKruger((code - 4502) * 6 + 75, 5e5);
  if (code >= 4513 && code <= 4533)
    return gaussKruger((code - 4513) * 3 + 75, (code - 4513 + 25) * 1e6 + 5e5);
  if (code >= 4534 && code <= 4554) return gaussKruger((code - 4534) * 3 + 75, 5e5);
  if (code >= 32601 && code <= 32660) return `+proj=utm +zone=${code - 32600} +datum=WGS84 +units=m +no_defs`;
  if (code >= 32701 && code <= 32760)
    return `+proj=utm +zone=${code - 32700} +south +datum=WGS84 +units=m +no_defs`;
  if (code >= 25828 && code <= 25838) return `+proj=utm +zone=${code - 25800} +ellps=GRS80 +units=m +no_defs`;
  if (code >= 26901 && code <= 26923) return `+proj=utm +zone=${code - 26900} ${GRS80}`;
  if (code >= 28348 && code <= 28358) return `+proj=utm +zone=${code - 28300} +south ${GRS80}`;
  if (code >= 7846 && code <= 7859) return `+proj=utm +zone=${code - 7800} +south ${GRS80}`;
  if (code >= 3942 && code <= 3950) return conicOfFrance(code - 3900);
  return null;
}

/** The nine conformal conic zones of France, by the latitude of their middle. */
const conicOfFrance = (latDeg: number): string =>
  `+proj=lcc +lat_0=${latDeg} +lon_0=3 +lat_1=${latDeg - 0.75} +lat_2=${latDeg + 0.75} +x_0=1700000 +y_0=${(latDeg - 41) * 1e6 + 200_000} ${GRS80}`;

/**
 * proj4 definitions of the projected systems that IFC files of this field name: CGCS2000 Gauss-Krüger (EPSG 4491–4554),
 * WGS 84 and ETRS89 UTM, and some national grids of public test data. Source: EPSG registry v11.
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

const gaussKruger = (lonDeg: number, falseEastingM: number): string =>
  `+proj=tmerc +lat_0=0 +lon_0=${lonDeg} +k=1 +x_0=${falseEastingM} +y_0=0 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs`;

/** `EPSG:4547` (any case, with or without prefix) → proj4 text; null where the system is not known. */
export function crsDefinition(name: string): string | null {
  const code = Number(/(\d{4,5})\s*$/.exec(name.trim())?.[1] ?? NaN);
  if (!/^(?:(?:urn:ogc:def:crs:)?epsg:[:\d.]*)?\d{4,5}$/i.test(name.trim())) return null;
  const national = NATIONAL[code];
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
  return null;
}

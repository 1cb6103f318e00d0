/** A compound's origin in a projected system: the one that is named, else the usual one of the place. */
import gcoord from 'gcoord';
import proj4 from 'proj4';
import { isTimeZone } from '#shared/compounds/check.ts';
import type { Geodetic } from '#shared/geo/enu.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { OriginTemplate } from '#shared/compounds/template.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { findCrs } from '../epsg.ts';

/** Its types describe a module of another kind than the one that Node loads. */
const shifts = gcoord as unknown as {
  transform(at: [number, number], from: 'GCJ02' | 'BD09', to: 'WGS84'): number[];
};

/** Maps of the internet in China show shifted coordinates: GCJ-02, and Baidu's BD-09 on top of it. */
export function asWgs84({ latDeg, lonDeg, datum = 'wgs84' }: OriginTemplate): {
  latDeg: number;
  lonDeg: number;
} {
  if (datum === 'wgs84') return { latDeg, lonDeg };
  const [lon = lonDeg, lat = latDeg] = shifts.transform(
    [lonDeg, latDeg],
    datum === 'gcj02' ? 'GCJ02' : 'BD09',
    'WGS84',
  );
  return { latDeg: lat, lonDeg: lon };
}

export function originAt(
  { latDeg, lonDeg, heightM }: Geodetic,
  crs: string = usualCrs(latDeg, lonDeg),
  timeZone = 'Asia/Shanghai',
): Result<CompoundOrigin> {
  const definition = findCrs(crs)?.definition;
  if (!definition) return failure('compound-crs', { crs });
  if (!isTimeZone(timeZone)) return failure('compound-time-zone', { timeZone });
  const [eastingM, northingM] = proj4('EPSG:4326', definition).forward([lonDeg, latDeg]);
  if (!Number.isFinite(eastingM) || !Number.isFinite(northingM))
    return failure('compound-origin-outside', { crs });
  return success({
    latDeg,
    lonDeg,
    heightM,
    crs,
    eastingM: Math.round(eastingM * 1e4) / 1e4,
    northingM: Math.round(northingM * 1e4) / 1e4,
    timeZone,
  });
}

/** CGCS2000 in 3° zones in China, WGS 84 UTM elsewhere (EPSG 4534–4554, 32601–32760). */
function usualCrs(latDeg: number, lonDeg: number): string {
  if (latDeg > 15 && latDeg < 56 && lonDeg > 73.5 && lonDeg < 136.5)
    return `EPSG:${4534 + Math.round((lonDeg - 75) / 3)}`;
  const zone = Math.min(60, Math.floor((lonDeg + 180) / 6) + 1);
  return `EPSG:${(latDeg < 0 ? 32_700 : 32_600) + zone}`;
}

import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { findCrs } from './epsg.ts';

const FOOT_M = 1200 / 3937;

describe('coordinate systems', () => {
  // Landmarks, within a kilometre.
  it.each([
    ['EPSG:2154', 652_000, 6_862_000, 48.857, 2.346, 'Paris'],
    ['EPSG:3946', 1_842_000, 5_175_000, 45.76, 4.83, 'Lyon'],
    ['EPSG:2326', 835_000, 816_500, 22.289, 114.162, 'Hong Kong'],
    ['EPSG:3414', 29_500, 30_000, 1.288, 103.847, 'Singapore'],
    ['EPSG:6677', -35_400, -5_900, 35.681, 139.768, 'Tokyo'],
    ['EPSG:31256', 2_900, 341_000, 48.21, 16.373, 'Vienna'],
    ['EPSG:3879', 25_497_000, 6_673_000, 60.17, 24.945, 'Helsinki'],
    ['EPSG:25833', 391_000, 5_820_000, 52.519, 13.394, 'Berlin'],
    ['EPSG:7856', 334_500, 6_252_000, -33.86, 151.21, 'Sydney'],
  ])('%s: %s', (code, a, b, latDeg, lonDeg) => {
    const definition = findCrs(code)?.definition;
    // Japanese coordinates come north first in their files.
    const [easting, northing] = code === 'EPSG:6677' ? [b, a] : [a, b];
    const [lon = 0, lat = 0] = proj4(definition ?? '', 'EPSG:4326').forward([easting, northing]);
    expect(Math.abs(lat - latDeg)).toBeLessThan(0.02);
    expect(Math.abs(lon - lonDeg)).toBeLessThan(0.02);
  });

  it('takes metres also of a grid that counts in feet', () => {
    const [lon = 0, lat = 0] = proj4(findCrs('EPSG:2263')?.definition ?? '', 'EPSG:4326').forward([
      987_700 * FOOT_M,
      211_400 * FOOT_M,
    ]);
    expect(lat).toBeCloseTo(40.747, 1);
    expect(lon).toBeCloseTo(-73.986, 1);
  });

  it('knows no system by a code that is none', () => {
    expect(findCrs('EPSG:99999')).toBe(null);
    expect(findCrs('Lambert')).toBe(null);
  });
});

import { expect, it } from 'vitest';
import { siteFault } from './placement.ts';

const target = {
  latDeg: 30.2,
  lonDeg: 115.05,
  heightM: 24,
  crs: 'EPSG:4547',
  eastingM: 601109,
  northingM: 3342750,
  timeZone: 'Asia/Shanghai',
};

it('a file with a site far away is not said to have no position', () => {
  const site = { kind: 'site', latDeg: 33.8, lonDeg: 115.05, heightM: 110 } as const;
  expect(siteFault(site, target)).toEqual({
    code: 'site-position',
    params: { lat: '33.8000', lon: '115.0500', km: '400' },
  });
  expect(siteFault({ kind: 'none' }, target)).toBeNull();
  expect(siteFault(site, null)).toBeNull();
});

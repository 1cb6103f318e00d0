/** Numbers that a projection cannot mean are doubted, and what was meant is found; good ones are left alone. */
import { expect, test } from 'vitest';
import { findCrs } from '../epsg.ts';
import { doubtPosition } from './positionDoubt.ts';

const doubt = (crs: string, eastingM: number, northingM: number) => {
  const known = findCrs(crs);
  if (!known) throw new Error(`${crs} is not known`);
  return doubtPosition(known, { eastingM, northingM });
};

test.each([
  ['EPSG:4547', 530_000, 3_380_000],
  ['EPSG:25832', 458_000, 5_439_000],
  ['EPSG:28992', 85_000, 446_000],
  ['EPSG:2263', 300_000, 60_000],
  ['EPSG:4526', 38_530_000, 3_380_000],
  ['EPSG:32650', 450_000, 4_420_000],
])('%s means %d, %d', (crs, e, n) => expect(doubt(crs, e, n)).toBeNull());

test('millimetres beside a metre unit', () => {
  expect(doubt('EPSG:4547', 530_000_000, 3_380_000_000)?.likely).toMatchObject({ kind: 'unit', unit: 'mm' });
});

test('an easting with its zone, in the system without', () => {
  expect(doubt('EPSG:4547', 38_601_109.6, 3_380_000)?.likely).toMatchObject({
    kind: 'zone',
    crs: 'EPSG:4526',
  });
});

test('an easting without its zone, in the system with', () => {
  expect(doubt('EPSG:4526', 601_109.6, 3_380_000)?.likely).toMatchObject({ kind: 'zone', crs: 'EPSG:4547' });
});

test('axes the other way round', () => {
  expect(doubt('EPSG:4547', 3_380_000, 530_000)?.likely).toMatchObject({ kind: 'axes' });
});

test('what makes no sense at all is said to make none', () => {
  expect(doubt('EPSG:4547', 9e15, 1)).toEqual({ likely: null });
});

test('names of many kinds are understood', () => {
  for (const name of [
    'epsg:25832',
    'urn:ogc:def:crs:EPSG::25832',
    'http://www.opengis.net/def/crs/EPSG/0/25832',
  ])
    expect(findCrs(name)?.code).toBe(25832);
  expect(findCrs('EPSG:999999')).toBeNull();
  expect(findCrs('Gauss')).toBeNull();
});

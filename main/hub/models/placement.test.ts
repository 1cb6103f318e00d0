/** Corners of a site far from its own origin against the map, point by point through the geodesy, millimetres. */
import proj4 from 'proj4';
import { expect, test } from 'vitest';
import { geodeticToEnu } from '#shared/geo/enu.ts';
import type { CompoundOrigin, Enu } from '#shared/twin/compound.ts';
import { findCrs } from '../epsg.ts';
import type { FileGeoreference } from './georeference.ts';
import { placeByMap, siteFault, type Placement } from './placement.ts';

const definitionOf = (crs: string): string => {
  const definition = findCrs(crs)?.definition;
  if (!definition) throw new Error(crs);
  return definition;
};

function originAt(latDeg: number, lonDeg: number, heightM: number, crs: string): CompoundOrigin {
  const [eastingM, northingM] = proj4('EPSG:4326', definitionOf(crs)).forward([lonDeg, latDeg]);
  return { latDeg, lonDeg, heightM, crs, eastingM, northingM, timeZone: 'Asia/Shanghai' };
}

function fileAt(
  crs: string,
  easting: number,
  northing: number,
  scale = 1,
  rotationRad = 0,
): FileGeoreference {
  return {
    definition: definitionOf(crs),
    notes: [],
    georeference: {
      kind: 'map',
      crs,
      eastingM: easting,
      northingM: northing,
      heightM: 0,
      rotationRad,
      scale,
      latDeg: null,
      lonDeg: null,
    },
  };
}

const placed = ({ cos, sin, scale, shiftM }: Placement, [x, y]: readonly [number, number]): Enu => [
  scale * (cos * x - sin * y) + shiftM[0],
  scale * (sin * x + cos * y) + shiftM[1],
  0,
];

/** In Kunming metres are 0.3 ‰ longer than at the ellipsoid; Wuhan lies near it and far from the middle of its zone. */
test.each([
  ['Wuhan', 30.2, 115.05, 20, 'EPSG:4547'],
  ['Kunming', 25.04, 102.71, 1890, 'EPSG:4543'],
  ['Hamburg, UTM', 53.55, 9.99, 10, 'EPSG:25832'],
])('a site a kilometre from its origin lies where the map says: %s', (_, latDeg, lonDeg, heightM, crs) => {
  const target = originAt(latDeg, lonDeg, heightM, crs);
  const turnRad = 0.4;
  const file = fileAt(crs, target.eastingM - 700, target.northingM + 300, 1, turnRad);
  const bounds = { min: [1000, -200, 0], max: [1300, 100, 30] } as const;
  const { placement, note } = placeByMap(file, bounds, target);
  if (!placement) throw new Error('not placed');
  expect(note).toBeNull();
  const toDegrees = proj4(definitionOf(crs), 'EPSG:4326');
  for (const [x, y] of [
    [1000, -200],
    [1300, -200],
    [1300, 100],
    [1000, 100],
  ] as const) {
    const [lon, lat] = toDegrees.forward([
      target.eastingM - 700 + Math.cos(turnRad) * x - Math.sin(turnRad) * y,
      target.northingM + 300 + Math.sin(turnRad) * x + Math.cos(turnRad) * y,
    ]);
    const exact = geodeticToEnu(target, { lonDeg: lon, latDeg: lat, heightM });
    const [east, north] = placed(placement, [x, y]);
    expect(Math.hypot(east - exact[0], north - exact[1])).toBeLessThan(0.001);
  }
});

test('a stated scale is that of ground on the grid: lengths come out as they were drawn', () => {
  const target = originAt(25.04, 102.71, 1890, 'EPSG:4543');
  const bounds = { min: [0, 0, 0], max: [60, 20, 30] } as const;
  const plain = placeByMap(fileAt('EPSG:4543', target.eastingM, target.northingM), bounds, target).placement;
  const gridPerGround = 1 / (plain?.scale ?? 1);
  expect(Math.abs(gridPerGround - 1)).toBeGreaterThan(1e-4);
  const scaled = placeByMap(
    fileAt('EPSG:4543', target.eastingM, target.northingM, gridPerGround),
    bounds,
    target,
  ).placement;
  expect(scaled?.scale).toBeCloseTo(1, 9);
});

test('Web Mercator stretches a building by a seventh: it keeps its lengths and the planner is told', () => {
  const target = originAt(30.2, 115.05, 20, 'EPSG:3857');
  const bounds = { min: [0, 0, 0], max: [60, 20, 30] } as const;
  const file = fileAt('EPSG:3857', target.eastingM, target.northingM);
  const own = placeByMap(file, bounds, target);
  expect(own.placement?.scale).toBe(1);
  expect(own.note).toMatchObject({ code: 'map-stretched', params: { percent: '15.6' } });
  // A city model's coordinates are the map's own: ten metres there are 8.65 on the ground.
  const city = placeByMap({ ...file, isGrid: true }, bounds, target);
  expect(city.placement?.scale).toBeCloseTo(0.865, 3);
  expect(city.note).toBeNull();
});

test('a file with a site far away is not said to have no position', () => {
  const target = originAt(30.2, 115.05, 24, 'EPSG:4547');
  const site = { kind: 'site', latDeg: 33.8, lonDeg: 115.05, heightM: 110 } as const;
  expect(siteFault(site, target)).toEqual({
    code: 'site-position',
    params: { lat: '33.8000', lon: '115.0500', km: '400' },
  });
  expect(siteFault({ kind: 'none' }, target)).toBeNull();
  expect(siteFault(site, null)).toBeNull();
});

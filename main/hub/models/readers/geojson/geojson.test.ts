import { describe, expect, it } from 'vitest';
import {
  areaOf,
  boxOf,
  breakAndRead,
  codesOf,
  elementsWithGeometry,
  hasRealFile,
  propertyOf,
  readWith,
  realSource,
  sourceOf,
} from '../testReading.ts';
import { metresOf } from './heights.ts';
import { geoJsonReader } from './index.ts';
import { onCoreMs } from '#shared/testTime.ts';

const [LON, LAT] = [114.39, 30.5];
const EAST_DEG = 1 / (111_319.49 * Math.cos((LAT * Math.PI) / 180));
const NORTH_DEG = 1 / 110_850;

/** Metres east and north of a place in Wuhan. */
const at = (x: number, y: number): number[] => [LON + x * EAST_DEG, LAT + y * NORTH_DEG];
const square = (from: number, to: number): number[][] =>
  [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ].map(([x = 0, y = 0]) => at(x, y));

const feature = (properties: object, geometry: unknown, more: object = {}) => ({
  type: 'Feature',
  properties,
  geometry,
  ...more,
});
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });

async function readGood(features: readonly unknown[], more: object = {}) {
  const text = JSON.stringify({ type: 'FeatureCollection', features, ...more });
  const reading = await readWith(geoJsonReader, sourceOf('map.geojson', text));
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  return { ...reading, read: reading.result.value };
}

describe('GeoJSON', () => {
  it('extrudes a footprint to its height, on the ground, at its place', async () => {
    const { read, rows } = await readGood([
      feature({ building: 'yes', height: '12 m', name: '一号楼' }, polygon(square(0, 20)), { id: 'way/1' }),
    ]);
    expect(rows).toMatchObject([{ globalId: 'way/1', type: 'Building', name: '一号楼' }]);
    const box = boxOf(read.geometry);
    expect((box?.max[0] ?? 0) - (box?.min[0] ?? 0)).toBeCloseTo(20, 0);
    expect([box?.min[2], box?.max[2]]).toEqual([0, 12]);
    expect(areaOf(read.geometry)).toBeCloseTo(2 * 400 + 4 * 240, -1);
    expect(read.onGround).toBe(true);
    expect(read.georeference?.georeference).toMatchObject({ kind: 'map', latDeg: 30.5, lonDeg: 114.39 });
  });

  it('draws outlines of endless points and holes with fewer, and tells it', async () => {
    const star = Array.from({ length: 30_000 }, (_, i) => {
      const turn = (i / 30_000) * 2 * Math.PI;
      const radius = i % 2 === 0 ? 400 : 800;
      return at(radius * Math.cos(turn), radius * Math.sin(turn));
    });
    const holes = Array.from({ length: 8_000 }, (_, i) => {
      const [x, y] = [(i % 141) * 10, Math.floor(i / 141) * 10];
      return [at(x, y), at(x + 4, y), at(x, y + 4), at(x, y)];
    });
    const area = feature({ natural: 'water' }, polygon(square(-10, 2000), ...holes));
    const startedMs = onCoreMs();
    const reading = await readGood([feature({ building: 'yes' }, polygon(star)), area]);
    expect(onCoreMs() - startedMs).toBeLessThan(10_000);
    expect(elementsWithGeometry(reading.read.geometry).size).toBe(2);
    expect(reading.notes).toContainEqual({ code: 'surface-thinned', params: { most: 20_000 }, count: 2 });
  });

  it('tells of features whose geometry cannot be made out, but not of those that have none', async () => {
    const good = feature({ building: 'yes' }, polygon(square(0, 20)));
    const broken = [
      { type: 'Feature', properties: {}, geomet3y: polygon(square(0, 20)) },
      feature({}, { type: 'Polyg0n', coordinates: [square(0, 20)] }),
      feature({}, 'polygon'),
    ];
    const reading = await readGood([good, feature({}, null), ...broken]);
    expect(reading.notes).toContainEqual({ code: 'objects-damaged', count: 3 });
  });

  it('counts storeys, stands parts on their base, and marks a height that it had to assume', async () => {
    const reading = await readGood([
      feature({ building: 'yes', 'building:levels': '6' }, polygon(square(0, 10))),
      feature({ 'building:part': 'yes', height: 30, min_height: 20 }, polygon(square(0, 10))),
      feature({ building: 'yes' }, polygon(square(20, 30))),
    ]);
    const heights = [0, 1, 2]
      .map((row) => boxOf(reading.read.geometry, row))
      .map((box) => [box?.min[2], box?.max[2]]);
    expect(heights).toEqual([
      [0, 18],
      [20, 30],
      [0, 9],
    ]);
    expect([0, 1, 2].map((row) => propertyOf(reading, row, 'Height assumed'))).toEqual([false, false, true]);
    expect(reading.notes).toMatchObject([{ code: 'height-assumed', count: 1 }]);
  });

  it('reads lengths as people write them', () => {
    expect([12, '12', '12 m', '12,5', "40'", '40 ft', '5\'6"', '1200 cm'].map(metresOf)).toEqual([
      12,
      12,
      12,
      12.5,
      expect.closeTo(12.192, 9),
      expect.closeTo(12.192, 9),
      expect.closeTo(1.6764, 9),
      12,
    ]);
    expect(['high', '', null, -3, '1e9', NaN].map(metresOf)).toEqual([null, null, null, null, null, null]);
  });

  it('keeps courtyards open and outer walls turned outwards, whichever way the rings run', async () => {
    const clockwise = square(0, 20).toReversed();
    const { read } = await readGood([
      feature({ building: 'yes', height: 10 }, polygon(clockwise, square(5, 15))),
    ]);
    expect(areaOf(read.geometry)).toBeCloseTo(2 * 300 + 80 * 10 + 40 * 10, -1);
  });

  it('lays roads and water flat, and keeps points as rows', async () => {
    const { read, rows } = await readGood([
      feature({ highway: 'residential' }, { type: 'LineString', coordinates: [at(0, 0), at(100, 0)] }),
      feature({ natural: 'water' }, polygon(square(0, 10))),
      feature({ building: 'yes' }, { type: 'Point', coordinates: at(0, 0) }),
      feature({ name: 'nothing' }, null),
    ]);
    expect(rows.map(({ type }) => type)).toEqual(['Road', 'Water', 'Building', 'Feature']);
    expect([...elementsWithGeometry(read.geometry)]).toEqual([0, 1]);
    expect(areaOf(read.geometry)).toBeCloseTo(600 + 100, -1);
  });

  it('honours a named coordinate system', async () => {
    const ring = [
      [500_000, 3_374_000],
      [500_010, 3_374_000],
      [500_010, 3_374_010],
      [500_000, 3_374_000],
    ];
    const { read } = await readGood([feature({ building: 'yes' }, polygon(ring))], {
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4547' } },
    });
    const place = read.georeference?.georeference;
    expect(place).toMatchObject({ kind: 'map', crs: 'EPSG:4547' });
    expect(place?.kind === 'map' && place.latDeg).toBeCloseTo(30.48, 1);
    expect(place?.kind === 'map' && place.lonDeg).toBeCloseTo(114, 1);
  });

  it('recentres coordinates that can be no degrees', async () => {
    const ring = [
      [5000, 3000],
      [5010, 3000],
      [5010, 3010],
    ];
    const reading = await readGood([feature({}, polygon(ring))]);
    expect(reading.read.georeference).toBe(null);
    expect(codesOf(reading)).toContain('crs-unnamed');
    expect(reading.rows[0]?.type).toBe('Building');
  });

  it('reads one feature a line, and what came before a cut', async () => {
    const line = JSON.stringify(feature({ building: 'yes' }, polygon(square(0, 10))));
    const lines = await readWith(geoJsonReader, sourceOf('map.geojsonl', `${line}\n${line}\n{"type":"Fea`));
    expect(lines.rows).toHaveLength(2);
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [JSON.parse(line), JSON.parse(line)],
    });
    const cut = await readWith(geoJsonReader, sourceOf('map.geojson', text.slice(0, -40)));
    expect(cut.rows).toHaveLength(1);
    expect(codesOf(cut)).toContain('cut-off');
  });

  it('answers whatever is nested, cut off or changed', async () => {
    const deep = `${'{"type":"GeometryCollection","geometries":['.repeat(10_000)}${']}'.repeat(10_000)}`;
    expect(codesOf(await readWith(geoJsonReader, sourceOf('d.geojson', deep)))).toContain('nested-too-deep');
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [1, 2, 3].map((id) => feature({ id, height: 3 }, polygon(square(0, 10)))),
    });
    const { answers, slowestMs } = await breakAndRead(geoJsonReader, sourceOf('map.geojson', text), 400);
    expect(answers).toBe(400);
    expect(slowestMs).toBeLessThan(1000);
  });
});

describe('real GeoJSON', () => {
  const there = hasRealFile('osm/wuhan_buildings.geojson');
  it.skipIf(!there)(
    'Wuhan: 355 features, 265 of them footprints, 87 of these with a usable height (skipped without the shared data)',
    async () => {
      const reading = await readWith(geoJsonReader, realSource('osm/wuhan_buildings.geojson'));
      if (!reading.result.ok) throw new Error(reading.result.error.code);
      expect(reading.rows).toHaveLength(355);
      expect(reading.rows.filter(({ type }) => type.startsWith('Building'))).toHaveLength(354);
      expect(elementsWithGeometry(reading.result.value.geometry).size).toBe(265);
      const assumed = reading.rows.filter(
        (_, row) => propertyOf(reading, row, 'Height assumed') === true,
      ).length;
      const stated = reading.rows.filter(
        (_, row) => propertyOf(reading, row, 'Height assumed') === false,
      ).length;
      expect({ assumed, stated }).toEqual({ assumed: 178, stated: 87 });
      const box = boxOf(reading.result.value.geometry);
      expect((box?.max[0] ?? 0) - (box?.min[0] ?? 0)).toBeLessThan(3000);
    },
  );

  it.skipIf(!there)('Wuhan: 374 roads become strips (skipped without the shared data)', async () => {
    const { result, rows } = await readWith(geoJsonReader, realSource('osm/wuhan_roads.geojson'));
    if (!result.ok) throw new Error(result.error.code);
    expect(rows).toHaveLength(374);
    expect(elementsWithGeometry(result.value.geometry).size).toBe(374);
  });
});

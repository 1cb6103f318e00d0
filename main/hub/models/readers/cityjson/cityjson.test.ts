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
import { cityJsonReader } from './index.ts';

const CUBE = [[[0, 3, 2, 1]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]];
const CORNERS = [
  [0, 0, 0],
  [10, 0, 0],
  [10, 10, 0],
  [0, 10, 0],
  [0, 0, 10],
  [10, 0, 10],
  [10, 10, 10],
  [0, 10, 10],
];

const city = (objects: unknown, more: object = {}): string =>
  JSON.stringify({
    type: 'CityJSON',
    version: '2.0',
    transform: { scale: [0.1, 0.1, 0.1], translate: [84_000, 447_000, 5] },
    CityObjects: objects,
    vertices: CORNERS.map((corner) => corner.map((value) => value * 10)),
    ...more,
  });

const solid = (lod: string) => ({ type: 'Solid', lod, boundaries: [CUBE] });

async function readGood(text: string) {
  const reading = await readWith(cityJsonReader, sourceOf('a.city.json', text));
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  return { ...reading, read: reading.result.value };
}

describe('CityJSON', () => {
  it('draws a solid where the transform and the coordinate system put it', async () => {
    const { read, rows } = await readGood(
      city(
        { b: { type: 'Building', attributes: { name: 'Town hall', year: 1618 }, geometry: [solid('2')] } },
        { metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/7415' } },
      ),
    );
    expect(rows).toMatchObject([{ globalId: 'b', type: 'Building', name: 'Town hall' }]);
    expect(areaOf(read.geometry)).toBeCloseTo(600, 6);
    const place = read.georeference?.georeference;
    expect(place).toMatchObject({ kind: 'map', crs: 'EPSG:7415' });
    const easting = place?.kind === 'map' ? place.eastingM : 0;
    expect(easting + (boxOf(read.geometry)?.min[0] ?? 0)).toBeCloseTo(84_000, 6);
    expect(boxOf(read.geometry)?.max[2]).toBeCloseTo(15, 6);
  });

  it('colours surfaces by their meaning, and by a material before it', async () => {
    const geometry = {
      ...solid('2'),
      semantics: {
        surfaces: [{ type: 'GroundSurface' }, { type: 'RoofSurface' }, { type: 'WallSurface' }],
        values: [[0, 1, 2, 2, 2, 2]],
      },
    };
    const meant = await readGood(city({ b: { type: 'Building', geometry: [geometry] } }));
    expect(meant.read.geometry.pieces.length / 3).toBe(3);
    const made = await readGood(
      city(
        { b: { type: 'Building', geometry: [{ ...geometry, material: { red: { value: 0 } } }] } },
        { appearance: { materials: [{ name: 'red', diffuseColor: [1, 0, 0], transparency: 0.5 }] } },
      ),
    );
    expect([...made.read.geometry.pieces]).toEqual([0, 0, 0x800000ff]);
  });

  it('draws the highest level of detail and tells the others', async () => {
    const reading = await readGood(
      city({ b: { type: 'Building', geometry: [solid('1.2'), solid('2.2'), solid('1.3')] } }),
    );
    expect(areaOf(reading.read.geometry)).toBeCloseTo(600, 6);
    expect(codesOf(reading)).toEqual(['highest-detail']);
    expect(propertyOf(reading, 0, 'LoD')).toBe('2.2, 1.3, 1.2');
  });

  it('leaves a coarse whole to its finer parts, and keeps them below it', async () => {
    const { read, rows } = await readGood(
      city({
        b: { type: 'Building', children: ['p'], geometry: [solid('1')] },
        p: { type: 'BuildingPart', parents: ['b'], geometry: [solid('2')] },
      }),
    );
    expect(rows.map(({ parent }) => parent)).toEqual([-1, 0]);
    expect([...elementsWithGeometry(read.geometry)]).toEqual([1]);
  });

  it('places a template as often as it is named, as one shape', async () => {
    const instance = (vertex: number) => ({
      type: 'GeometryInstance',
      template: 0,
      boundaries: [vertex],
      transformationMatrix: [2, 0, 0, 1, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1],
    });
    const { read } = await readGood(
      city(
        {
          a: { type: 'CityFurniture', geometry: [instance(0)] },
          b: { type: 'CityFurniture', geometry: [instance(6)] },
        },
        {
          'geometry-templates': {
            templates: [{ type: 'MultiSurface', lod: '2', boundaries: [[[0, 1, 2]]] }],
            'vertices-templates': [
              [0, 0, 0],
              [1, 0, 0],
              [0, 1, 0],
            ],
          },
        },
      ),
    );
    expect(read.geometry.shapes.length / 4).toBe(1);
    expect(boxOf(read.geometry, 1)?.min).toEqual([84_011, 447_010, 15]);
    expect(boxOf(read.geometry, 1)?.max[0]).toBeCloseTo(84_013, 6);
  });

  it('cuts holes out of a surface', async () => {
    const vertices = [...CORNERS, [2, 2, 0], [2, 4, 0], [4, 4, 0], [4, 2, 0]];
    const { read } = await readGood(
      JSON.stringify({
        type: 'CityJSON',
        version: '1.0',
        CityObjects: {
          s: {
            type: 'LandUse',
            geometry: [
              {
                type: 'MultiSurface',
                lod: 1,
                boundaries: [
                  [
                    [0, 1, 2, 3],
                    [8, 9, 10, 11],
                  ],
                ],
              },
            ],
          },
        },
        vertices,
      }),
    );
    expect(areaOf(read.geometry)).toBeCloseTo(96, 6);
  });

  it('leaves out what names vertices that are not there, and reads the rest', async () => {
    const broken = { type: 'MultiSurface', lod: '2', boundaries: [[[0, 1, 99]], [[0, 1, -1]], [[0, 1, 2]]] };
    const reading = await readGood(city({ b: { type: '+Shed', geometry: [broken] }, c: 7 }));
    expect(areaOf(reading.read.geometry)).toBeCloseTo(50, 6);
    expect(reading.rows[0]?.type).toBe('+Shed');
    expect(reading.notes).toMatchObject([
      { code: 'objects-damaged', count: 1 },
      { code: 'vertex-missing', count: 2 },
    ]);
  });

  it('reads a sequence line by line and tells of lines that are damaged', async () => {
    const head = { type: 'CityJSON', version: '2.0', CityObjects: {}, vertices: [] };
    const feature = (id: string) => ({
      type: 'CityJSONFeature',
      id,
      CityObjects: { [id]: { type: 'Building', geometry: [solid('2')] } },
      vertices: CORNERS,
    });
    const text = [head, feature('a'), feature('b')].map((one) => JSON.stringify(one)).join('\n');
    const reading = await readGood(`${text}\n{"type":"CityJSONFea`);
    expect(reading.rows.map(({ globalId }) => globalId)).toEqual(['a', 'b']);
    expect(codesOf(reading)).toContain('lines-damaged');
  });

  it('gives a verdict on other versions, nested objects that point in circles, and text that is no JSON', async () => {
    const old = await readWith(cityJsonReader, sourceOf('o.json', '{"type":"CityJSON","version":"0.9"}'));
    expect(old.result).toMatchObject({ ok: false, error: { code: 'format-version' } });
    const garbled = await readWith(cityJsonReader, sourceOf('g.json', '{"type":"CityJSON",}'));
    expect(garbled.result).toMatchObject({ ok: false, error: { code: 'json-damaged' } });
    const circle = await readGood(
      city({ a: { type: 'Building', children: ['b'] }, b: { type: 'Building', children: ['a'] } }),
    );
    expect(circle.rows.filter(({ parent }) => parent < 0)).toHaveLength(1);
  });

  it('answers soon to ten thousand arrays inside each other and to coordinates beyond all measure', async () => {
    const deep = city({ b: { type: 'Building', geometry: [{ type: 'Solid', boundaries: 0 }] } }).replace(
      '"boundaries":0',
      `"boundaries":${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    );
    expect(codesOf(await readGood(deep))).toContain('nothing-drawn');
    const huge = city({ b: { type: 'Building', geometry: [solid('2')] } }).replaceAll('100', '1e308');
    expect((await readWith(cityJsonReader, sourceOf('h.json', huge))).result.ok).toBe(true);
  });

  it('answers whatever is cut off or changed', async () => {
    const text = city({ b: { type: 'Building', attributes: { a: 'é"\\' }, geometry: [solid('2')] } });
    const { answers, slowestMs } = await breakAndRead(cityJsonReader, sourceOf('x.city.json', text), 400);
    expect(answers).toBe(400);
    expect(slowestMs).toBeLessThan(1000);
  });
});

describe('real CityJSON', () => {
  const there = hasRealFile('cityjson/delft.json');
  it.skipIf(!there)(
    'Delft: 570 objects with geometry at Delft (skipped without the shared data)',
    async () => {
      const { result, rows, notes } = await readWith(cityJsonReader, realSource('cityjson/delft.json'));
      if (!result.ok) throw new Error(result.error.code);
      expect(rows).toHaveLength(570);
      expect(elementsWithGeometry(result.value.geometry).size).toBe(570);
      expect(rows.filter(({ type }) => type === 'Building')).toHaveLength(160);
      const place = result.value.georeference?.georeference;
      expect(place?.kind === 'map' && place.latDeg).toBeCloseTo(52.01, 1);
      expect(place?.kind === 'map' && place.lonDeg).toBeCloseTo(4.36, 1);
      expect(notes.every(({ code }) => code === 'surface-flat')).toBe(true);
    },
  );

  it.skipIf(!there)('several levels of detail: ten buildings (skipped without the shared data)', async () => {
    const { result, rows } = await readWith(cityJsonReader, realSource('cityjson/multi_lod.json'));
    if (!result.ok) throw new Error(result.error.code);
    expect(rows).toHaveLength(10);
    expect(elementsWithGeometry(result.value.geometry).size).toBe(10);
  });

  it.skipIf(!there)('no objects at all is told (skipped without the shared data)', async () => {
    const reading = await readWith(cityJsonReader, realSource('cityjson/minimal.json'));
    expect(codesOf(reading)).toContain('nothing-drawn');
  });
});

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
import { cityGmlReader } from './index.ts';

const ring = (points: readonly (readonly number[])[], id = ''): string =>
  `<gml:Polygon${id && ` gml:id="${id}"`}><gml:exterior><gml:LinearRing><gml:posList>${points
    .flat()
    .join(' ')}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
const square = (x: number, y: number, z: number, size: number) => [
  [x, y, z],
  [x + size, y, z],
  [x + size, y + size, z],
  [x, y + size, z],
  [x, y, z],
];
const member = (polygon: string): string => `<gml:surfaceMember>${polygon}</gml:surfaceMember>`;
const multi = (lod: number, polygon: string): string =>
  `<bldg:lod${lod}MultiSurface><gml:MultiSurface>${member(polygon)}</gml:MultiSurface></bldg:lod${lod}MultiSurface>`;
const building = (inner: string, id = 'b1'): string =>
  `<core:cityObjectMember><bldg:Building gml:id="${id}">${inner}</bldg:Building></core:cityObjectMember>`;
const city = (inner: string, srs = 'urn:ogc:def:crs:EPSG::25832'): string =>
  `<?xml version="1.0"?><core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink">
  <gml:boundedBy><gml:Envelope srsName="${srs}" srsDimension="3"><gml:lowerCorner>500000 5400000 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>${inner}</core:CityModel>`;

const read = (text: string) => readWith(cityGmlReader, sourceOf('a.gml', text));
async function readGood(text: string) {
  const reading = await read(text);
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  return { ...reading, read: reading.result.value };
}

const ROOF = square(500_100, 5_400_100, 10, 10);

describe('CityGML', () => {
  it('draws the highest level of detail at its place, and keeps names, attributes and codes as text', async () => {
    const reading = await readGood(
      city(
        building(`<gml:name>Rathaus</gml:name><bldg:function codeSpace="x.xml">1000</bldg:function>
          <gen:stringAttribute name="材料"><gen:value>砖</gen:value></gen:stringAttribute>
          <uro:buildingIDAttribute><uro:BuildingIDAttribute><uro:buildingID>7</uro:buildingID></uro:BuildingIDAttribute></uro:buildingIDAttribute>
          ${multi(1, ring(square(500_100, 5_400_100, 0, 50)))}
          <bldg:boundedBy><bldg:RoofSurface>${multi(2, ring(ROOF, 'p1'))}</bldg:RoofSurface></bldg:boundedBy>`),
      ),
    );
    expect(reading.rows).toMatchObject([{ globalId: 'b1', type: 'Building', name: 'Rathaus' }]);
    expect(areaOf(reading.read.geometry)).toBeCloseTo(100, 3);
    expect(boxOf(reading.read.geometry)?.min).toEqual([100, 100, 10]);
    expect(propertyOf(reading, 0, 'bldg:function')).toBe('1000');
    expect(propertyOf(reading, 0, '材料')).toBe('砖');
    expect(propertyOf(reading, 0, 'uro:buildingIDAttribute · uro:buildingID')).toBe('7');
    expect(propertyOf(reading, 0, 'LoD')).toBe('2, 1');
    expect(reading.read).toMatchObject({
      schema: 'CityGML 2.0',
      georeference: { georeference: { crs: 'EPSG:25832', eastingM: 500_000, northingM: 5_400_000 } },
    });
  });

  it('puts latitude first where the coordinate system says so', async () => {
    const corner = [
      [35.26, 139.7, 5],
      [35.261, 139.7, 5],
      [35.26, 139.702, 5],
    ];
    const { read: made } = await readGood(
      city(building(multi(2, ring(corner))), 'http://www.opengis.net/def/crs/EPSG/0/6697').replace(
        '500000 5400000 0',
        '35.26 139.7 0',
      ),
    );
    const box = boxOf(made.geometry);
    expect(box?.max[0]).toBeCloseTo(182, 0);
    expect(box?.max[1]).toBeCloseTo(111, 0);
    expect(made.georeference?.georeference).toMatchObject({ latDeg: 35.26, lonDeg: 139.7 });
  });

  it('draws surfaces that a solid refers to once, and tells of references to nothing', async () => {
    const solid = (id: string): string =>
      `<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember xlink:href="#${id}"/></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>`;
    const wall = `<bldg:boundedBy><bldg:WallSurface>${multi(2, ring(ROOF, 'p1'))}</bldg:WallSurface></bldg:boundedBy>`;
    const good = await readGood(city(building(solid('p1') + wall)));
    expect(areaOf(good.read.geometry)).toBeCloseTo(100, 3);
    expect(codesOf(good)).toEqual([]);
    expect(codesOf(await readGood(city(building(solid('p9') + wall))))).toEqual(['reference-missing']);
  });

  it('keeps parts below their building and leaves a coarse whole to them', async () => {
    const part = `<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="p">${multi(2, ring(ROOF))}</bldg:BuildingPart></bldg:consistsOfBuildingPart>`;
    const { rows, read: made } = await readGood(
      city(building(multi(1, ring(square(500_100, 5_400_100, 0, 50))) + part)),
    );
    expect(rows.map(({ parent }) => parent)).toEqual([-1, 0]);
    expect([...elementsWithGeometry(made.geometry)]).toEqual([1]);
  });

  it('reads points one by one, and colours by the materials of an appearance', async () => {
    const points = ROOF.map((point) => `<gml:pos>${point.join(' ')}</gml:pos>`).join('');
    const { read: made } = await readGood(
      city(
        building(`<app:appearance><app:Appearance><app:surfaceDataMember><app:X3DMaterial>
          <app:diffuseColor>1 0 0</app:diffuseColor><app:target>#red</app:target></app:X3DMaterial></app:surfaceDataMember></app:Appearance></app:appearance>
          ${multi(2, `<gml:Polygon gml:id="red"><gml:exterior><gml:LinearRing>${points}</gml:LinearRing></gml:exterior></gml:Polygon>`)}`),
      ),
    );
    expect([...made.geometry.pieces]).toEqual([0, 0, 0xff0000ff]);
  });

  it('reads what came before a cut and gives a verdict where that is nothing', async () => {
    const text = city(building(multi(2, ring(ROOF)), 'b1') + building(multi(2, ring(ROOF)), 'b2'));
    const cut = await readGood(text.slice(0, text.indexOf('gml:id="b2"') + 60));
    expect(codesOf(cut)).toContain('cut-off');
    expect(elementsWithGeometry(cut.read.geometry).has(0)).toBe(true);
    expect((await read('<core:CityModel><a></b>')).result).toMatchObject({
      ok: false,
      error: { code: 'xml-damaged', params: { line: 1 } },
    });
  });

  it('answers to endless nesting, entities that multiply, and numbers that are none', async () => {
    const deep = city(
      building(`${'<gml:a>'.repeat(10_000)}${'</gml:a>'.repeat(10_000)}${multi(2, ring(ROOF))}`),
    );
    const read1 = await readGood(deep);
    expect(codesOf(read1)).toEqual(['nested-too-deep']);
    expect(areaOf(read1.read.geometry)).toBeCloseTo(100, 3);
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${city(building('<gml:name>&b;</gml:name>')).slice(21)}`;
    expect(typeof (await read(bomb)).result.ok).toBe('boolean');
    const wrong = city(building(multi(2, ring(ROOF)).replace('500100', 'NaN')));
    expect(codesOf(await readGood(wrong))).toEqual(['surface-flat', 'nothing-drawn']);
  });

  it('answers whatever is cut off or changed', async () => {
    const text = city(building(`<gml:name>é</gml:name>${multi(2, ring(ROOF))}`));
    const { answers, slowestMs } = await breakAndRead(cityGmlReader, sourceOf('a.gml', text), 400);
    expect(answers).toBe(400);
    expect(slowestMs).toBeLessThan(1000);
  });

  it('reads a hundred megabytes of buildings without holding them all', async () => {
    const one = building(multi(2, ring(ROOF)) + `<gml:description>${'x'.repeat(20_000)}</gml:description>`);
    const count = Math.ceil((100 * 2 ** 20) / one.length);
    const { rows } = await readGood(city(one.repeat(count)));
    expect(rows).toHaveLength(count);
  });
});

describe('real CityGML', () => {
  const BUILDINGS = 'citygml/yokosuka-shi/udx/bldg/52397519_bldg_6697_op.gml';
  const there = hasRealFile(BUILDINGS);
  it.skipIf(!there)('Yokosuka: 13 buildings at their place (skipped without the shared data)', async () => {
    const { result, rows } = await readWith(cityGmlReader, realSource(BUILDINGS));
    if (!result.ok) throw new Error(result.error.code);
    expect(rows.filter(({ type }) => type === 'Building')).toHaveLength(13);
    const place = result.value.georeference?.georeference;
    expect(place?.kind === 'map' && place.latDeg).toBeCloseTo(35.26, 2);
    expect(place?.kind === 'map' && place.lonDeg).toBeCloseTo(139.74, 2);
    const box = boxOf(result.value.geometry);
    expect((box?.max[0] ?? 0) - (box?.min[0] ?? 0)).toBeLessThan(1000);
    expect(box?.min[2]).toBeCloseTo(2.19, 1);
  });

  it.skipIf(!there)('Yokosuka: the terrain (skipped without the shared data)', async () => {
    const { result } = await readWith(
      cityGmlReader,
      realSource('citygml/yokosuka-shi/udx/dem/523965_dem_6697_05_op.gml'),
    );
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.geometry.index.length / 3).toBe(1066);
  });
});

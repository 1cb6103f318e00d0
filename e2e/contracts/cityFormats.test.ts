/** City formats through the model room: the same rows, chunks, properties and search as of any other model. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import { createModelRoom, type ImportOrder, type ModelRoom } from '#hub/models/index.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/cim');
const real = describe.skipIf(!existsSync(DATA));
if (!existsSync(DATA)) console.warn(`Real city models are absent (${DATA}): their tests are skipped.`);

let dir = '';
let room: ModelRoom;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-formats-'));
  room = createModelRoom({ dataDir: dir });
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

const footprint = (height: object): object => ({
  type: 'Feature',
  id: 'way/7',
  properties: { building: 'yes', name: '三号楼', ...height },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [114.39, 30.5],
        [114.3902, 30.5],
        [114.3902, 30.5002],
        [114.39, 30.5],
      ],
    ],
  },
});
const originAt = (latDeg: number, lonDeg: number, heightM: number) => ({
  latDeg,
  lonDeg,
  heightM,
  crs: 'EPSG:4326',
  eastingM: 0,
  northingM: 0,
  timeZone: 'Asia/Shanghai',
});
const WUHAN = originAt(30.5, 114.39, 24);

async function imported(files: ImportOrder['files'], target: ImportOrder['target'] = null) {
  const result = await room.importNow({ name: 'city', files, target });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const faultOf = async (name: string, bytes: Uint8Array) => {
  const result = await room.importNow({ name, files: [{ name, bytes }] });
  return result.ok ? null : result.error.code;
};
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

test('a footprint stands on the ground of the compound, is found by name and tells its properties', async () => {
  const bytes = json({ type: 'FeatureCollection', features: [footprint({ height: '12 m' })] });
  const manifest = await imported([{ name: 'map.geojson', bytes }], WUHAN);
  expect(manifest).toMatchObject({
    placedBy: 'coordinates',
    files: [{ schema: 'GeoJSON' }],
    counts: { products: 1, elements: 1 },
    warnings: [],
  });
  expect(manifest.bounds?.minEnu[0]).toBeCloseTo(0, 1);
  expect(manifest.bounds?.minEnu[2]).toBeCloseTo(0, 1);
  expect(manifest.bounds?.maxEnu[2]).toBeCloseTo(12, 1);
  const [found] = await room.searchElements([manifest], '三号', 5);
  expect(found).toMatchObject({ globalId: 'way/7', type: 'Building' });
  const detail = await room.element(manifest.id, found?.index ?? -1);
  expect(detail.ok && detail.value.properties).toContainEqual({
    set: 'Extrusion',
    name: 'Height',
    value: 12,
    unit: 'm',
  });
  const sent = await room.chunk(manifest.id, 0);
  const chunk = await decodeChunk(new Uint8Array(sent.ok ? sent.value.bytes : []).buffer);
  expect(chunk.index.length / 3).toBe(manifest.counts.triangles);
});

test('content decides what a file is, whatever its ending', async () => {
  const bytes = json({ type: 'FeatureCollection', features: [footprint({})] });
  const { files, warnings } = await imported([{ name: 'wrong.gml', bytes }]);
  expect(files[0]?.schema).toBe('GeoJSON');
  expect(warnings.map(({ code }) => code)).toContain('height-assumed');
});

test('an archive gives its models and leaves other files be', async () => {
  const bytes = zipSync({
    'data/map.geojson': json({ type: 'FeatureCollection', features: [footprint({})] }),
    'data/roof.jpg': new Uint8Array(9),
    'data/report.json': json({ pages: 3 }),
    'data/readme.txt': new Uint8Array(9),
  });
  const { counts } = await imported([{ name: 'city.zip', bytes }]);
  expect(counts.elements).toBe(1);
});

test('of several files those that can be read are read, and the others get their verdict', async () => {
  const good = json({ type: 'FeatureCollection', features: [footprint({ height: 5 })] });
  const { counts, warnings } = await imported([
    { name: 'broken.gml', bytes: Buffer.from('<a><b></a>') },
    { name: 'map.geojson', bytes: good },
  ]);
  expect(counts.products).toBe(1);
  expect(warnings[0]).toMatchObject({ code: 'xml-damaged', file: 'broken.gml' });
});

test.each([
  ['of no format', 'a.json', '{"pages":3}', 'format-unknown'],
  ['cut off', 'a.geojson', '{"type":"FeatureCollection","features":[', 'json-damaged'],
  ['empty', 'a.cityjson', '', 'json-damaged'],
  ['without geometry', 'a.geojson', '{"type":"FeatureCollection","features":[]}', 'no-geometry'],
  ['of another version', 'a.json', '{"type":"CityJSON","version":"9"}', 'format-version'],
  ['broken XML', 'a.gml', '<a><b></a>', 'xml-damaged'],
])('a file %s gets its verdict', async (_, name, text, code) => {
  expect(await faultOf(name, Buffer.from(text))).toBe(code);
});

real('real city models (skipped where the shared data are absent)', () => {
  const at = (path: string) => [{ name: path, path: join(DATA, path) }];

  test('Delft: 570 objects', async () => {
    const { counts, files } = await imported(at('cityjson/delft.json'), originAt(52, 4.37, 0));
    expect(counts).toMatchObject({ products: 570, elements: 570 });
    expect(files[0]?.schema).toBe('CityJSON 2.0');
  });

  test('Yokosuka: 13 buildings with their parts, where they stand', async () => {
    const manifest = await imported(
      at('citygml/yokosuka-shi/udx/bldg/52397519_bldg_6697_op.gml'),
      originAt(35.258, 139.74, 0),
    );
    const columns = await room.elements(manifest.id);
    expect(columns?.type.filter((type) => type === 'Building')).toHaveLength(13);
    expect(manifest.placedBy).toBe('coordinates');
    expect(Math.abs(manifest.bounds?.minEnu[0] ?? 1e9)).toBeLessThan(500);
  });

  test('mars: 293 tiles out of one archive are one model', async () => {
    const folder = join(DATA, '3dtiles/mars');
    const names = await readdir(folder);
    const entries = await Promise.all(
      names.map(async (name) => [`mars/${name}`, await readFile(join(folder, name))] as const),
    );
    const bytes = zipSync(Object.fromEntries(entries), { level: 0 });
    const { counts, files } = await imported([{ name: 'mars.zip', bytes }]);
    expect(counts.elements).toBe(293);
    expect(files).toMatchObject([{ name: 'tileset.json', schema: '3D Tiles 1.0' }]);
  });

  test('Wuhan: 355 features around the compound', async () => {
    const manifest = await imported(at('osm/wuhan_buildings.geojson'), WUHAN);
    expect(manifest.counts.elements).toBe(355);
    expect(manifest.counts.products).toBe(265);
    expect(Math.abs(manifest.bounds?.minEnu[0] ?? 1e9)).toBeLessThan(3000);
    // Points of names and the like have no shape, and the report says so.
    const health = await room.health(manifest.id);
    const without = health.ok ? health.value.withoutGeometry.reduce((sum, { count }) => sum + count, 0) : 0;
    expect(without).toBe(90);
    expect(health.ok && health.value.withoutStorey).toBe(0);
  });
});

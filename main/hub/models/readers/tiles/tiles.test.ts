import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  boxOf,
  breakAndRead,
  codesOf,
  elementsWithGeometry,
  hasRealFile,
  propertyOf,
  readWith,
  realFile,
  sourceOf,
} from '../testReading.ts';
import { tilesReader } from './index.ts';
import { onCoreMs } from '#shared/testTime.ts';

const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** A triangle of one metre, y up; `batch`: the feature of all its corners. */
function gltf(batch?: number): Buffer {
  const binary = Buffer.concat([
    Buffer.from(Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer),
    Buffer.from(Float32Array.from([batch ?? 0, batch ?? 0, batch ?? 0]).buffer),
  ]);
  return text({
    asset: { version: '2.0' },
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, ...(batch !== undefined && { _BATCHID: 1 }) } }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3' },
      { bufferView: 1, componentType: 5126, count: 3, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteLength: 36 },
      { buffer: 0, byteOffset: 36, byteLength: 12 },
    ],
    buffers: [{ uri: `data:application/octet-stream;base64,${binary.toString('base64')}`, byteLength: 48 }],
  });
}

function table(
  magic: string,
  head: readonly number[],
  features: object,
  batch: object,
  binary: Buffer,
  content: Buffer,
): Buffer {
  const [feature, batched] = [text(features), text(batch)];
  const header = Buffer.alloc(28 + head.length * 4);
  header.write(magic, 0, 'latin1');
  header.writeUInt32LE(1, 4);
  header.writeUInt32LE(header.length + feature.length + binary.length + batched.length + content.length, 8);
  header.writeUInt32LE(feature.length, 12);
  header.writeUInt32LE(binary.length, 16);
  header.writeUInt32LE(batched.length, 20);
  head.forEach((value, i) => header.writeUInt32LE(value, 28 + i * 4));
  return Buffer.concat([header, feature, binary, batched, content]);
}
const b3dm = (batch: object, feature: number, features: object = {}): Buffer =>
  table('b3dm', [], { BATCH_LENGTH: 2, ...features }, batch, Buffer.alloc(0), gltf(feature));
function cmpt(...inner: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(16);
  header.write('cmpt', 0, 'latin1');
  header.writeUInt32LE(16 + inner.reduce((sum, one) => sum + one.length, 0), 8);
  header.writeUInt32LE(inner.length, 12);
  return Buffer.concat([header, ...inner]);
}

const tile = (uri: string | null, more: object = {}): object => ({
  geometricError: 0,
  refine: 'REPLACE',
  ...(uri && { content: { uri } }),
  ...more,
});
const tileset = (root: object, version = '1.0'): string =>
  JSON.stringify({ asset: { version }, geometricError: 10, root });

const read = (content: string, files: Readonly<Record<string, Uint8Array>> = {}) =>
  readWith(tilesReader, sourceOf('tileset.json', content, files));
async function readGood(content: string, files: Readonly<Record<string, Uint8Array>> = {}) {
  const reading = await read(content, files);
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  return { ...reading, read: reading.result.value };
}
const moved = (x: number): readonly number[] => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, 0, 0, 1];

describe('3D Tiles', () => {
  it('draws the finest tiles along their transforms, turned z up, and keeps all as rows', async () => {
    const reading = await readGood(
      tileset(tile('a.gltf', { transform: moved(10), children: [tile('b.gltf', { transform: moved(5) })] })),
      { 'a.gltf': gltf(), 'b.gltf': gltf() },
    );
    expect(reading.rows.map(({ globalId, type }) => [globalId, type])).toEqual([
      ['a.gltf', 'Tile'],
      ['b.gltf', 'Tile'],
    ]);
    expect([...elementsWithGeometry(reading.read.geometry)]).toEqual([1]);
    expect(boxOf(reading.read.geometry)).toEqual({ min: [15, 0, 0], max: [16, 0, 1] });
    expect(propertyOf(reading, 0, 'Drawn')).toBe(false);
  });

  it('keeps what a tile adds to, and a coarse tile where finer ones are missing', async () => {
    const files = { 'a.gltf': gltf(), 'b.gltf': gltf() };
    const adds = await readGood(
      tileset(tile('a.gltf', { refine: 'ADD', children: [tile('b.gltf')] })),
      files,
    );
    expect(elementsWithGeometry(adds.read.geometry).size).toBe(2);
    const hole = await readGood(
      tileset(tile('a.gltf', { children: [tile('b.gltf'), tile('gone.gltf')] })),
      files,
    );
    expect([...elementsWithGeometry(hole.read.geometry)]).toEqual([0]);
    expect(codesOf(hole)).toEqual(['tile-missing']);
  });

  it('draws finer tiles in the place of a coarse one that is missing, where they fill it', async () => {
    const files = { 'a.gltf': gltf(), 'c.gltf': gltf(), 'd.gltf': gltf(), 'e.gltf': gltf() };
    const missing = (...children: readonly string[]) =>
      tile('gone.gltf', { children: children.map((one) => tile(one)) });
    const filled = await readGood(
      tileset(tile('a.gltf', { children: [missing('c.gltf', 'd.gltf'), tile('e.gltf')] })),
      files,
    );
    expect([...elementsWithGeometry(filled.read.geometry)].map((row) => filled.rows[row]?.name)).toEqual(
      expect.arrayContaining(['c.gltf', 'd.gltf', 'e.gltf']),
    );
    const hole = await readGood(
      tileset(tile('a.gltf', { children: [missing('c.gltf', 'gone-too.gltf'), tile('e.gltf')] })),
      files,
    );
    expect([...elementsWithGeometry(hole.read.geometry)]).toEqual([0]);
  });

  it('does not follow an implicit tiling to its end that claims what is not there', async () => {
    const uri = '{level}/{x}/{y}/{z}';
    const root = tile(`${uri}.glb`, {
      implicitTiling: {
        subdivisionScheme: 'OCTREE',
        subtreeLevels: 10,
        availableLevels: 30,
        subtrees: { uri: `${uri}.subtree` },
      },
    });
    const all = { constant: 1 };
    const subtree = text({
      tileAvailability: all,
      contentAvailability: [all],
      childSubtreeAvailability: all,
    });
    const reading = await readGood(tileset(root, '1.1'), { '0/0/0/0.subtree': subtree });
    expect(codesOf(reading)).toEqual(
      expect.arrayContaining(['tiles-given-up', 'tile-missing', 'nothing-drawn']),
    );
    expect(reading.rows.length).toBeLessThan(20_000);
  });

  it('makes batched features rows with their properties, in composites too', async () => {
    const reading = await readGood(tileset(tile('a.cmpt')), {
      'a.cmpt': cmpt(
        b3dm({ id: ['x', 'y'], height: [3, 7] }, 1),
        b3dm({ id: ['v', 'w'], height: [1, 2] }, 0),
      ),
    });
    const features = reading.rows.filter(({ type }) => type === 'Feature');
    expect(features[0]).toMatchObject({ globalId: 'y', parent: 0 });
    expect(propertyOf(reading, 1, 'height')).toBe(7);
  });

  it('places instances one by one', async () => {
    const positions = Buffer.from(Float32Array.from([0, 0, 0, 20, 0, 0]).buffer);
    const features = { INSTANCES_LENGTH: 2, POSITION: { byteOffset: 0 } };
    const { read: made, rows } = await readGood(tileset(tile('a.i3dm')), {
      'a.i3dm': table('i3dm', [1], features, { id: ['p', 'q'] }, positions, gltf()),
    });
    expect(rows.map(({ globalId }) => globalId)).toEqual(['a.i3dm', 'p', 'q']);
    expect(made.geometry.shapes.length / 4).toBe(1);
    expect(boxOf(made.geometry, 2)?.min[0]).toBe(20);
  });

  it('stands where its coordinates from the middle of the earth say', async () => {
    // Wuhan, 30.5° north, 114.39° east, 20 m high; east, north, up as axes.
    const [lat, lon] = [(30.5 * Math.PI) / 180, (114.39 * Math.PI) / 180];
    const [sinLat, cosLat, sinLon, cosLon] = [Math.sin(lat), Math.cos(lat), Math.sin(lon), Math.cos(lon)];
    const n = 6_378_137 / Math.sqrt(1 - 0.00669437999014 * sinLat ** 2);
    const origin = [
      (n + 20) * cosLat * cosLon,
      (n + 20) * cosLat * sinLon,
      (n * (1 - 0.00669437999014) + 20) * sinLat,
    ];
    const transform = [
      [-sinLon, cosLon, 0, 0],
      [-sinLat * cosLon, -sinLat * sinLon, cosLat, 0],
      [cosLat * cosLon, cosLat * sinLon, sinLat, 0],
      [...origin, 1],
    ].flat();
    const { read: made } = await readGood(tileset(tile('a.gltf', { transform })), { 'a.gltf': gltf() });
    expect(made.georeference?.georeference).toMatchObject({ kind: 'map', latDeg: 30.5, lonDeg: 114.39 });
    const box = boxOf(made.geometry);
    expect(box?.min[2]).toBeCloseTo(20, 3);
    expect(box?.max[2]).toBeCloseTo(21, 3);
    expect(box?.max[0]).toBeCloseTo(1, 3);
  });

  it('opens what a few tilesets name on endless ways only so often, and tells it', async () => {
    const twice = (uri: string) => tileset(tile(null, { children: [tile(uri), tile(uri)] }));
    const names = Array.from({ length: 18 }, (_, i) => `${i}.json`);
    const files = names.map((name, i) => [name, Buffer.from(twice(`${i + 1}.json`))] as const);
    const last = { '18.json': Buffer.from(twice('a.gltf')), 'a.gltf': gltf() };
    const startedMs = onCoreMs();
    const reading = await readGood(twice('0.json'), { ...Object.fromEntries(files), ...last });
    expect(onCoreMs() - startedMs).toBeLessThan(10_000);
    expect(elementsWithGeometry(reading.read.geometry).size).toBe(1000);
    expect(reading.notes).toContainEqual(
      expect.objectContaining({ code: 'content-repeated', params: { most: 1000 } }),
    );
  });

  it('follows external tilesets, but not in circles', async () => {
    const outer = tileset(tile('inner/tileset.json'));
    const inner = text(JSON.parse(tileset(tile('a.gltf', { children: [tile('../tileset.json')] }))));
    const reading = await readGood(outer, {
      'inner/tileset.json': inner,
      'inner/a.gltf': gltf(),
      'tileset.json': Buffer.from(outer),
    });
    expect(codesOf(reading)).toContain('reference-endless');
    expect(reading.rows.map(({ globalId }) => globalId)).toEqual(['inner/a.gltf']);
  });

  it('ends at tiles ten thousand deep, and gives a verdict on other versions', async () => {
    const around = JSON.stringify(tile(null, { children: [0] })).split('0]');
    const inner = `${(around[0] ?? '').repeat(10_000)}${JSON.stringify(tile('a.gltf'))}${`]${around[1] ?? ''}`.repeat(10_000)}`;
    const deep = tileset({}).replace('"root":{}', `"root":${inner}`);
    expect(codesOf(await readGood(deep, { 'a.gltf': gltf() }))).toContain('nested-too-deep');
    expect((await read(tileset(tile(null), '2.0'))).result).toMatchObject({
      ok: false,
      error: { code: 'format-version' },
    });
  });

  it('answers whatever of the tileset or of a tile is cut off or changed', async () => {
    const content = tileset(tile('a.b3dm', { children: [tile('b.b3dm')] }));
    const tiles = { 'a.b3dm': b3dm({ id: ['x'] }, 0), 'b.b3dm': b3dm({ id: ['x'] }, 0) };
    const broken = await breakAndRead(tilesReader, sourceOf('tileset.json', content, tiles), 200);
    expect(broken.answers).toBe(200);
    for (let length = 0; length < tiles['a.b3dm'].length; length += 7) {
      const cut = { 'a.b3dm': tiles['a.b3dm'].subarray(0, length) };
      expect((await read(tileset(tile('a.b3dm')), cut)).result.ok).toBe(true);
    }
    expect(broken.slowestMs).toBeLessThan(1000);
  });
});

/** All files below a folder of the real data, as they would come out of an archive. */
function filesBelow(path: string): Record<string, Uint8Array> {
  const root = realFile(path);
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(root.length + 1).toLowerCase(), readFileSync(file)]),
  );
}

describe.skipIf(!hasRealFile('3dtiles/mars'))('real tilesets (skipped without the shared data)', () => {
  const readFolder = (path: string) => {
    const files = filesBelow(path);
    return readGood(Buffer.from(files['tileset.json'] ?? []).toString(), files);
  };

  it('mars: 293 tiles, the finest drawn', async () => {
    const { rows, read: made } = await readFolder('3dtiles/mars');
    expect(rows).toHaveLength(293);
    const drawn = elementsWithGeometry(made.geometry).size;
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThan(293);
    expect(made.schema).toBe('3D Tiles 1.0');
  });

  it('mars without the tiles that others refine: all that is finest is drawn', async () => {
    const files = filesBelow('3dtiles/mars');
    const whole = await readGood(Buffer.from(files['tileset.json'] ?? []).toString(), files);
    const names = Object.keys(files);
    const isRefined = (name: string): boolean => {
      const [, key] = /^(\d+)\.b3dm$/.exec(name) ?? [];
      return key !== undefined && names.some((one) => one.startsWith(key) && one !== name);
    };
    const { rows, read: made } = await readGood(
      Buffer.from(files['tileset.json'] ?? []).toString(),
      Object.fromEntries(Object.entries(files).filter(([name]) => !isRefined(name))),
    );
    expect(rows).toHaveLength(293);
    expect(elementsWithGeometry(made.geometry).size).toBe(elementsWithGeometry(whole.read.geometry).size);
  });

  it.each([
    ['SparseImplicitQuadtree', 32],
    ['SparseImplicitOctree', 31],
    ['MetadataGranularities', 4],
    ['MultipleContents', 1],
    ['BoundingBoxTests/0_0_0-1_1_2', 1],
  ])('%s: all tiles with content', async (name, contents) => {
    const { rows, read: made, ...reading } = await readFolder(`3dtiles/samples-1.1/${name}`);
    expect({
      tiles: rows.filter(({ type }) => type === 'Tile').length,
      missing: codesOf({ rows, ...reading }).includes('tile-missing'),
    }).toEqual({ tiles: contents, missing: false });
    expect(elementsWithGeometry(made.geometry).size).toBeGreaterThan(0);
  });

  it('a tileset without any content is told', async () => {
    const reading = await readFolder('3dtiles/samples-1.1/TilesetWithFullMetadata');
    expect(codesOf(reading)).toContain('nothing-drawn');
  });
});

/** A tileset from its import to what the screen draws of it: through the hub's room, over HTTP, with rays and states. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerspectiveCamera } from 'three';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import type { ChunkMesh } from '#scene/model/chunkMesh.ts';
import { createTileSource } from '#scene/model/tiles/tileSource.ts';
import { createSceneUniforms } from '#scene/shading/uniforms.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { CITY_M, cityTileset } from './tilesetFiles.ts';

let dir = '';
let room: ModelRoom;
let manifest: ModelManifest;
let server: Server;
let base = '';
let isDown = false;
const asked: string[] = [];

beforeAll(async () => {
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 1));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('ProgressEvent', Event);
  dir = await mkdtemp(join(tmpdir(), 'linli-tiles-'));
  room = createModelRoom({ dataDir: dir });
  const result = await room.importNow({ name: 'city', modelId: 'city', files: cityTileset() });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  manifest = result.value;
  server = createServer(async ({ url = '' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://x').pathname).replace('/city/', '');
    if (isDown) return void response.writeHead(503).end();
    if (path === 'elements') {
      const packed = await room.packedElements('city');
      return void (
        packed.ok && response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.value.bytes)
      );
    }
    if (path === 'tiles') {
      const index = await room.tilesIndex('city');
      return void response.end(JSON.stringify({ tiles: index.ok ? index.value : null }));
    }
    asked.push(path);
    const tile = await room.tile('city', path.replace('tiles/', ''));
    response.writeHead(tile.ok ? 200 : 404).end(tile.ok ? tile.value.bytes : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  vi.stubGlobal('location', new URL(base));
  vi.stubGlobal('window', globalThis);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllGlobals();
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Above the middle of the city, or of one of its corners, looking down. */
function cameraAt(x: number, y: number, heightM: number): PerspectiveCamera {
  const camera = new PerspectiveCamera(40, 1, 0.1, 100_000);
  camera.up.set(0, 1, 0);
  camera.position.set(x, y, heightM);
  camera.lookAt(x, y, 0);
  camera.updateMatrixWorld();
  return camera;
}

function open(memory = { keptBytes: 2 ** 27, mostBytes: 2 ** 28 }) {
  const shown = new Set<ChunkMesh>();
  const missing: number[] = [];
  const fractions: number[] = [];
  const source = createTileSource(
    base,
    manifest,
    [0, 0, 0],
    createSceneUniforms(),
    {
      ready: () => undefined,
      chunk(chunk, fraction) {
        shown.add(chunk);
        fractions.push(fraction);
      },
      gone: (chunk) => void shown.delete(chunk),
      covered: () => undefined,
      missing: (_, count) => void missing.push(count),
    },
    { pauseMs: () => 20, memory },
  );
  const done = source.load();
  const lookFrom = async (camera: PerspectiveCamera, until: () => boolean) =>
    vi.waitFor(
      () => {
        source.follow(camera, 1000, 1000);
        expect(until()).toBe(true);
      },
      { timeout: 30_000, interval: 10 },
    );
  return { source, shown, missing, fractions, done, lookFrom };
}
const [west, south] = [() => manifest.bounds?.minEnu[0] ?? 0, () => manifest.bounds?.minEnu[1] ?? 0];

test('an import keeps the tiles of a large tileset, and elements of all of them', async () => {
  expect(manifest).toMatchObject({
    tiled: { root: 'city/tileset.json' },
    chunks: [],
    counts: { triangles: 200 },
  });
  const index = await room.tilesIndex('city');
  expect(index.ok && Object.keys(index.value)).toHaveLength(101);
  const columns = await room.elements('city');
  expect(columns?.globalId).toEqual(expect.arrayContaining(['house-0', 'house-99', 'city/root.b3dm']));
  const found = await room.searchElements([manifest], 'house-42', 5);
  expect(found.map(({ globalId }) => globalId)).toEqual(['house-42']);
  const detail = await room.element('city', found[0]?.index ?? -1);
  expect(detail.ok && detail.value.properties).toContainEqual({
    set: 'Attributes',
    name: 'floors',
    value: 42,
    unit: null,
  });
  for (const path of ['city/../city/tileset.json', '../entries/city.json', 'constructor', 'city/none.b3dm'])
    expect((await room.tile('city', path)).ok).toBe(false);
  expect((await room.tile('city', 'City/Fine/42.b3dm')).ok).toBe(true);
  // The same city twice: what does not need chunks works as for any model.
  const compared = await room.compare(['city'], ['city']);
  expect(compared.ok && compared.value).toMatchObject({ elements: [], counts: { unchanged: 201 } });
  const health = await room.health('city');
  expect(health.ok && health.value.files.map(({ schema }) => schema)).toEqual(['3D Tiles 1.0']);
});

test('a tileset packed in a way that no screen unpacks is converted', async () => {
  const files = cityTileset().map((file, i) =>
    i === 5
      ? {
          ...file,
          bytes: Buffer.from(
            file.bytes
              .toString('latin1')
              .replace('"scene":0', '"extensionsUsed":["KHR_draco_mesh_compression"]'),
            'latin1',
          ),
        }
      : file,
  );
  const result = await room.importNow({ name: 'packed', modelId: 'packed', files });
  expect(result.ok && [result.value.tiled, result.value.chunks.length > 0]).toEqual([undefined, true]);
});

test('from afar the coarse tile is drawn, from near the fine ones, which rays find by their names', async () => {
  const { source, shown, fractions, done, lookFrom } = open();
  expect(source.pick([0, 0, 50], [0, 0, -1])).toBeNull();
  await lookFrom(cameraAt(0, 0, 20_000), () => shown.size === 1);
  await done;
  expect(source.pick([1, 1, 50], [0, 0, -1])?.elementId).toBe('city/root.b3dm');
  expect(fractions.every((one) => one < 1)).toBe(true);
  await lookFrom(cameraAt(0, 0, 120), () => shown.size === 100);
  expect(new Set(fractions.slice(1))).toEqual(new Set([1]));
  const at = (column: number, row: number) =>
    source.pick([west() + column * 10 + 5, south() + row * 10 + 5, 50], [0, 0, -1])?.elementId;
  expect([at(0, 0), at(3, 4), at(9, 9)]).toEqual(['house-0', 'house-43', 'house-99']);
  source.setStates(new Map([['house-43', { hidden: true }]]));
  expect([at(3, 4), at(4, 4)]).toEqual([undefined, 'house-44']);
  source.setStates(new Map([['house-43', { hidden: false }]]));
  expect(at(3, 4)).toBe('house-43');
  expect(source.bounds()?.maxEnu[0]).toBeCloseTo(CITY_M / 2, 2);
  source.dispose();
  expect([shown.size, at(3, 4)]).toEqual([0, undefined]);
});

test('a tileset that is out of sight is no loading that never ends, and comes when one turns to it', async () => {
  const { source, shown, done } = open();
  const aside = cameraAt(50_000, 0, 100);
  const turning = setInterval(() => source.follow(aside, 1000, 1000), 10);
  await done;
  clearInterval(turning);
  expect(shown.size).toBe(0);
  await vi.waitFor(
    () => {
      source.follow(cameraAt(0, 0, 20_000), 1000, 1000);
      expect(shown.size).toBe(1);
    },
    { timeout: 30_000 },
  );
  source.dispose();
});

test('a hub that is away is said to lack parts, which come when it is back', async () => {
  const { source, shown, missing, lookFrom } = open();
  await lookFrom(cameraAt(0, 0, 20_000), () => shown.size === 1);
  isDown = true;
  await lookFrom(cameraAt(0, 0, 120), () => (missing.at(-1) ?? 0) > 0);
  expect(shown.size).toBe(1);
  isDown = false;
  await lookFrom(cameraAt(0, 0, 120), () => shown.size === 100);
  expect(missing.at(-1)).toBe(0);
  source.dispose();
});

test('tiles not looked at are let go above the bound, and fetched again', async () => {
  const { source, shown, lookFrom } = open({ keptBytes: 1, mostBytes: 2 ** 28 });
  await lookFrom(cameraAt(0, 0, 120), () => shown.size === 100);
  await lookFrom(cameraAt(0, 0, 20_000), () => shown.size === 1);
  const before = asked.length;
  await vi.waitFor(
    async () => {
      source.follow(cameraAt(0, 0, 20_000), 1000, 1000);
      await new Promise((resolve) => setTimeout(resolve, 50));
      source.follow(cameraAt(0, 0, 120), 1000, 1000);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(asked.length).toBeGreaterThan(before);
    },
    { timeout: 30_000 },
  );
  await lookFrom(cameraAt(0, 0, 120), () => shown.size === 100);
  source.dispose();
});

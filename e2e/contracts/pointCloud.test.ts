/** Points through a real import: what the hub keeps, and the promise of an element source kept by a cloud. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerspectiveCamera } from 'three';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { writeLas, writeLaz, type TestLas, type TestPoint } from '#hub/models/readers/las/testLas.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { createChunkSource } from '#scene/model/chunkSource.ts';
import { createSceneUniforms } from '#scene/shading/uniforms.ts';

const target: CompoundOrigin = {
  latDeg: 30.2,
  lonDeg: 115.05,
  heightM: 24,
  crs: 'EPSG:4547',
  eastingM: 601_109.6463,
  northingM: 3_342_750.2874,
  timeZone: 'Asia/Shanghai',
};
const [eastM, northM] = [601_109.6463, 3_342_750.2874];
/** A floor at 24 m (class 2) and a roof at 30 m (class 6) over its middle, 2 m wide. */
const points: TestPoint[] = [];
for (let x = -20; x <= 20; x++)
  for (let y = -20; y <= 20; y++)
    points.push({ at: [eastM + x / 4, northM + y / 4, 24], classNumber: 2, color: [1, 2, 3] });
for (let x = -4; x <= 4; x++)
  for (let y = -4; y <= 4; y++)
    points.push({ at: [eastM + x / 4, northM + y / 4, 30], classNumber: 6, color: [9, 9, 65_535] });
const keys = [
  [1024, 1],
  [3072, 4547],
] as const;
const las: TestLas = { points, minor: 4, format: 7, offset: [eastM, northM, 0], keys };

let dir = '';
let room: ModelRoom;
let server: Server;
let base = '';
let model: ModelManifest;

async function imported(name: string, bytes: Uint8Array): Promise<ModelManifest> {
  const result = await room.importNow({ name, files: [{ name, bytes }], target });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linli-points-'));
  room = createModelRoom({ dataDir: dir });
  model = await imported('survey.las', writeLas(las));
  server = createServer((request, response) => {
    const [, id = '', what = '', file] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    const answer =
      what === 'elements'
        ? room.packedElements(id)
        : file === undefined
          ? room.packedPoints(id)
          : room.points(id, Number(file));
    void answer.then((content) => {
      if (!content.ok) return response.writeHead(404).end();
      if (file === undefined) response.setHeader('content-encoding', 'gzip');
      return response.end(content.value.bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
});
afterAll(async () => {
  server.close();
  await room.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('a survey in the hub', () => {
  test('stands where its coordinates say, with its points, classes and their boxes', async () => {
    expect(model).toMatchObject({ placedBy: 'coordinates', counts: { points: points.length, triangles: 0 } });
    expect(model.bounds?.minEnu[0]).toBeCloseTo(-5, 1);
    expect(model.bounds?.minEnu[2]).toBeCloseTo(0, 2);
    expect(model.bounds?.maxEnu[2]).toBeCloseTo(6, 2);
    const columns = await room.elements(model.id);
    expect(columns?.name).toEqual(['survey.las', '地面', '建筑']);
    expect(columns?.parent).toEqual([-1, 0, 0]);
    expect(columns?.centreEnu[2]?.[2]).toBeCloseTo(6, 2);
    const found = await room.searchElements([model], 'building', 5);
    expect(found.map(({ name }) => name)).toEqual(['建筑']);
  });

  test('is the same packed, and more files are one model', async () => {
    const laz = await imported('survey.laz', writeLaz({ ...las, points: points.slice(0, 300) }));
    expect(laz.counts.points).toBe(300);
    expect(laz.files[0]?.schema).toBe('LAZ 1.4');
    const both = await room.importNow({
      name: 'both',
      target,
      files: [
        { name: 'a.las', bytes: writeLas({ ...las, points: points.slice(0, 500) }) },
        { name: 'b.las', bytes: writeLas({ ...las, points: points.slice(500) }) },
      ],
    });
    expect(both).toMatchObject({
      ok: true,
      value: { points: { clouds: 2 }, counts: { points: points.length } },
    });
  });

  test('a flipped bit in a node is noticed, and nothing of an import is left beside the cache', async () => {
    const cache = join(dir, 'models', 'cache');
    expect(readdirSync(cache).filter((name) => name.includes('.part-'))).toEqual([]);
    const damaged = await imported('damaged.las', writeLas({ ...las, points: points.slice(0, 700) }));
    const path = join(cache, damaged.contentKey, 'points-0.bin');
    const bytes = readFileSync(path);
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 4;
    writeFileSync(path, bytes);
    const read = await room.points(damaged.id, 0);
    // Its file is not kept here: it cannot be made again.
    expect(read).toMatchObject({ ok: false, error: { code: 'model-damaged' } });
    expect(await room.points(model.id, 9999)).toMatchObject({ ok: false });
  });
});

test('a cloud keeps what an element source promises', async () => {
  const source = createChunkSource(base, model, [100, 200, 10], createSceneUniforms(), {
    ready: () => undefined,
    chunk: () => undefined,
    covered: () => undefined,
    missing: () => undefined,
  });
  await source.load();
  const camera = new PerspectiveCamera(50, 1, 1, 1000);
  camera.up.set(0, 0, 1);
  camera.position.set(100, 199, 60);
  camera.lookAt(100, 200, 10);
  source.follow(camera, 800, 800);
  const fromAbove = () => source.pick([100, 200, 60], [0, 0, -1]);
  const roof = fromAbove();
  expect(roof?.elementId).toBe('survey.las/class-6');
  expect(roof?.distanceM).toBeCloseTo(44, 1);
  // The point itself, to the millimetre.
  expect(roof?.positionEnu?.[2]).toBeCloseTo(16, 2);
  source.setStates(new Map([['survey.las/class-6', { hidden: true }]]));
  expect(fromAbove()?.elementId).toBe('survey.las/class-2');
  expect(source.pick([100.125, 230, 60], [0, 0, -1])).toBeNull();
  expect(source.bounds()?.minEnu[2]).toBeCloseTo(10, 2);
  source.dispose();
  expect(fromAbove()).toBeNull();
});

test('a cancelled import takes along what it had on the disk', async () => {
  const own = createModelRoom({ dataDir: join(dir, 'cancelled') });
  const models = join(dir, 'cancelled', 'models', 'cache');
  const halves = (): string[] =>
    existsSync(models) ? readdirSync(models).filter((name) => name.includes('.part-')) : [];
  // Large enough that it is still being sorted and packed on the disk when it is cancelled.
  const record = writeLas({ points: [{ at: [0, 0, 0] }], said: 4_000_000 });
  const bytes = Buffer.alloc(227 + 20 * 4_000_000);
  bytes.set(record);
  for (let i = 1; i < 4_000_000; i++) bytes.writeInt32LE((i * 7919) % 400_000, 227 + i * 20);
  const path = join(dir, 'large.las');
  writeFileSync(path, bytes);
  const { length: before } = halves();
  const started = own.importFiles({ name: 'large', files: [{ name: 'large.las', path }] });
  if (!started.ok) throw new Error(started.error.code);
  await vi.waitFor(() => expect(halves().length).toBeGreaterThan(before), { timeout: 60_000, interval: 20 });
  expect(own.cancel(started.value.jobId)).toBe(true);
  await own.stop();
  expect(halves()).toEqual([]);
});

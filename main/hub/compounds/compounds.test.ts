import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { eventually, screenOn, startTestHub, testManifest, type TestHub } from '../testHub.ts';
import { faultOf } from '#shared/compounds/faults.ts';

let test: TestHub;
afterEach(() => test?.stop());

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly message: string };
}
interface Listed {
  readonly compounds: readonly {
    readonly id: string;
    readonly manifest: CompoundManifest;
    devices: number;
  }[];
}
async function ask(method: string, path: string, body?: unknown): Promise<Answer & Record<string, unknown>> {
  const answer = await fetch(test.hub.url + path, {
    method,
    headers: {
      'accept-language': 'en',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Answer & Record<string, unknown>;
}
const listed = async () => (await test.get<Listed>('/api/compounds')).compounds;
const planOf = async (id: string) =>
  (await test.get<{ plan: CompoundPlan }>(`/api/compounds/${id}/plan`)).plan;
const folderOf = (id: string) => join(test.dataDir, 'compounds', id);
const announce = (compound: string) =>
  test.client.publishAsync(`linli/v1/${compound}/lift/l9/meta`, JSON.stringify({ name: 'Lift' }), { qos: 1 });

const template = {
  id: 'riverside',
  name: { zh: '河畔', en: 'Riverside' },
  origin: { latDeg: 30.5, lonDeg: 114.3, heightM: 21 },
  buildings: [
    {
      id: '8',
      units: 2,
      storeys: 6,
      householdsPerStorey: 2,
      position: [0, 40],
      sizeM: [48, 12],
      yawRad: 0.2,
    },
    {
      id: '3号楼东',
      storeys: 3,
      footprint: [
        [60, 0],
        [80, 0],
        [80, 10],
        [60, 10],
      ],
    },
  ],
};

describe('a compound from a list of buildings', () => {
  it('is a folder, is served and told at once, and is there after a restart', async () => {
    test = await startTestHub();
    const screen = await screenOn(test);
    const told = new Promise<Listed['compounds']>((resolve) =>
      screen.on('compounds', (all: Listed['compounds']) => all.length === 2 && resolve(all)),
    );
    expect(await ask('POST', '/api/compounds', template)).toEqual({ ok: true, compound: 'riverside' });
    expect((await told).map(({ id }) => id)).toEqual(['test', 'riverside']);
    screen.disconnect();
    const { places, boundaryEnu, views } = await planOf('riverside');
    expect(places.filter(({ kind }) => kind === 'household')).toHaveLength(24);
    expect(places.find(({ id }) => id === '8-2-401')).toMatchObject({ kind: 'household', parentId: '8-2/4' });
    const part = places.find(({ id }) => id === '8-2-401')?.box;
    expect(part?.sizeM.map((size) => Math.round(size * 10) / 10)).toEqual([10.6, 12, 3]);
    expect(places.find(({ id }) => id === '3号楼东')?.box?.sizeM).toEqual([20, 10, 9]);
    expect([boundaryEnu.length > 3, views.length]).toEqual([true, 1]);
    const manifest = JSON.parse(
      readFileSync(join(folderOf('riverside'), 'manifest.json'), 'utf8'),
    ) as CompoundManifest;
    expect(manifest.facts).toMatchObject({ buildings: 2, units: 3, households: 24, people: 0 });
    expect(manifest.origin).toMatchObject({ crs: 'EPSG:4547', timeZone: 'Asia/Shanghai' });
    expect(Math.abs(manifest.origin.eastingM - 529_000)).toBeLessThan(1000 * 100);
    expect(readdirSync(join(test.dataDir, 'compounds'))).toEqual(['riverside']);
    await test.client.publishAsync(
      'linli/v1/riverside/lift/l1/meta',
      JSON.stringify({ name: 'Lift', placeId: '8-2' }),
      { qos: 1 },
    );
    await test.restart();
    expect((await listed()).find(({ id }) => id === 'riverside')?.devices).toBe(1);
    const { entries } = await test.get<{ entries: { verb: string; target: string }[] }>('/api/audit');
    expect(entries).toContainEqual(expect.objectContaining({ verb: 'create-compound', target: 'riverside' }));
  });

  it('is refused with a sentence where it cannot be', async () => {
    test = await startTestHub();
    const refusal = async (change: object) =>
      (await ask('POST', '/api/compounds', { ...template, ...change })).error?.message;
    expect(await refusal({ timeZone: 'Mars/Base' })).toContain('There is no time zone “Mars/Base”');
    expect(await refusal({ id: 'test' })).toContain('There is a compound test already');
    expect(await refusal({ origin: undefined })).toContain('latitude and longitude are needed');
    expect(await refusal({ buildings: [{ id: '1', storeys: 2 }] })).toContain('“1” needs a footprint');
    expect(await refusal({ modelId: 'm' })).toContain('only one');
    expect(existsSync(folderOf('riverside'))).toBe(false);
  });
});

it('a compound from footprints of a map lies where they lie', async () => {
  test = await startTestHub();
  const ring = (lon: number, lat: number) => [
    [lon, lat],
    [lon + 0.0004, lat],
    [lon + 0.0004, lat + 0.0001],
    [lon, lat + 0.0001],
    [lon, lat],
  ];
  const footprints = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { name: '逸夫楼', height: 21 },
        geometry: { type: 'Polygon', coordinates: [ring(114.39, 30.509)] },
      },
      {
        type: 'Feature',
        properties: { 'building:levels': '4' },
        geometry: { type: 'MultiPolygon', coordinates: [[ring(114.391, 30.51)]] },
      },
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [114.39, 30.5] } },
    ],
  };
  expect(await ask('POST', '/api/compounds', { id: 'campus', name: '校园', footprints })).toMatchObject({
    ok: true,
  });
  const { places } = await planOf('campus');
  const buildings = places.filter(({ kind }) => kind === 'building');
  expect(buildings.map(({ id }) => id)).toEqual(['逸夫楼', '2']);
  const size = buildings[0]?.box?.sizeM ?? [0, 0, 0];
  // 0.0004° of longitude at 30.5° and 0.0001° of latitude.
  expect([size[0] - 38.4, size[1] - 11.1, size[2] - 21].every((off) => Math.abs(off) < 0.1)).toBe(true);
  expect(places.filter(({ kind, id }) => kind === 'storey' && id.startsWith('2-1/'))).toHaveLength(4);
  const { manifest } = (await listed()).find(({ id }) => id === 'campus') ?? { manifest: testManifest };
  expect(manifest.origin.latDeg).toBeCloseTo(30.5095, 3);
  expect(
    await ask('POST', '/api/compounds', { id: 'none', name: 'x', footprints: { type: 'Nothing' } }),
  ).toMatchObject({
    error: { code: 'footprints' },
  });
});

describe('changes', () => {
  it('hold at once; the origin is fixed once there are readings', async () => {
    test = await startTestHub();
    await ask('POST', '/api/compounds', template);
    const { manifest } = (await listed()).find(({ id }) => id === 'riverside') ?? { manifest: testManifest };
    const moved = { ...manifest, origin: { ...manifest.origin, latDeg: 30.6 } };
    expect(await ask('PUT', '/api/compounds/riverside', { manifest: moved })).toMatchObject({ ok: true });
    const devices = [{ id: 'l1', system: 'lift', name: 'Lift' }];
    expect(await ask('PUT', '/api/compounds/riverside', { devices })).toMatchObject({ ok: true });
    await test.client.publishAsync(
      'linli/v1/riverside/lift/l1/state',
      JSON.stringify({ t: Date.now(), v: { floor: 2 } }),
      { qos: 1 },
    );
    const renamed = { ...moved, name: { zh: '新名', en: 'New name' } };
    expect(await ask('PUT', '/api/compounds/riverside', { manifest: renamed })).toMatchObject({ ok: true });
    expect(await ask('PUT', '/api/compounds/riverside', { manifest })).toMatchObject({
      error: { code: 'compound-frame' },
    });
    expect(
      await ask('PUT', '/api/compounds/riverside', { manifest: { ...renamed, demo: true } }),
    ).toMatchObject({
      error: { code: 'compound-demo' },
    });
    expect(
      (await ask('PUT', '/api/compounds/riverside', { devices: [...devices, ...devices] })).error?.message,
    ).toContain('devices.json, [1].id: the device “lift/l1” is there twice');
    expect((await listed()).find(({ id }) => id === 'riverside')).toMatchObject({
      manifest: { name: { en: 'New name' } },
      devices: 1,
    });
    expect(await ask('PUT', '/api/compounds/riverside', { devices: [] })).toMatchObject({ ok: true });
    expect((await listed()).find(({ id }) => id === 'riverside')?.devices).toBe(0);
  });

  it('one that is removed keeps its history and its numbers; the home stays', async () => {
    test = await startTestHub();
    await ask('POST', '/api/compounds', template);
    const speak = async (device: string, floor: number) => {
      await test.client.publishAsync(
        `linli/v1/riverside/lift/${device}/meta`,
        JSON.stringify({ name: device }),
        { qos: 1 },
      );
      await test.client.publishAsync(
        `linli/v1/riverside/lift/${device}/state`,
        JSON.stringify({ t: Date.now(), v: { floor } }),
        { qos: 1 },
      );
    };
    await speak('l1', 3);
    expect(await ask('DELETE', '/api/compounds/test')).toMatchObject({ error: { code: 'compound-home' } });
    expect(await ask('DELETE', '/api/compounds/riverside')).toMatchObject({ ok: true });
    expect((await listed()).map(({ id }) => id)).toEqual(['test']);
    expect(existsSync(folderOf('riverside'))).toBe(false);
    expect(readdirSync(join(test.dataDir, 'removed'))[0]).toMatch(/^riverside-\d{4}-/);
    await ask('POST', '/api/compounds', template);
    // Another device first: were numbers given anew, it would get the lift's.
    await speak('l2', 9);
    await speak('l1', 4);
    const readings = async (device: string) =>
      (
        await test.get<{ readings: { value: number }[] }>(
          `/api/points/${encodeURIComponent(`riverside/lift/${device}/floor`)}/history?from=0`,
        )
      ).readings.map(({ value }) => value);
    await eventually(
      () => readings('l1'),
      (values) => values.length === 2,
    );
    expect([await readings('l1'), await readings('l2')]).toEqual([[3, 4], [9]]);
  });
});

it('an announced compound is claimed with its devices, or forgotten', async () => {
  test = await startTestHub();
  await announce('stray');
  await announce('other');
  expect(await ask('PUT', '/api/compounds/stray', { devices: [] })).toMatchObject({
    error: { code: 'not-stored-compound' },
  });
  expect(
    await ask('POST', '/api/compounds/stray/claim', { name: { zh: '归属', en: 'Claimed' } }),
  ).toMatchObject({ ok: true });
  expect(await ask('DELETE', '/api/compounds/other')).toMatchObject({ ok: true });
  const found = await listed();
  expect(found.map(({ id, manifest, devices }) => [id, manifest.announced, devices])).toEqual([
    ['test', undefined, 6],
    ['stray', undefined, 1],
  ]);
  expect(existsSync(join(folderOf('stray'), 'devices.json'))).toBe(true);
  expect(await ask('POST', '/api/compounds/stray/claim', {})).toMatchObject({
    error: { code: 'compound-claimed' },
  });
});

it('the faults of a bad folder stand as an alert and in a list', async () => {
  const faults = {
    broken: [faultOf('plan.json', '', 'file-not-json', { line: 3 })],
  };
  test = await startTestHub({ compoundFaults: faults });
  mkdirSync(folderOf('broken'), { recursive: true });
  writeFileSync(join(folderOf('broken'), 'plan.json'), '{');
  const { alerts } = await ask('GET', '/api/health');
  expect(alerts).toContainEqual(
    expect.objectContaining({
      id: 'compound:broken',
      code: 'compound-not-served',
      message: expect.stringContaining('plan.json: line 3 is not JSON'),
    }),
  );
  expect(await test.get('/api/compound-faults')).toMatchObject({
    faults: [{ compound: 'broken', faults: [{ message: 'plan.json：第 3 行不是 JSON' }] }],
  });
});

/** A model is put where it belongs by hand, stays there when its cache is made anew, and goes back. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import proj4 from 'proj4';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { crsDefinition } from '#shared/geo/crsDefinitions.ts';
import { after, moveBy, turnAbout, type HandPlacement } from '#shared/models/handPlacement.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { testIfc } from '#hub/testIfc.ts';

let dir = '';
let room: ModelRoom;
const bytes = Buffer.from(
  testIfc([
    { name: 'long', at: [0, 0, 0], sizeM: [10, 2, 3] },
    { name: 'mark', at: [9, 0, 0], sizeM: [1, 1, 5] },
  ]),
);

async function bounds(id: string): Promise<readonly [Enu, Enu]> {
  const found = (await room.get(id))?.bounds;
  if (!found) throw new Error('no bounds');
  const round = ([x, y, z]: Enu): Enu => [
    Math.round(x * 1000) / 1000,
    Math.round(y * 1000) / 1000,
    Math.round(z * 1000) / 1000,
  ];
  return [round(found.minEnu), round(found.maxEnu)];
}
async function placed(id: string, hand: HandPlacement | null, asMeant?: boolean) {
  const result = await room.place(id, hand, asMeant);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const { jobId } = result.value;
  await vi.waitFor(() => expect(room.jobs().find((job) => job.jobId === jobId)?.phase).toBe('done'), {
    timeout: 30_000,
  });
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-hand-'));
  room = createModelRoom({ dataDir: dir });
  for (const [modelId, keepSources] of [
    ['club', true],
    ['fixed', false],
  ] as const) {
    const result = await room.importNow({
      name: modelId,
      modelId,
      keepSources,
      files: [{ name: 'club.ifc', bytes }],
    });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
  }
  await vi.waitFor(async () => expect(await readdir(join(dir, 'models/sources'))).toHaveLength(1), {
    timeout: 30_000,
  });
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

test('turned by a quarter about a point and moved, to the millimetre; heights of storeys with it', async () => {
  const [min, max] = await bounds('club');
  const middle: Enu = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, 0];
  await placed('club', after(turnAbout(middle, Math.PI / 2), moveBy([100, 50, 4])));
  const [nextMin, nextMax] = await bounds('club');
  const size = (a: Enu, b: Enu) =>
    [b[0] - a[0], b[1] - a[1], b[2] - a[2]].map((one) => Math.round(one * 1000) / 1000);
  const [length, depth, height] = size(min, max);
  expect(size(nextMin, nextMax)).toEqual([depth, length, height]);
  expect((nextMin[0] + nextMax[0]) / 2).toBeCloseTo(middle[0] + 100, 3);
  expect((nextMin[1] + nextMax[1]) / 2).toBeCloseTo(middle[1] + 50, 3);
  expect(nextMin[2]).toBeCloseTo(min[2] + 4, 3);
  const manifest = await room.get('club');
  expect(manifest).toMatchObject({ placedBy: 'hand', isMovable: true, storeys: [{ elevationM: 4 }] });
  expect(manifest?.warnings.map(({ code }) => code)).not.toContain('recentred');
  const columns = await room.elements('club');
  const mark = columns?.name.indexOf('mark') ?? -1;
  // Its eastern end is its northern one now.
  expect(columns?.centreEnu[mark]?.[1]).toBeGreaterThan(middle[1] + 50 + 3);
});

test('a damaged cache is made anew where it was put', async () => {
  const before = await bounds('club');
  const key = (await room.get('club'))?.contentKey ?? '';
  await writeFile(join(dir, 'models/cache', key, 'chunk-0.bin'), 'noise');
  await room.stop();
  room = createModelRoom({ dataDir: dir });
  await vi.waitFor(async () => expect((await room.chunk('club', 0)).ok).toBe(true), { timeout: 30_000 });
  expect(await bounds('club')).toEqual(before);
});

test('back by itself it stands where it stood; one without its files stays', async () => {
  await placed('club', null);
  expect(await bounds('club')).toEqual(await bounds('fixed'));
  expect(await room.get('club')).toMatchObject({ placedBy: 'recentring' });
  expect((await room.get('club'))?.hand).toBeUndefined();
  expect(await room.place('fixed', moveBy([1, 0, 0]))).toMatchObject({
    ok: false,
    error: { code: 'model-fixed' },
  });
  expect(await room.place('none', null)).toMatchObject({ ok: false, error: { code: 'no-model' } });
  expect((await room.get('fixed'))?.isMovable).toBe(false);
});

test('a position in millimetres is doubted, and taken as it was meant once somebody agrees', async () => {
  const crs = crsDefinition('EPSG:4547') ?? '';
  const [latDeg, lonDeg] = [30.5, 114.4];
  const [eastingM, northingM] = proj4('EPSG:4326', crs).forward([lonDeg, latDeg]);
  const target = {
    latDeg,
    lonDeg,
    heightM: 0,
    crs: 'EPSG:4547',
    eastingM,
    northingM,
    timeZone: 'Asia/Shanghai',
  };
  // Ten metres east of the compound's origin, written in thousandths.
  const more = `#100000=IFCPROJECTEDCRS('EPSG:4547',$,$,$,$,$,#3);
#100001=IFCMAPCONVERSION(#5,#100000,${((eastingM + 10) * 1000).toFixed(1)},${(northingM * 1000).toFixed(1)},0.,1.,0.,1.);`;
  const files = [
    { name: 'far.ifc', bytes: Buffer.from(testIfc([{ name: 'box', sizeM: [2, 2, 2] }], { more })) },
  ];
  const result = await room.importNow({ name: 'far', modelId: 'far', keepSources: true, target, files });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  expect(result.value.placedBy).toBe('recentring');
  expect(result.value.warnings.map(({ code }) => code)).toContain('position-unit');
  await vi.waitFor(
    async () =>
      expect(
        (await readdir(join(dir, 'models/sources'))).filter((name) => name.endsWith('.zst')).length,
      ).toBeGreaterThan(1),
    { timeout: 30_000 },
  );
  await placed('far', null, true);
  const taken = await room.get('far');
  expect(taken?.placedBy).toBe('coordinates');
  expect(taken?.warnings.map(({ code }) => code)).toEqual(['position-taken']);
  const [min, max] = await bounds('far');
  expect((min[0] + max[0]) / 2).toBeGreaterThan(9);
  expect((min[0] + max[0]) / 2).toBeLessThan(13);
  expect(Math.abs((min[1] + max[1]) / 2)).toBeLessThan(3);
  // It stays agreed when it is moved by hand afterwards.
  await placed('far', moveBy([0, 5, 0]));
  expect((await bounds('far'))[0][1]).toBeCloseTo(min[1] + 5, 3);
});

/** A cache that a disk has damaged is noticed and made anew; nothing wrong is ever served. */
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import { testIfc } from '#hub/testIfc.ts';

let dir = '';
let room: ModelRoom;
let key = '';
const set = `#100000=IFCPROPERTYSINGLEVALUE('FireRating',$,IFCLABEL('REI 90'),$);
#100001=IFCPROPERTYSET('0Pset00000000000000000',$,'Pset_WallCommon',$,(#100000));
#100002=IFCRELDEFINESBYPROPERTIES('0Def000000000000000000',$,$,$,(#1000),#100001);`;
const text = testIfc([{ name: 'a' }, { name: 'b', at: [3, 0, 0] }, { name: 'c', at: [6, 0, 0] }], {
  more: set,
});

async function imported() {
  const result = await room.importNow({
    name: 'House',
    modelId: 'house',
    keepSources: true,
    files: [{ name: 'house.ifc', bytes: Buffer.from(text) }],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const filesDir = () => join(dir, 'models/cache', key);
const ready = async (): Promise<void> => {
  await expect.poll(async () => (await room.chunk('house', 0)).ok).toBe(true);
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-cache-'));
  room = createModelRoom({ dataDir: dir });
  key = (await imported()).contentKey;
  await vi.waitFor(async () => expect(await readdir(join(dir, 'models/sources'))).toHaveLength(1), {
    timeout: 30_000,
  });
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

test.each(['chunk-0.bin', 'properties.bin', 'elements.json.gz', 'manifest.json', 'sums.json'])(
  'a flipped bit in %s is noticed and mended',
  async (name) => {
    const path = join(filesDir(), name);
    const good = await readFile(path);
    const bad = Buffer.from(good);
    bad[bad.length >> 1] = (bad[bad.length >> 1] ?? 0) ^ 4;
    await writeFile(path, bad);
    // A hub that starts now has read nothing yet.
    await room.stop();
    room = createModelRoom({ dataDir: dir });
    const answers = [
      await room.chunk('house', 0),
      await room.packedElements('house'),
      await room.element('house', 0),
    ];
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expect(answer).toMatchObject({ error: { code: 'model-repairing' } });
    await ready();
    // The other two hold when the import was made.
    if (/chunk|properties|elements/.test(name)) expect(await readFile(path)).toEqual(good);
    const wall = (await room.elements('house'))?.name.indexOf('a') ?? -1;
    expect(await room.element('house', wall)).toMatchObject({
      ok: true,
      value: { properties: expect.arrayContaining([expect.objectContaining({ value: 'REI 90' })]) },
    });
  },
);

test('a cut or missing part makes a second import do the work again', async () => {
  await truncate(join(filesDir(), 'chunk-0.bin'), 20);
  await imported();
  expect((await room.chunk('house', 0)).ok).toBe(true);
  await rm(join(filesDir(), 'properties.bin'));
  await imported();
  expect((await room.element('house', 0)).ok).toBe(true);
});

test('what was imported without its files is said to be damaged', async () => {
  const made = await room.importNow({
    name: 'Shed',
    modelId: 'shed',
    files: [{ name: 'shed.ifc', bytes: Buffer.from(testIfc([{ name: 'x' }])) }],
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  await rm(join(dir, 'models/cache', made.value.contentKey, 'chunk-0.bin'));
  const verdict = { code: 'model-damaged', params: { name: 'Shed' } };
  expect(await room.chunk('shed', 0)).toMatchObject({ error: verdict });
  // All of it gone, it is not among the models, but told of among the imports.
  await rm(join(dir, 'models/cache', made.value.contentKey), { recursive: true });
  await room.stop();
  room = createModelRoom({ dataDir: dir });
  expect((await room.list()).map(({ id }) => id)).not.toContain('shed');
  expect(room.jobs()).toContainEqual(
    expect.objectContaining({ name: 'Shed', phase: 'failed', error: verdict }),
  );
});

test('properties are found by name, value and text', async () => {
  await ready();
  const columns = await room.elements('house');
  const wall = columns?.name.indexOf('a') ?? -1;
  expect(await room.groupsBy('house', 'Pset_WallCommon', 'FireRating')).toEqual({
    ok: true,
    value: [{ value: 'REI 90', unit: null, elements: [wall] }],
  });
  const names = await room.propertyNames('house');
  expect(names.ok && names.value).toContainEqual({ set: 'Pset_WallCommon', name: 'FireRating', values: 1 });
  const [model] = await room.list();
  expect((await room.searchElements(model ? [model] : [], 'rei 90', 5)).map(({ name }) => name)).toEqual([
    'a',
  ]);
});

test('many small blanks in an archive are as much of a bomb as one large', async () => {
  const blank = new Uint8Array(6 * 2 ** 20).fill(32);
  const entries = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}.ifc`, blank]));
  const result = await room.importNow({ name: 'b', files: [{ name: 'b.ifczip', bytes: zipSync(entries) }] });
  expect(result).toMatchObject({ error: { code: 'zip-too-large' } });
});

test('a checksum that does not fit is told', async () => {
  const zip = Buffer.from(zipSync({ 'a.ifc': Buffer.from(testIfc([{ name: 'zipped' }])) }));
  const entry = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  zip.writeUInt32LE(1, entry + 16);
  const result = await room.importNow({ name: 'c', files: [{ name: 'c.ifczip', bytes: zip }] });
  expect(result.ok && result.value.warnings.map(({ code }) => code)).toContain('zip-crc');
});

test('one lost vertex does not move the building; it is named', async () => {
  const boxes = Array.from({ length: 12 }, (_, i) => ({ name: `wall ${i}`, at: [i * 2, 0, 0] as const }));
  const far = { name: 'lost', at: [9_000_000, 0, 0] as const };
  const bytes = Buffer.from(testIfc([...boxes, far]));
  const result = await room.importNow({ name: 'far', files: [{ name: 'far.ifc', bytes }] });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  expect(result.value.bounds?.maxEnu[0]).toBeLessThan(20);
  const outlier = result.value.warnings.find(({ code }) => code === 'outlier');
  expect(outlier?.params).toEqual({ element: 'lost', km: '9000.0' });
});

test('an import that ended with its hub is told of by the next, once', async () => {
  const jobs = join(dir, 'models/jobs');
  await mkdir(jobs, { recursive: true });
  const job = { jobId: 'j', name: 'Tower', compound: null, phase: 'geometry', fraction: 0.4, file: null };
  // No process has this id: it is beyond what Linux gives.
  await writeFile(join(jobs, '99999999-j.json'), JSON.stringify({ ...job, modelId: null, error: null }));
  await writeFile(join(jobs, `${process.pid}-other.json`), '{}');
  const next = createModelRoom({ dataDir: dir });
  expect(next.jobs()).toMatchObject([
    { name: 'Tower', phase: 'failed', error: { code: 'import-interrupted' } },
  ]);
  expect(await readdir(jobs)).toEqual([`${process.pid}-other.json`]);
  await next.stop();
});

test('a model of several files is made again of all of them', async () => {
  const obj = 'mtllib a.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\no Plate\nusemtl red\nf 1 2 3\n';
  const files = [
    { name: 'parts/plate.obj', bytes: Buffer.from(obj) },
    { name: 'parts/a.mtl', bytes: Buffer.from('newmtl red\nKd 1 0 0\n') },
  ];
  const made = await room.importNow({ name: 'Plate', modelId: 'plate', keepSources: true, files });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const before = await room.chunk('plate', 0);
  await vi.waitFor(
    async () =>
      expect(
        (await readdir(join(dir, 'models/sources'))).filter((name) => name.endsWith('.zst')).length,
      ).toBeGreaterThan(2),
    { timeout: 30_000 },
  );
  await rm(join(dir, 'models/cache', made.value.contentKey, 'chunk-0.bin'));
  expect(await room.chunk('plate', 0)).toMatchObject({ error: { code: 'model-repairing' } });
  await expect.poll(async () => (await room.chunk('plate', 0)).ok).toBe(true);
  expect(await room.chunk('plate', 0)).toEqual(before);
});

test('the same bytes under the name that is asked for are another model', async () => {
  const obj = Buffer.from('mtllib b.mtl\nv 0 0 0\nv 2 0 0\nv 0 2 0\no Plate\nusemtl red\nf 1 2 3\n');
  const colours = Buffer.from('newmtl red\nKd 1 0 0\n');
  const colourAs = async (name: string): Promise<number | undefined> => {
    const files = [
      { name: 'plate.obj', bytes: obj },
      { name, bytes: colours },
    ];
    const made = await room.importNow({ name, files });
    if (!made.ok) throw new Error(made.error.code);
    const sent = await room.chunk(made.value.id, 0);
    const chunk = await decodeChunk(new Uint8Array(sent.ok ? sent.value.bytes : []).buffer);
    return chunk.colors[1];
  };
  expect(await colourAs('wrong.mtl')).toBeGreaterThan(0);
  expect(await colourAs('b.mtl')).toBe(0);
});

test('kept files that are not what was kept make no model, and are not tried again and again', async () => {
  const sources = join(dir, 'models/sources');
  const kept = (await readdir(sources)).filter((name) => name.endsWith('.zst'));
  const good = await Promise.all(kept.map((name) => readFile(join(sources, name))));
  key = (await room.get('house'))?.contentKey ?? '';
  const { zstdCompressSync } = await import('node:zlib');
  for (const name of kept)
    await writeFile(
      join(sources, name),
      zstdCompressSync(Buffer.from(text.replace('(0.,0.,0.)', '(0.,0.,9.)'))),
    );
  await rm(join(filesDir(), 'chunk-0.bin'));
  await room.stop();
  room = createModelRoom({ dataDir: dir });
  const begun = new Set<string>();
  room.onProgress(({ jobId }) => begun.add(jobId));
  await vi.waitFor(
    async () => expect(await room.chunk('house', 0)).toMatchObject({ error: { code: 'model-damaged' } }),
    { timeout: 30_000 },
  );
  for (let i = 0; i < 5; i++) await room.list();
  expect(begun.size).toBe(1);
  await Promise.all(kept.map((name, i) => writeFile(join(sources, name), good[i] ?? '')));
  key = (await imported()).contentKey;
  expect((await room.chunk('house', 0)).ok).toBe(true);
  // Imported anew, it is made again when it is damaged again.
  await rm(join(filesDir(), 'chunk-0.bin'));
  await ready();
});

test('what is moved leaves nothing of how it stood, and what is deleted meanwhile stays deleted', async () => {
  const cached = () => readdir(join(dir, 'models/cache'));
  const before = (await cached()).length;
  const moved = await room.place('house', { turnRad: 0, shiftM: [1, 2, 3] });
  if (!moved.ok) throw new Error(moved.error.code);
  const over = (jobId: string) => () =>
    expect(room.jobs().find((job) => job.jobId === jobId)?.phase).toMatch(/done|failed|cancelled/);
  await vi.waitFor(over(moved.value.jobId), { timeout: 30_000 });
  expect(await cached()).toHaveLength(before);
  const again = await room.place('house', { turnRad: 0, shiftM: [9, 9, 9] });
  if (!again.ok) throw new Error(again.error.code);
  expect(await room.remove('house')).toBe(true);
  await vi.waitFor(over(again.value.jobId), { timeout: 30_000 });
  expect(await room.get('house')).toBeNull();
});

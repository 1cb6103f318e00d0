/** What models take of the disk: no more than they may after each import, and nothing once they are deleted. */
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { testIfc } from '#hub/testIfc.ts';

let dir = '';
let room: ModelRoom;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-disk-'));
  room = createModelRoom({ dataDir: dir });
});
afterEach(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

async function keep(modelId: string, content: string): Promise<string> {
  const files = [{ name: `${modelId}.ifc`, bytes: Buffer.from(testIfc([{ name: content }])) }];
  const made = await room.importNow({ name: modelId, modelId, keepSources: true, files });
  if (!made.ok) throw new Error(made.error.code);
  return made.value.contentKey;
}
const sources = () => readdir(join(dir, 'models/sources'));
const cached = (key: string) => readdir(join(dir, 'models/cache', key));
const waitFor = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000 });

test('what is above the cap is thinned after an import, stays among the models, and is made again for who looks', async () => {
  await room.stop();
  room = createModelRoom({ dataDir: dir, limits: { cacheBytes: 1 } });
  const first = await keep('first', 'a');
  await waitFor(async () => expect(await sources()).toHaveLength(1));
  expect(await cached(first)).toContain('chunk-0.bin');
  const second = await keep('second', 'b');
  expect(await cached(first)).toEqual(['manifest.json', 'sums.json']);
  expect(await cached(second)).toContain('chunk-0.bin');
  expect((await room.list()).map(({ id }) => id)).toEqual(['first', 'second']);
  expect(room.jobs().filter(({ phase }) => phase !== 'done')).toEqual([]);
  expect(await room.chunk('first', 0)).toMatchObject({ error: { code: 'model-repairing' } });
  await waitFor(async () => expect((await room.chunk('first', 0)).ok).toBe(true));
  // Nobody takes from whom somebody looks at.
  await keep('third', 'c');
  expect(await cached(first)).toContain('chunk-0.bin');
});

test('kept files go with the last model that is made of them', async () => {
  await keep('one', 'a');
  await keep('two', 'a');
  await waitFor(async () => expect(await sources()).toHaveLength(1));
  await room.remove('one');
  // The second packs the same file once more; its half is beside it for a moment.
  await waitFor(async () => expect(await sources()).toEqual([expect.stringMatching(/\.zst$/)]));
  await room.remove('two');
  await waitFor(async () => expect(await sources()).toEqual([]));
});

test('files that are packed while their model is deleted go too', async () => {
  await keep('brief', 'a');
  await room.remove('brief');
  await room.stop();
  await waitFor(async () => expect(await sources().catch(() => [])).toEqual([]));
});

test('a hub that starts beside another leaves alone what that one is writing', async () => {
  await room.stop();
  const kept = join(dir, 'models/sources');
  await mkdir(kept, { recursive: true });
  const old = new Date(Date.now() - 3_600_000);
  const write = async (name: string, at: Date) => {
    await writeFile(join(kept, name), 'x');
    await utimes(join(kept, name), at, at);
  };
  await write(`a.zst.part-${process.pid}`, old);
  await write('b.zst', new Date());
  await write('c.zst', old);
  await write('d.zst.part-999999999', old);
  room = createModelRoom({ dataDir: dir });
  await room.stop();
  expect((await sources()).sort()).toEqual([`a.zst.part-${process.pid}`, 'b.zst']);
});

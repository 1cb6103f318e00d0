/** What an import has made already is to be had while it runs, where the model will stand, and no longer once it is over. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { testIfc } from '#hub/testIfc.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import type { ImportProgress } from '#shared/protocol/model.ts';

let dir = '';
let room: ModelRoom;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-drafts-'));
  room = createModelRoom({ dataDir: dir });
});
afterAll(async () => {
  await room.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Walls of different lengths and, as many again, of one. */
const walls = Array.from({ length: 300 }, (_, i) => ({
  name: `w${i}`,
  at: [i % 20, Math.floor(i / 20), 0] as const,
  sizeM: i % 2 === 0 ? ([0.5, 0.5, 1] as const) : ([0.3 + i / 1000, 0.4, 2] as const),
}));

async function importWatched(drafts: boolean, more = '') {
  const steps: ImportProgress[] = [];
  const chunks: Uint8Array[] = [];
  const stop = room.onProgress((progress) => {
    steps.push(progress);
    if (progress.draft?.chunks !== chunks.length + 1) return;
    const chunk = room.draft(progress.jobId, chunks.length);
    if (chunk) chunks.push(chunk);
  });
  const bytes = Buffer.from(testIfc(walls, { more }));
  const result = await room.importNow({ name: 'Walls', drafts, files: [{ name: 'walls.ifc', bytes }] });
  stop();
  if (!result.ok) throw new Error(result.error.code);
  return { manifest: result.value, steps, chunks };
}

test('all of it was seen before it was done, each wall once, copies too', async () => {
  const { manifest, steps, chunks } = await importWatched(true);
  expect(chunks.length).toBeGreaterThan(0);
  const decoded = await Promise.all(chunks.map((chunk) => decodeChunk(new Uint8Array(chunk).buffer)));
  const triangles = decoded.reduce((sum, { index }) => sum + index.length / 3, 0);
  expect(triangles).toBe(manifest.counts.triangles);
  const last = steps.at(-1);
  expect(last).toMatchObject({ phase: 'done', draft: null });
  expect(room.draft(last?.jobId ?? '', 0)).toBeNull();
  // As large as the model; where files say nothing of their place it stands at its middle.
  const draft = steps.find((step) => step.draft)?.draft;
  expect(draft?.placedBy).toBe('recentring');
  const { bounds } = manifest;
  for (const axis of [0, 1, 2] as const) {
    const values = decoded.flatMap(({ positions, originEnu }) =>
      [...positions].filter((_, i) => i % 3 === axis).map((value) => value + originEnu[axis]),
    );
    expect(Math.min(...values)).toBeCloseTo(bounds?.minEnu[axis] ?? NaN, 2);
    expect(Math.max(...values)).toBeCloseTo(bounds?.maxEnu[axis] ?? NaN, 2);
  }
});

test('nothing is made for nobody', async () => {
  const { steps, chunks } = await importWatched(false, '/* another file */');
  expect(chunks).toEqual([]);
  expect(steps.every(({ draft }) => draft === null)).toBe(true);
});

test('of a large file something is seen before it is understood', async () => {
  const filling = Array.from(
    { length: 90_000 },
    (_, i) =>
      `#${100_000 + i}=IFCPROPERTYSINGLEVALUE('Serial number ${i}',$,IFCLABEL('${i}-${'x'.repeat(60)}'),$);`,
  );
  const { manifest, steps, chunks } = await importWatched(true, filling.join('\n'));
  const first = steps.find(({ draft }) => draft !== null);
  expect(first?.phase).toBe('properties');
  const look = await decodeChunk(new Uint8Array(chunks[0] ?? []).buffer);
  expect(look.index.length / 3).toBe(manifest.counts.triangles);
});

/** What an import has made already is to be had while it runs, where the model will stand, and no longer once it is over. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelRoom, type ModelRoom } from '#hub/models/index.ts';
import { testIfc, type TestBox } from '#hub/testIfc.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import type { DecodedChunk, ImportProgress } from '#shared/protocol/model.ts';

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

async function importWatched(drafts: boolean, more = '', boxes: readonly TestBox[] = walls) {
  const steps: ImportProgress[] = [];
  const chunks: { readonly bytes: Uint8Array; readonly phase: ImportProgress['phase'] }[] = [];
  const stop = room.onProgress((progress) => {
    steps.push(progress);
    if (progress.draft?.chunks !== chunks.length + 1) return;
    const draft = room.draft(progress.jobId, chunks.length);
    if (draft) chunks.push({ bytes: draft, phase: progress.phase });
  });
  const bytes = Buffer.from(testIfc(boxes, { more }));
  const result = await room.importNow({ name: 'Walls', drafts, files: [{ name: 'walls.ifc', bytes }] });
  stop();
  if (!result.ok) throw new Error(result.error.code);
  return { manifest: result.value, steps, chunks };
}

const decoded = (chunks: readonly { readonly bytes: Uint8Array }[]) =>
  Promise.all(chunks.map(({ bytes }) => decodeChunk(new Uint8Array(bytes).buffer)));

const trianglesOf = (chunks: readonly DecodedChunk[]) =>
  chunks.reduce((sum, { index }) => sum + index.length / 3, 0);

function extentOf(chunks: readonly DecodedChunk[], axis: 0 | 1 | 2) {
  const values = chunks.flatMap(({ positions, originEnu }) =>
    [...positions].filter((_, i) => i % 3 === axis).map((value) => value + originEnu[axis]),
  );
  return { min: Math.min(...values), max: Math.max(...values) };
}

test('all of it was seen before it was done, each wall once, copies too', async () => {
  const { manifest, steps, chunks } = await importWatched(true);
  expect(chunks.length).toBeGreaterThan(0);
  const seen = await decoded(chunks);
  expect(trianglesOf(seen)).toBe(manifest.counts.triangles);
  const last = steps.at(-1);
  expect(last).toMatchObject({ phase: 'done', draft: null });
  expect(room.draft(last?.jobId ?? '', 0)).toBeNull();
  // As large as the model; where files say nothing of their place, what was made first stands at the middle.
  const draft = steps.find((step) => step.draft)?.draft;
  expect(draft?.placedBy).toBe('recentring');
  const { bounds } = manifest;
  for (const axis of [0, 1, 2] as const) {
    const [all, first] = [extentOf(seen, axis), extentOf(seen.slice(0, 1), axis)];
    expect(all.max - all.min).toBeCloseTo((bounds?.maxEnu[axis] ?? NaN) - (bounds?.minEnu[axis] ?? NaN), 2);
    expect(axis === 2 ? first.min : (first.min + first.max) / 2).toBeCloseTo(0, 2);
  }
});

test('what is far off has a chunk of its own, and is not what is shown first', async () => {
  const far = { name: 'lost', at: [90_000, 0, 0], sizeM: [0.7, 0.7, 0.7] } as const;
  const { chunks, steps } = await importWatched(true, '', [far, ...walls]);
  const seen = await decoded(chunks);
  for (const chunk of seen) {
    const { min, max } = extentOf([chunk], 0);
    expect(max - min).toBeLessThan(100);
  }
  expect(trianglesOf(seen)).toBe((walls.length + 1) * 12);
  const { bounds } = steps.find(({ draft }) => draft)?.draft ?? {};
  expect((bounds?.maxEnu[0] ?? NaN) - (bounds?.minEnu[0] ?? NaN)).toBeLessThan(100);
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
  const { manifest, chunks } = await importWatched(true, filling.join('\n'));
  const early = await decoded(chunks.filter(({ phase }) => phase === 'properties'));
  expect(trianglesOf(early)).toBeGreaterThanOrEqual(manifest.counts.triangles);
});

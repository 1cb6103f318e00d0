import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createUploads, type Upload, type Uploads } from './uploads.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'linli-uploads-'))));
afterEach(() => rmSync(dir, { recursive: true }));

async function begun(uploads: Uploads, by: string, bytes = 0): Promise<Upload> {
  const found = await uploads.begin(by, bytes);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}
const codeOf = async (uploads: Uploads, by: string, bytes = 0) => {
  const found = await uploads.begin(by, bytes);
  return found.ok ? 'ok' : found.error.code;
};

it('removes what an ended hub left behind, and nothing else', () => {
  mkdirSync(join(dir, 'upload-abc'));
  writeFileSync(join(dir, 'upload-abc', '0.part'), 'x');
  writeFileSync(join(dir, 'other'), 'x');
  createUploads({ dir, now: Date.now });
  expect(readdirSync(dir)).toEqual(['other']);
});

it('takes so many bytes a day of one caller, counted as they come, and begins anew the next day', async () => {
  let nowMs = Date.now();
  const uploads = createUploads({ dir, now: () => nowMs, limits: { bytesPerDay: 100 } });
  const first = await begun(uploads, 'li');
  expect((await first.take('0.part', Readable.from([Buffer.alloc(60)]))).ok).toBe(true);
  // Announced as nothing, it is stopped on the way and leaves nothing.
  const second = await begun(uploads, 'li');
  expect(await second.take('0.part', Readable.from([Buffer.alloc(30), Buffer.alloc(30)]))).toMatchObject({
    error: { code: 'upload-quota' },
  });
  expect(readdirSync(second.dir)).toEqual([]);
  first.end();
  second.end();
  expect(await codeOf(uploads, 'li', 1)).toBe('upload-quota');
  expect(await codeOf(uploads, 'wang', 1)).toBe('ok');
  nowMs += 86_400_000;
  expect(await codeOf(uploads, 'li', 1)).toBe('ok');
});

it('takes a few at once, and leaves room on the disk', async () => {
  const uploads = createUploads({ dir, now: Date.now, limits: { atOnce: 3, atOnceOfOne: 2 } });
  const held = [await begun(uploads, 'li'), await begun(uploads, 'li')];
  expect(await codeOf(uploads, 'li')).toBe('upload-busy');
  held.push(await begun(uploads, 'wang'));
  expect(await codeOf(uploads, 'chen')).toBe('upload-busy');
  held[0]?.end();
  held[0]?.end();
  expect(await codeOf(uploads, 'li')).toBe('ok');
  const full = createUploads({ dir, now: Date.now, limits: { spareBytes: Number.MAX_SAFE_INTEGER } });
  expect(await codeOf(full, 'li')).toBe('upload-disk');
  expect(await codeOf(full, 'li')).toBe('upload-disk');
});

it('that was not announced ends where it would take the last of the disk', async () => {
  const { bavail, bsize } = statfsSync(dir);
  const limits = { spareBytes: bavail * bsize - 40 * 1024 ** 2 };
  const upload = await begun(createUploads({ dir, now: Date.now, limits }), 'li');
  let read = 0;
  const part = new Readable({
    read() {
      read += 1024 ** 2;
      this.push(read <= 200 * 1024 ** 2 ? Buffer.alloc(1024 ** 2) : null);
    },
  });
  expect(await upload.take('0.part', part)).toMatchObject({ error: { code: 'upload-disk' } });
  expect(read).toBeLessThan(120 * 1024 ** 2);
  expect(readdirSync(upload.dir)).toEqual([]);
});

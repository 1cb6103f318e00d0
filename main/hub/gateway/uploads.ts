/**
 * Uploads wait in folders of their own until they are imported. Bounded: a few at a time, so many bytes a day for one
 * caller, and never the last of the disk, which belongs to alarms. What an ended hub left behind is removed at the start.
 */
import { createWriteStream, readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const GiB = 1024 ** 3;
export interface UploadLimits {
  readonly bytesPerDay: number;
  readonly atOnce: number;
  readonly atOnceOfOne: number;
  /** Left free on the disk whatever is uploaded. */
  readonly spareBytes: number;
}
const usualLimits: UploadLimits = { bytesPerDay: 20 * GiB, atOnce: 6, atOnceOfOne: 2, spareBytes: GiB };
const dayMs = 86_400_000;

export interface Upload {
  readonly dir: string;
  /** Writes a part into the folder; a fault where it would be too much, and the part is gone again. */
  take(name: string, part: Readable): Promise<Result<string>>;
  /** No more comes; the folder stays until `remove`. */
  end(): void;
  remove(): Promise<void>;
}

export interface Uploads {
  begin(by: string, announcedBytes: number): Promise<Result<Upload>>;
}

class TooMuch extends Error {}
class NoRoom extends Error {}
/** The disk is looked at again after so many bytes of an upload. */
const lookBytes = 16 * 1024 ** 2;

export function createUploads(options: {
  readonly dir: string;
  readonly now: () => number;
  readonly limits?: Partial<UploadLimits>;
}): Uploads {
  const { dir, now } = options;
  const limits = { ...usualLimits, ...options.limits };
  const running = new Map<string, number>();
  let day = -1;
  let taken = new Map<string, number>();
  for (const left of folders(dir)) rmSync(join(dir, left), { recursive: true, force: true });

  function bytesToday(by: string): number {
    const today = Math.floor(now() / dayMs);
    if (today !== day) taken = new Map();
    day = today;
    return taken.get(by) ?? 0;
  }
  const overQuota = () => failure('upload-quota');

  const noRoom = () => failure('upload-disk');
  async function spare(): Promise<number> {
    const { bavail, bsize } = await statfs(dir);
    return bavail * bsize - limits.spareBytes;
  }

  return {
    async begin(by, announcedBytes) {
      const all = [...running.values()].reduce((sum, count) => sum + count, 0);
      if (all >= limits.atOnce || (running.get(by) ?? 0) >= limits.atOnceOfOne) return failure('upload-busy');
      if (bytesToday(by) + announcedBytes > limits.bytesPerDay) return overQuota();
      running.set(by, (running.get(by) ?? 0) + 1);
      let open = true;
      const end = () => {
        if (!open) return;
        open = false;
        const left = (running.get(by) ?? 1) - 1;
        if (left > 0) running.set(by, left);
        else running.delete(by);
      };
      await mkdir(dir, { recursive: true });
      if ((await spare()) < announcedBytes) {
        end();
        return noRoom();
      }
      const own = await mkdtemp(join(dir, 'upload-'));
      return success({
        dir: own,
        end,
        remove: () => rm(own, { recursive: true, force: true }),
        async take(name, part) {
          const path = join(own, name);
          // Counted as it comes: what was announced need not be true.
          let unlooked = 0;
          const count = new Transform({
            transform(chunk: Buffer, _encoding, done) {
              const bytes = bytesToday(by) + chunk.length;
              taken.set(by, bytes);
              if (bytes > limits.bytesPerDay) return done(new TooMuch());
              unlooked += chunk.length;
              if (unlooked < lookBytes) return done(null, chunk);
              unlooked = 0;
              spare().then((left) => (left < 0 ? done(new NoRoom()) : done(null, chunk)), done);
            },
          });
          try {
            await pipeline(part, count, createWriteStream(path));
            return success(path);
          } catch (error) {
            await rm(path, { force: true });
            if (error instanceof TooMuch) return overQuota();
            if (error instanceof NoRoom || isFull(error)) return noRoom();
            throw error;
          }
        },
      });
    },
  };
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}

function folders(dir: string): string[] {
  try {
    return readdirSync(dir).filter((name) => name.startsWith('upload-'));
  } catch {
    return [];
  }
}

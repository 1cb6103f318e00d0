/**
 * Pictures of incidents: files of the data directory by compound and SHA-256, written once and never changed. A file is
 * wholly on the disk before the timeline names it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { isPlainId } from '#shared/twin/topic.ts';

/** Left free on the disk: it belongs to alarms. */
const spareBytes = 1024 ** 3;

export type PictureType = 'image/jpeg' | 'image/png';

export interface Pictures {
  /** The picture's SHA-256, in hex. */
  keep(compound: string, bytes: Uint8Array): Promise<Result<string>>;
  /** Null where there is none. */
  find(compound: string, sha256: string): string | null;
}

const signatures: readonly (readonly [PictureType, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** By its first bytes, whatever it is said to be. */
function pictureType(bytes: Uint8Array): PictureType | null {
  return signatures.find(([, first]) => first.every((byte, i) => bytes[i] === byte))?.[0] ?? null;
}

/** Of a file. */
export async function pictureTypeOf(path: string): Promise<PictureType | null> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return pictureType(buffer);
  } finally {
    await file.close();
  }
}

export function createPictures(dir: string): Pictures {
  const pathOf = (compound: string, sha256: string) => join(dir, compound, sha256);

  async function write(compound: string, sha256: string, bytes: Uint8Array): Promise<void> {
    const part = join(dir, compound, `${randomUUID()}.part`);
    try {
      const file = await open(part, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, pathOf(compound, sha256));
    } finally {
      await rm(part, { force: true });
    }
  }

  return {
    async keep(compound, bytes) {
      if (!isPlainId(compound)) return failure('no-compound', { compound });
      if (pictureType(bytes) === null) return failure('picture-type');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (existsSync(pathOf(compound, sha256))) return success(sha256);
      try {
        await mkdir(join(dir, compound), { recursive: true });
        const { bavail, bsize } = await statfs(dir);
        if (bavail * bsize - bytes.byteLength < spareBytes) return failure('upload-disk');
        await write(compound, sha256, bytes);
        return success(sha256);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        return failure('compound-disk', { reason: code });
      }
    },
    find(compound, sha256) {
      if (!isPlainId(compound) || !/^[0-9a-f]{64}$/.test(sha256)) return null;
      const path = pathOf(compound, sha256);
      return existsSync(path) ? path : null;
    },
  };
}

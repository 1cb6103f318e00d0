/**
 * Files of incidents: in the data directory by compound and SHA-256, written once and never changed. A file is wholly on the
 * disk before the timeline names it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { isPlainId } from '#shared/twin/topic.ts';

/** Left free on the disk: it belongs to alarms. */
const spareBytes = 1024 ** 3;
const roomEveryBytes = 32 * 1024 ** 2;

export interface KeptFile {
  /** In hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface KeptFiles {
  keep(
    compound: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    mostBytes: number,
  ): Promise<Result<KeptFile>>;
  /** Null where there is none. */
  find(compound: string, sha256: string): string | null;
}

export function createKeptFiles(dir: string): KeptFiles {
  const pathOf = (compound: string, sha256: string) => join(dir, compound, sha256);

  async function write(
    part: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    mostBytes: number,
  ): Promise<Result<KeptFile>> {
    /** How far it may grow: asked again on the way, because others write too. */
    const room = async (written: number): Promise<number> => {
      const { bavail, bsize } = await statfs(dir);
      return written + bavail * bsize - spareBytes;
    };
    let roomBytes = await room(0);
    let askedAt = 0;
    const hash = createHash('sha256');
    let bytes = 0;
    const file = await open(part, 'wx', 0o600);
    try {
      for await (const piece of pieces) {
        bytes += piece.byteLength;
        if (bytes > mostBytes) return failure('attachment-large', { mostMb: Math.floor(mostBytes / 1e6) });
        if (bytes - askedAt > roomEveryBytes)
          [roomBytes, askedAt] = [await room(bytes - piece.byteLength), bytes];
        if (bytes > roomBytes) return failure('upload-disk');
        hash.update(piece);
        await file.writeFile(piece);
      }
      if (bytes === 0) return failure('attachment-empty');
      await file.sync();
    } finally {
      await file.close();
    }
    return success({ sha256: hash.digest('hex'), bytes });
  }

  return {
    async keep(compound, pieces, mostBytes) {
      if (!isPlainId(compound)) return failure('no-compound', { compound });
      const part = join(dir, compound, `${randomUUID()}.part`);
      try {
        await mkdir(join(dir, compound), { recursive: true });
        const written = await write(part, pieces, mostBytes);
        if (!written.ok) return written;
        const path = pathOf(compound, written.value.sha256);
        if (!existsSync(path)) await rename(part, path);
        return written;
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        return failure('compound-disk', { reason: code });
      } finally {
        await rm(part, { force: true });
      }
    },
    find(compound, sha256) {
      if (!isPlainId(compound) || !/^[0-9a-f]{64}$/.test(sha256)) return null;
      const path = pathOf(compound, sha256);
      return existsSync(path) ? path : null;
    },
  };
}

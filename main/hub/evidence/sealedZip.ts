/**
 * Writes a zip file whose last words are a signature over all bytes before them. Nothing is packed: what lies in it can be
 * read, hashed and played as it was kept, and pictures and films would not become smaller.
 */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Zip, ZipPassThrough } from 'fflate';
import { SEAL_LENGTH, SEAL_MARK, sealedText } from '#shared/evidence/manifest.ts';

const PIECE_BYTES = 1 << 20;
/** The zip format without its 64-bit extension, and some room for its directory. */
const MOST_BYTES = 4 * 1024 ** 3 - 64 * 1024 ** 2;
/** At the very end: the length of the comment that follows. */
const COMMENT_LENGTH_BYTES = 2;

export interface SealedZip {
  /** From the disk; `take` sees each piece on its way. */
  addFile(path: string, from: string, take: (piece: Uint8Array) => void): void;
  addBytes(path: string, bytes: Uint8Array): void;
  /** SHA-256 and size of the whole file. */
  seal(sign: (bytes: Uint8Array) => string): { readonly sha256: string; readonly bytes: number };
  /** Nothing is left behind. */
  discard(): void;
}

export class TooLarge extends Error {}

export function createSealedZip(target: string, atMs: number): SealedZip {
  const part = `${target}.part`;
  const file = openSync(part, 'wx', 0o600);
  const inner = createHash('sha256');
  const whole = createHash('sha256');
  let written = 0;
  /** The end is held back until its comment is known. */
  let end: Uint8Array | null = null;
  const put = (bytes: Uint8Array, hashes: readonly Hash[]): void => {
    for (const hash of hashes) hash.update(bytes);
    for (let at = 0; at < bytes.byteLength;) at += writeSync(file, bytes, at);
    written += bytes.byteLength;
    if (written > MOST_BYTES) throw new TooLarge('More than a zip file holds.');
  };
  const zip = new Zip((error, data, last) => {
    if (error) throw error;
    if (last) end = data;
    else put(data, [inner, whole]);
  });
  const entry = (path: string): ZipPassThrough => {
    const added = new ZipPassThrough(path);
    added.mtime = atMs;
    zip.add(added);
    return added;
  };
  return {
    addBytes: (path, bytes) => entry(path).push(bytes, true),
    addFile(path, from, take) {
      const added = entry(path);
      const source = openSync(from, 'r');
      try {
        for (;;) {
          const piece = Buffer.alloc(PIECE_BYTES);
          const read = readSync(source, piece);
          take(piece.subarray(0, read));
          added.push(piece.subarray(0, read), read === 0);
          if (read === 0) return;
        }
      } finally {
        closeSync(source);
      }
    },
    seal(sign) {
      zip.end();
      const directory = Buffer.from(end ?? []);
      directory.writeUInt16LE(SEAL_LENGTH, directory.byteLength - COMMENT_LENGTH_BYTES);
      put(directory, [inner, whole]);
      const comment = SEAL_MARK + sign(Buffer.from(sealedText(inner.digest('hex'))));
      if (comment.length !== SEAL_LENGTH) throw new Error('The seal has another length.');
      put(Buffer.from(comment), [whole]);
      fsyncSync(file);
      closeSync(file);
      renameSync(part, target);
      return { sha256: whole.digest('hex'), bytes: written };
    },
    discard() {
      try {
        closeSync(file);
      } catch {
        // It is closed already.
      }
      rmSync(part, { force: true });
    },
  };
}

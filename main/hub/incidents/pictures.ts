/** Pictures of incidents and work orders: JPEG or PNG by their first bytes, whatever they are said to be. */
import { open } from 'node:fs/promises';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { createKeptFiles } from './keptFiles.ts';

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
  const files = createKeptFiles(dir);
  return {
    async keep(compound, bytes) {
      if (pictureType(bytes) === null) return failure('picture-type');
      const kept = await files.keep(compound, [bytes], bytes.byteLength);
      return kept.ok ? success(kept.value.sha256) : kept;
    },
    find: files.find,
  };
}

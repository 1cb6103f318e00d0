/**
 * Files a model was made of, packed, by their SHA-256: a damaged cache, or one of an older importer, is made anew from
 * them. Written after the import is told to be done, so that nobody waits for it.
 */
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const MOST_BYTES = 2 ** 32;
const dirOf = (modelsDir: string): string => join(modelsDir, 'sources');
const pathOf = (modelsDir: string, sha256: string): string => join(dirOf(modelsDir), `${sha256}.zst`);

export async function keepSource(modelsDir: string, sha256: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirOf(modelsDir), { recursive: true });
  const path = pathOf(modelsDir, sha256);
  const part = `${path}.part-${process.pid}`;
  const params = { [constants.ZSTD_c_compressionLevel]: 1 };
  await writeFile(part, await compress(bytes, { params }));
  await rename(part, path);
}

/** Null where it is not kept, or no longer what was kept. */
export async function readSource(modelsDir: string, sha256: string): Promise<Uint8Array | null> {
  const packed = await readFile(pathOf(modelsDir, sha256)).catch(() => null);
  if (!packed) return null;
  const bytes = await decompress(packed, { maxOutputLength: MOST_BYTES }).catch(() => null);
  return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
}

export const isKept = (modelsDir: string, sha256: string): Promise<boolean> =>
  access(pathOf(modelsDir, sha256)).then(
    () => true,
    () => false,
  );

export const dropSource = (modelsDir: string, sha256: string): Promise<void> =>
  rm(pathOf(modelsDir, sha256), { force: true });

/** Removes those that no model names any more, and halves of files, but for what `isUsed` says of a path. */
export async function dropSources(
  modelsDir: string,
  named: ReadonlySet<string>,
  isUsed: (path: string) => Promise<boolean>,
): Promise<void> {
  for (const file of await readdir(dirOf(modelsDir)).catch(() => [])) {
    const path = join(dirOf(modelsDir), file);
    if (!named.has(file.replace(/\.zst$/, '')) && !(await isUsed(path))) await rm(path, { force: true });
  }
}

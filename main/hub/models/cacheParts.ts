/**
 * Files of one converted model with their checksums, so that a flipped bit, a cut or a missing file is noticed when it is
 * read and not by who looks at the building. `sums.json` names all files; damage to it is damage to the model.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

export const SUMS_FILE = 'sums.json';

/** Bytes and CRC-32 by file name. */
export type Sums = Readonly<Record<string, readonly [bytes: number, crc: number]>>;

/** The cache cannot be believed; `part` is the file's name, without where it lies. */
export class DamagedCache extends Error {
  readonly part: string;
  constructor(part: string) {
    super(`Damaged part of a model: ${part}`);
    this.part = part;
  }
}

export const sumsOf = (files: Readonly<Record<string, Uint8Array>>): Sums =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, [bytes.byteLength, crc32(bytes)]]));

/** Null where there is no model; throws `DamagedCache` where its list of files cannot be read. */
export async function readSums(dir: string): Promise<Sums | null> {
  let text: string;
  try {
    text = await readFile(join(dir, SUMS_FILE), 'utf8');
  } catch {
    return null;
  }
  try {
    const sums: unknown = JSON.parse(text);
    if (isSums(sums)) return sums;
  } catch {
    // Said below.
  }
  throw new DamagedCache(SUMS_FILE);
}

function isSums(value: unknown): value is Sums {
  return (
    value !== null &&
    typeof value === 'object' &&
    Object.values(value).every(
      (sum: unknown) => Array.isArray(sum) && sum.length === 2 && sum.every(Number.isInteger),
    )
  );
}

/** Throws `DamagedCache` where the file is not what was written. */
export async function readPart(dir: string, sums: Sums, name: string): Promise<Buffer> {
  const sum = sums[name];
  if (!sum) throw new DamagedCache(name);
  const bytes = await readFile(join(dir, name)).catch(() => null);
  if (bytes?.byteLength !== sum[0] || crc32(bytes) !== sum[1]) throw new DamagedCache(name);
  return bytes;
}

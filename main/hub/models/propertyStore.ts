/**
 * Columns of properties on disk, compressed as a whole, as what is told apart is little even of large models: magic, version,
 * bytes of the texts, 0 · texts (zstd JSON) · numbers (zstd of Uint32Array).
 */
import { promisify } from 'node:util';
import { gzip, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import {
  joinColumns,
  openColumns,
  type PropertyReader,
  type PropertyTexts,
  type StoredProperty,
} from '#shared/models/propertyColumns.ts';
import { parsePropertyTexts } from './propertyTexts.ts';
import type { PropertyTable, StoredSet } from './properties.ts';

const MAGIC = 0x504f524c; // "LROP"
const VERSION = 2;
const HEAD_BYTES = 16;
/** What a file of a model within its limits unpacks to. */
const LIMIT = { maxOutputLength: 2 ** 30 };

/** Screens of one room ask for the same. */
const SHELF = 4;

const compress = promisify(gzip);
const unpackLater = promisify<Buffer, { readonly maxOutputLength: number }, Buffer>(zstdDecompress);

export function encodeProperties({ sets, ofRow }: PropertyTable, rows: number): Uint8Array {
  const properties: StoredProperty[] = [];
  const numberOfProperty = new Map<string, number>();
  const setNames: string[] = [];
  const numberOfSet = new Map<string, number>();
  const members: number[][] = [];
  const unique = sets.map(({ name, properties: own }: StoredSet): number => {
    const numbers = own.map((property) => {
      const key = JSON.stringify(property);
      const known = numberOfProperty.get(key);
      if (known !== undefined) return known;
      numberOfProperty.set(key, properties.length);
      return properties.push(property) - 1;
    });
    const key = `${name}\n${numbers.join()}`;
    const known = numberOfSet.get(key);
    if (known !== undefined) return known;
    numberOfSet.set(key, members.length);
    setNames.push(name);
    return members.push(numbers) - 1;
  });
  const setsOfRows = Array.from({ length: rows }, (_, row) => [
    ...new Set((ofRow.get(row) ?? []).map((set) => unique[set] ?? 0)),
  ]);
  const texts = zstdCompressSync(
    Buffer.from(JSON.stringify({ properties, setNames } satisfies PropertyTexts)),
  );
  const numbers = [members, setsOfRows].flatMap((lists) => {
    const { from, items } = toLists(lists);
    return [Uint32Array.of(lists.length), from, items];
  });
  const packed = zstdCompressSync(Buffer.concat(numbers.map(({ buffer }) => Buffer.from(buffer))));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(VERSION, 4);
  head.writeUInt32LE(texts.byteLength, 8);
  return Buffer.concat([head, texts, packed]);
}

function toLists(lists: readonly (readonly number[])[]): {
  readonly from: Uint32Array;
  readonly items: Uint32Array;
} {
  const from = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (from[i + 1] = (from[i] ?? 0) + list.length));
  return { from, items: Uint32Array.from(lists.flat()) };
}

/** Throws where the bytes are none of this version or damaged. For threads that nobody waits for. */
export function openProperties(bytes: Buffer): PropertyReader {
  const { texts, numbers } = unpackProperties(bytes);
  return openColumns(JSON.parse(texts.toString()) as PropertyTexts, aligned(numbers));
}

/** The same beside whatever else the thread does: some milliseconds at a time. */
export async function openPropertiesGently(bytes: Buffer): Promise<PropertyReader> {
  const [texts = NOTHING, numbers = NOTHING] = await unpackBoth(bytes);
  return openColumns(await parsePropertyTexts(texts), aligned(numbers));
}

/** Wherever it lay before. */
const aligned = (numbers: Buffer): Uint32Array => new Uint32Array(new Uint8Array(numbers).buffer);

/** `packedColumns` of what was asked for last, by content. */
export function createColumnShelf(): (contentKey: string, bytes: Buffer) => Promise<Buffer> {
  const held = new Map<string, Promise<Buffer>>();
  return (contentKey, bytes) => {
    const packed = held.get(contentKey) ?? packedColumns(bytes);
    held.delete(contentKey);
    held.set(contentKey, packed);
    packed.catch(() => held.delete(contentKey));
    const [oldest] = held.keys();
    if (held.size > SHELF && oldest !== undefined) held.delete(oldest);
    return packed;
  };
}

/** As a screen reads them, gzipped, beside whatever else the thread does; rejects as `openProperties` throws. */
export async function packedColumns(bytes: Buffer): Promise<Buffer> {
  const [texts = NOTHING, numbers = NOTHING] = await unpackBoth(bytes);
  return compress(joinColumns(texts, numbers));
}

const NOTHING = Buffer.alloc(0);
const unpackBoth = async (bytes: Buffer): Promise<readonly Buffer[]> =>
  Promise.all(partsOf(bytes).map((part) => unpackLater(part, LIMIT)));

function unpackProperties(bytes: Buffer): { readonly texts: Buffer; readonly numbers: Buffer } {
  const [texts, numbers] = partsOf(bytes);
  return { texts: zstdDecompressSync(texts, LIMIT), numbers: zstdDecompressSync(numbers, LIMIT) };
}

/** Texts and numbers, packed. */
function partsOf(bytes: Buffer): readonly [Buffer, Buffer] {
  if (bytes.readUInt32LE(0) !== MAGIC || bytes.readUInt32LE(4) !== VERSION)
    throw new Error('The property file is of another version.');
  const textBytes = bytes.readUInt32LE(8);
  const end = HEAD_BYTES + textBytes;
  return [bytes.subarray(HEAD_BYTES, end), bytes.subarray(end)];
}

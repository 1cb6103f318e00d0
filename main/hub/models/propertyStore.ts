/**
 * Columns of properties on disk: compressed as a whole, as what is told apart is little even of large models.
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  joinColumns,
  openColumns,
  type PropertyReader,
  type PropertyTexts,
  type StoredProperty,
} from '#shared/models/propertyColumns.ts';
import type { PropertyTable, StoredSet } from './properties.ts';

const MAGIC = 0x504f524c; // "LROP"
const VERSION = 2;
const HEAD_BYTES = 16;
/** What a file of a model within its limits unpacks to. */
const MOST_BYTES = 2 ** 30;

/** Layout: magic, version, bytes of the texts, 0 · texts (zstd JSON) · numbers (zstd of Uint32Array). */

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

/** Throws where the bytes are none of this version or damaged. */
export function openProperties(bytes: Buffer): PropertyReader {
  const { texts, numbers } = unpackProperties(bytes);
  // Aligned, wherever it lay before.
  const own = new Uint32Array(new Uint8Array(numbers).buffer);
  return openColumns(JSON.parse(texts.toString()) as PropertyTexts, own);
}

/** As a screen reads them; throws as `openProperties` does. */
export function joinedProperties(bytes: Buffer): Uint8Array {
  const { texts, numbers } = unpackProperties(bytes);
  return joinColumns(texts, numbers);
}

function unpackProperties(bytes: Buffer): { readonly texts: Buffer; readonly numbers: Buffer } {
  if (bytes.readUInt32LE(0) !== MAGIC || bytes.readUInt32LE(4) !== VERSION)
    throw new Error('The property file is of another version.');
  const textBytes = bytes.readUInt32LE(8);
  const unpack = (part: Buffer) => zstdDecompressSync(part, { maxOutputLength: MOST_BYTES });
  return {
    texts: unpack(bytes.subarray(HEAD_BYTES, HEAD_BYTES + textBytes)),
    numbers: unpack(bytes.subarray(HEAD_BYTES + textBytes)),
  };
}

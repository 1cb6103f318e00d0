/**
 * Properties on disk: shared sets in compressed blocks, and for every element the numbers of its sets. One element's
 * properties cost one small read and the blocks it touches, never the whole file.
 */
import { open } from 'node:fs/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { ElementProperty } from '#shared/protocol/model.ts';
import type { PropertyTable, StoredSet } from './properties.ts';

const MAGIC = 0x504f524c; // "LROP"
const VERSION = 1;
const SETS_PER_BLOCK = 256;
const HEAD_BYTES = 16;

/** Layout: magic, version, bytes of the directory, 0 · directory (zstd JSON) · blocks (zstd JSON of StoredSet[]). */
interface Directory {
  readonly blockEnds: readonly number[];
  /** First entry in `sets` of each row; one more than there are rows. */
  readonly from: readonly number[];
  readonly sets: readonly number[];
}

export function encodeProperties({ sets, ofRow }: PropertyTable, rows: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  const blockEnds: number[] = [];
  let end = 0;
  for (let first = 0; first < sets.length; first += SETS_PER_BLOCK) {
    const text = JSON.stringify(sets.slice(first, first + SETS_PER_BLOCK));
    const block = zstdCompressSync(Buffer.from(text));
    blocks.push(block);
    end += block.byteLength;
    blockEnds.push(end);
  }
  const from: number[] = [0];
  const flat: number[] = [];
  for (let row = 0; row < rows; row++) {
    flat.push(...new Set(ofRow.get(row) ?? []));
    from.push(flat.length);
  }
  const directory: Directory = { blockEnds, from, sets: flat };
  const packed = zstdCompressSync(Buffer.from(JSON.stringify(directory)));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(VERSION, 4);
  head.writeUInt32LE(packed.byteLength, 8);
  return Buffer.concat([head, packed, ...blocks]);
}

export interface PropertyReader {
  read(row: number): Promise<readonly ElementProperty[]>;
}

export async function openProperties(path: string): Promise<PropertyReader> {
  const file = await open(path, 'r');
  const blocks = new Map<number, readonly StoredSet[]>();
  let directory: Directory;
  let blocksAt: number;
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    await file.read(head, 0, HEAD_BYTES, 0);
    if (head.readUInt32LE(0) !== MAGIC || head.readUInt32LE(4) !== VERSION)
      throw new Error(`${path} is no property file.`);
    const packed = Buffer.alloc(head.readUInt32LE(8));
    await file.read(packed, 0, packed.byteLength, HEAD_BYTES);
    directory = JSON.parse(zstdDecompressSync(packed).toString()) as Directory;
    blocksAt = HEAD_BYTES + packed.byteLength;
  } finally {
    await file.close();
  }

  const block = async (number: number): Promise<readonly StoredSet[]> => {
    const held = blocks.get(number);
    if (held) return held;
    const from = number === 0 ? 0 : (directory.blockEnds[number - 1] ?? 0);
    const bytes = Buffer.alloc((directory.blockEnds[number] ?? from) - from);
    const file = await open(path, 'r');
    try {
      await file.read(bytes, 0, bytes.byteLength, blocksAt + from);
    } finally {
      await file.close();
    }
    const sets = JSON.parse(zstdDecompressSync(bytes).toString()) as StoredSet[];
    if (blocks.size >= 32) blocks.clear();
    blocks.set(number, sets);
    return sets;
  };
  return {
    read: async (row) => {
      const properties: ElementProperty[] = [];
      for (const index of directory.sets.slice(directory.from[row] ?? 0, directory.from[row + 1] ?? 0)) {
        const set = (await block(Math.floor(index / SETS_PER_BLOCK)))[index % SETS_PER_BLOCK];
        for (const [name, value, unit] of set?.properties ?? []) {
          properties.push({ set: set?.name ?? '', name, value, unit });
        }
      }
      return properties;
    },
  };
}

/**
 * A tileset that stays one, in the cache: all its files behind each other in one, and an index that says where each lies,
 * with its checksum, so that one tile is read and checked without the others.
 */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Tiled, TilesIndex } from '#shared/protocol/model.ts';
import type { AssembledModel, SourceGeometry } from './assembleModel.ts';
import { DamagedCache } from './cacheParts.ts';
import { multiply } from './readers/gltf/nodeTransform.ts';
import type { StreamedTiles } from './readers/tiles/streamedTiles.ts';

export const TILE_FILES = { index: 'tiles.json', bytes: 'tiles.bin' } as const;

interface StoredIndex {
  readonly elements: TilesIndex;
  readonly files: Readonly<Record<string, readonly [from: number, bytes: number, crc: number]>>;
}

/** Null where the model is drawn from chunks: it is more than one tileset, or too little for one. */
export function streamedOf(sources: readonly SourceGeometry[]): StreamedTiles | null {
  return sources.length === 1 ? (sources[0]?.streamed ?? null) : null;
}

/** `frame`: axes and origin, from the file's frame to ENU. */
export function tiledBy({ root, toFile }: StreamedTiles, [frame = []]: AssembledModel['frames']): Tiled {
  const placed = [0, 3, 6, 9].flatMap((at) => [...frame.slice(at, at + 3), at === 9 ? 1 : 0]);
  return { root, toEnu: multiply(placed, toFile) };
}

export function tileFiles({ elements, files }: StreamedTiles): Readonly<Record<string, Uint8Array>> {
  const entries: Record<string, readonly [number, number, number]> = {};
  let from = 0;
  for (const [path, bytes] of files) {
    entries[path] = [from, bytes.byteLength, crc32(bytes)];
    from += bytes.byteLength;
  }
  const index: StoredIndex = { elements, files: entries };
  return {
    [TILE_FILES.index]: Buffer.from(JSON.stringify(index)),
    [TILE_FILES.bytes]: Buffer.concat([...files.values()]),
  };
}

export interface TilesReader {
  readonly index: TilesIndex;
  /** Null where there is no such file; throws `DamagedCache`. */
  read(path: string): Promise<Buffer | null>;
}

/** Of one model's directory; null where it has no tiles. Throws where its index cannot be read. */
export async function openTiles(dir: string): Promise<TilesReader | null> {
  const text = await readFile(join(dir, TILE_FILES.index), 'utf8').catch(() => null);
  if (text === null) return null;
  let stored: StoredIndex;
  try {
    stored = JSON.parse(text) as StoredIndex;
  } catch {
    throw new DamagedCache(TILE_FILES.index);
  }
  const { elements, files } = stored;
  return {
    index: elements,
    async read(path) {
      const entry = Object.hasOwn(files, path) ? files[path] : undefined;
      if (!entry) return null;
      const [from, length, crc] = entry;
      const bytes = await readAt(join(dir, TILE_FILES.bytes), from, length);
      if (!bytes || crc32(bytes) !== crc) throw new DamagedCache(TILE_FILES.bytes);
      return bytes;
    },
  };
}

async function readAt(path: string, from: number, length: number): Promise<Buffer | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return null;
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, from);
    return bytesRead === length ? bytes : null;
  } finally {
    await handle.close();
  }
}

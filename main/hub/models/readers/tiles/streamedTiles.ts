/** What is told of a tileset that stays one: where it begins, where it lies, and which rows its contents are. */
import type { TileElements } from '#shared/protocol/model.ts';

export interface StreamedTiles {
  /** Path of the tileset that leads to the others. */
  readonly root: string;
  /** From the tileset's frame to the file's, 4 × 4, column-major. */
  readonly toFile: readonly number[];
  /** By path of their content. */
  readonly elements: Readonly<Record<string, TileElements>>;
  /** Every file that a screen may ask for, by path in lower case. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Fewer are drawn as any other model is: whole, in a few calls. */
const FEWEST_TILES = 100;
const FEWEST_BYTES = 64 * 2 ** 20;

/** Packed in ways that the hub unpacks and a screen does not. */
const FOREIGN = ['KHR_draco_mesh_compression', 'KHR_texture_basisu'].map((name) => Buffer.from(name));

export function isForeign(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, byteLength } = bytes;
  const seen = Buffer.from(buffer, byteOffset, byteLength);
  return FOREIGN.some((name) => seen.includes(name));
}

export function isWorthStreaming(contents: readonly (readonly string[])[], bytes: number): boolean {
  const tiles = contents.filter((own) => own.length > 0).length;
  return tiles >= FEWEST_TILES || (tiles > 1 && bytes >= FEWEST_BYTES);
}

/** Keys are those of `drawAsset`: the table and the number of the feature in it. */
export function featuresOf(features: ReadonlyMap<string, number>): TileElements['features'] {
  const first = new Map<number, number>();
  for (const [key, row] of features) {
    const feature = Number(key.slice(key.indexOf(' ') + 1));
    if (!first.has(feature)) first.set(feature, row);
  }
  return [...first];
}

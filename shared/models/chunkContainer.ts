/**
 * One geometry chunk as a file of sections. The hub
 * writes it (`main/hub/models/encodeChunk.ts`), the screen reads it (`renderer/scene/model/decodeChunk.ts`).
 *
 * A shape is stored once, on an integer grid of its own; pieces say which element shows it, in which colour and where.
 * The screen lays them out one after another, so that a chunk is drawn with one call.
 */
import type { Enu } from '#shared/twin/compound.ts';
import type { SectionFormat } from './sections.ts';

export const CHUNK_VERSION = 3;
/** "LCHK". */
export const CHUNK_FORMAT: SectionFormat = {
  magic: 0x4b48434c,
  version: CHUNK_VERSION,
  noun: 'a geometry chunk',
};

/** Meshopt-coded; `index` with the index codec, all others with the vertex codec. */
export type ChunkSection = 'vertices' | 'index' | 'shapes' | 'turns' | 'pieces';

/**
 * Columns of `shapes`, 36 bytes: u32 vertices, u32 indices, f32 least x, y, z and f32 grid step x, y, z, metres of the
 * shape's frame (half a step is the largest error), u32 layer of the chunk's pictures.
 */
export const SHAPE_COLUMNS = { vertexCount: 0, indexCount: 1, least: 2, step: 5, layer: 8, size: 9 } as const;

/**
 * Columns of `pieces`, 28 bytes: u32 element, u32 RGBA, u32 shape, u32 row of `turns`, i32 x, y, z of the shape's origin
 * from the chunk's, in steps of `PLACE_STEP_M`. Largest element first.
 */
export const PIECE_COLUMNS = { element: 0, color: 1, shape: 2, turn: 3, place: 4, size: 7 } as const;

/** 0.06 mm; reaches 131 km. */
export const PLACE_STEP_M = 2 ** -14;

/** `turns`: f32 [n, 9], column-major: axes of the shape's frame in ENU, their length its scale. */
export const TURN_SIZE = 9;

/** Pictures that are layers of one texture. */
export interface ChunkLayers {
  readonly widthPx: number;
  readonly heightPx: number;
  /** By layer: the model's picture file, and whether what is transparent in it is not there. */
  readonly pictures: readonly { readonly file: number; readonly isCutOut: boolean }[];
}

/** Bytes of a shape's vertex: u16 or u32 x, y, z, i8 octahedral normal, with a picture f32 u, v. */
export const vertexStride = (positionBits: 16 | 32, pictured: boolean): number =>
  (positionBits === 32 ? 16 : 8) + (pictured ? 8 : 0);

export interface ChunkHeader {
  readonly originEnu: Enu;
  /** Of the shapes' vertices, see `vertexStride`. */
  readonly positionBits: 16 | 32;
  readonly shapeVertices: number;
  readonly shapeIndices: number;
  readonly shapeCount: number;
  readonly turnCount: number;
  readonly pieceCount: number;
  /** As laid out: what the screen draws. */
  readonly vertexCount: number;
  readonly indexCount: number;
  readonly transparent: boolean;
  /** Absent where its shapes have no pictures. */
  readonly layers?: ChunkLayers;
  readonly tiers: readonly { readonly minSizeM: number; readonly indexCount: number }[];
  readonly sections: readonly { readonly name: ChunkSection; readonly bytes: number }[];
}

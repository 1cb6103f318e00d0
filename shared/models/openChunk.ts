/** The sections of a chunk, unpacked: what the screen lays out and the hub compares. The codec is given: it is WebAssembly. */
import {
  CHUNK_FORMAT,
  PIECE_COLUMNS,
  SHAPE_COLUMNS,
  TURN_SIZE,
  vertexStride,
  type ChunkHeader,
  type ChunkSection,
} from './chunkContainer.ts';
import { splitSections } from './sections.ts';

/** Of `meshoptimizer`, once it is ready. */
export interface ChunkDecoder {
  decodeVertexBuffer(target: Uint8Array, count: number, size: number, source: Uint8Array): void;
  decodeIndexBuffer(target: Uint8Array, count: number, size: number, source: Uint8Array): void;
}

export interface OpenChunk {
  readonly header: ChunkHeader;
  /** `vertexStride` bytes each. */
  readonly vertices: Uint8Array<ArrayBuffer>;
  readonly shapes: Uint32Array<ArrayBuffer>;
  readonly turns: Float32Array<ArrayBuffer>;
  readonly pieces: Uint32Array<ArrayBuffer>;
  /** Into all vertices of the chunk. */
  readonly index: Uint32Array<ArrayBuffer>;
}

/** Throws where the bytes are not a chunk of this version. */
export function openChunk(buffer: ArrayBuffer, decoder: ChunkDecoder): OpenChunk {
  const { header, section } = splitSections<ChunkHeader, ChunkSection>(CHUNK_FORMAT, buffer);
  const rows = (name: ChunkSection, count: number, stride: number): ArrayBuffer => {
    const out = new Uint8Array(count * stride);
    if (name === 'index') decoder.decodeIndexBuffer(out, count, stride, section(name));
    else decoder.decodeVertexBuffer(out, count, stride, section(name));
    return out.buffer;
  };
  const stride = vertexStride(header.positionBits, header.layers !== undefined);
  return {
    header,
    vertices: new Uint8Array(rows('vertices', header.shapeVertices, stride)),
    shapes: new Uint32Array(rows('shapes', header.shapeCount, SHAPE_COLUMNS.size * 4)),
    turns: new Float32Array(rows('turns', header.turnCount, TURN_SIZE * 4)),
    pieces: new Uint32Array(rows('pieces', header.pieceCount, PIECE_COLUMNS.size * 4)),
    index: new Uint32Array(rows('index', header.shapeIndices, 4)),
  };
}

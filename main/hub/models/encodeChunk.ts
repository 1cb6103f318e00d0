/**
 * Placed pieces → one geometry chunk: shapes once, on a grid finer than a millimetre, without doubled vertices and in the
 * order that packs best; pieces by the size of their element, so that a prefix of them is a coarser picture.
 */
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import {
  CHUNK_FORMAT,
  PIECE_COLUMNS,
  PLACE_STEP_M,
  SHAPE_COLUMNS,
  TURN_SIZE,
  vertexStride,
  type ChunkHeader,
  type ChunkLayers,
  type ChunkSection,
} from '#shared/models/chunkContainer.ts';
import { joinSections } from '#shared/models/sections.ts';
import type { Bounds } from '#shared/protocol/model.ts';
import type { Picture } from './skins.ts';
import { quantiseShape, type GridShape } from './quantiseShape.ts';
import { emptyBox, joinBox, type Box, type PlacedPiece, type Shape } from './shapes.ts';

const TIERS_M = [4, 1.5, 0.5, 0] as const;

export interface Piece extends PlacedPiece {
  /** As it is placed, ENU metres. */
  readonly box: Box;
  /** Longest edge of the whole element's box, metres: one value for all its pieces. */
  readonly elementSizeM: number;
}

type LayeredShape = GridShape & { readonly layer: number };

export interface EncodedChunk {
  readonly bytes: Uint8Array;
  readonly bounds: Bounds;
  readonly triangles: number;
}

export async function encodeChunk(
  pieces: readonly Piece[],
  options: {
    readonly transparent: boolean;
    readonly wide: boolean;
    /** Pictures of the shapes, all of which have one; numbers are those of the model's picture files. */
    readonly layers?: ChunkLayers & { readonly layerOf: (picture: Picture) => number };
  },
): Promise<EncodedChunk> {
  await MeshoptEncoder.ready;
  const sorted = [...pieces].sort((a, b) => b.elementSizeM - a.elementSizeM || a.element - b.element);
  const bounds = emptyBox();
  for (const { box } of sorted) joinBox(bounds, box);
  const { min: origin } = bounds;

  const shapeOf = new Map<Shape, number>();
  const shapes: LayeredShape[] = [];
  const turnOf = new Map<string, number>();
  const turns: number[] = [];
  const columns = new Uint32Array(sorted.length * PIECE_COLUMNS.size);
  const places = new Int32Array(columns.buffer);
  const tiers = TIERS_M.map((minSizeM) => ({ minSizeM, indexCount: 0 }));
  let vertexCount = 0;
  let indexCount = 0;
  for (const [i, { element, color, shape, frame, elementSizeM }] of sorted.entries()) {
    let number = shapeOf.get(shape);
    if (number === undefined) {
      const layer = shape.skin && options.layers ? options.layers.layerOf(shape.skin.picture) : 0;
      number = shapes.push({ ...quantiseShape(shape, options.wide, options.layers ?? null), layer }) - 1;
      shapeOf.set(shape, number);
    }
    const axes = Float32Array.from(frame.slice(0, TURN_SIZE));
    const key = axes.join();
    let turn = turnOf.get(key);
    if (turn === undefined) {
      turn = turns.length / TURN_SIZE;
      turns.push(...axes);
      turnOf.set(key, turn);
    }
    const at = i * PIECE_COLUMNS.size;
    columns.set([element, color, number, turn], at);
    for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++)
      places[at + PIECE_COLUMNS.place + axis] = Math.round(
        ((frame[TURN_SIZE + axis] ?? 0) - origin[axis]) / PLACE_STEP_M,
      );
    vertexCount += shapes[number]?.vertexCount ?? 0;
    indexCount += shape.index.length;
    for (const tier of tiers) if (elementSizeM >= tier.minSizeM) tier.indexCount = indexCount;
  }

  const { layers } = options;
  const packed = packShapes(shapes, options.wide, layers !== undefined);
  const turnBytes = new Uint8Array(Float32Array.from(turns).buffer);
  const sections: { readonly name: ChunkSection; readonly data: Uint8Array }[] = [
    ...packed.sections,
    { name: 'turns', data: encodeRows(turnBytes, TURN_SIZE * 4) },
    { name: 'pieces', data: encodeRows(new Uint8Array(columns.buffer), PIECE_COLUMNS.size * 4) },
  ];
  const bytes = joinSections<ChunkHeader, ChunkSection>(
    CHUNK_FORMAT,
    {
      originEnu: origin,
      positionBits: options.wide ? 32 : 16,
      shapeVertices: packed.vertices,
      shapeIndices: packed.indices,
      shapeCount: shapes.length,
      turnCount: turns.length / TURN_SIZE,
      pieceCount: sorted.length,
      vertexCount,
      indexCount,
      transparent: options.transparent,
      ...(layers && {
        layers: { widthPx: layers.widthPx, heightPx: layers.heightPx, pictures: layers.pictures },
      }),
      tiers,
    },
    sections,
  );
  return { bytes, bounds: { minEnu: bounds.min, maxEnu: bounds.max }, triangles: indexCount / 3 };
}

const encodeRows = (bytes: Uint8Array, stride: number): Uint8Array =>
  MeshoptEncoder.encodeVertexBuffer(bytes, bytes.byteLength / stride, stride);

function packShapes(shapes: readonly LayeredShape[], wide: boolean, pictured: boolean) {
  const stride = vertexStride(wide ? 32 : 16, pictured);
  const vertices = shapes.reduce((sum, { vertexCount }) => sum + vertexCount, 0);
  const indices = shapes.reduce((sum, { index }) => sum + index.length, 0);
  const vertexBytes = new Uint8Array(vertices * stride);
  const index = new Uint32Array(indices);
  const counts = new Uint32Array(shapes.length * SHAPE_COLUMNS.size);
  const measures = new Float32Array(counts.buffer);
  let vertexAt = 0;
  let indexAt = 0;
  for (const [i, shape] of shapes.entries()) {
    const at = i * SHAPE_COLUMNS.size;
    counts[at + SHAPE_COLUMNS.vertexCount] = shape.vertexCount;
    counts[at + SHAPE_COLUMNS.indexCount] = shape.index.length;
    counts[at + SHAPE_COLUMNS.layer] = shape.layer;
    measures.set(shape.least, at + SHAPE_COLUMNS.least);
    measures.set(shape.stepM, at + SHAPE_COLUMNS.step);
    vertexBytes.set(shape.bytes, vertexAt * stride);
    for (let k = 0; k < shape.index.length; k++) index[indexAt + k] = (shape.index[k] ?? 0) + vertexAt;
    vertexAt += shape.vertexCount;
    indexAt += shape.index.length;
  }
  const sections: { readonly name: ChunkSection; readonly data: Uint8Array }[] = [
    { name: 'vertices', data: encodeRows(vertexBytes, stride) },
    { name: 'index', data: MeshoptEncoder.encodeIndexBuffer(new Uint8Array(index.buffer), indices, 4) },
    { name: 'shapes', data: encodeRows(new Uint8Array(counts.buffer), SHAPE_COLUMNS.size * 4) },
  ];
  return { sections, vertices, indices };
}

/** A model's chunks → what each element is drawn with: exact keys to compare fast, and vertices to compare closely. */
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import {
  PIECE_COLUMNS,
  PLACE_STEP_M,
  SHAPE_COLUMNS,
  TURN_SIZE,
  vertexStride,
  type ChunkHeader,
} from '#shared/models/chunkContainer.ts';
import { openChunk } from '#shared/models/openChunk.ts';
import type { Enu } from '#shared/twin/compound.ts';

export interface ComparedPiece {
  /** Equal where shape, turn and scale are the same bit by bit. */
  readonly key: string;
  readonly color: number;
  /** Of the shape's origin, ENU metres. */
  readonly placeEnu: Enu;
  /** x, y, z of each vertex, ENU metres. */
  readonly vertices: () => Float64Array;
}

interface Opened {
  readonly header: ChunkHeader;
  readonly grid: Uint16Array | Uint32Array;
  /** Numbers of the grid's array to a vertex. */
  readonly gridStep: number;
  readonly counts: Uint32Array;
  readonly measures: Float32Array;
  readonly turns: Float32Array;
  readonly pieces: Uint32Array;
  readonly places: Int32Array;
  readonly vertexFrom: readonly number[];
  readonly shapeKeys: readonly string[];
}

/** By element. */
export async function piecesOf(
  chunks: readonly Uint8Array[],
): Promise<ReadonlyMap<number, readonly ComparedPiece[]>> {
  await MeshoptDecoder.ready;
  const found = new Map<number, ComparedPiece[]>();
  for (const bytes of chunks) {
    const chunk = open(bytes);
    const { header, pieces, turns } = chunk;
    for (let nth = 0; nth < header.pieceCount; nth++) {
      const at = nth * PIECE_COLUMNS.size;
      const element = pieces[at + PIECE_COLUMNS.element] ?? 0;
      const shape = pieces[at + PIECE_COLUMNS.shape] ?? 0;
      const turnFrom = (pieces[at + PIECE_COLUMNS.turn] ?? 0) * TURN_SIZE;
      const turn = turns.subarray(turnFrom, turnFrom + TURN_SIZE);
      const placeEnu = placeOf(chunk, at);
      const piece: ComparedPiece = {
        key: `${chunk.shapeKeys[shape]} ${turn.join()}`,
        color: pieces[at + PIECE_COLUMNS.color] ?? 0,
        placeEnu,
        vertices: () => verticesOf(chunk, shape, turn, placeEnu),
      };
      const held = found.get(element);
      if (held) held.push(piece);
      else found.set(element, [piece]);
    }
  }
  return found;
}

function open(bytes: Uint8Array): Opened {
  const {
    header,
    vertices,
    shapes: counts,
    turns,
    pieces,
    index,
  } = openChunk(new Uint8Array(bytes).buffer, MeshoptDecoder);
  const wide = header.positionBits === 32;
  const words = new Uint32Array(vertices.buffer);
  const wordsEach = vertexStride(header.positionBits, header.layers !== undefined) / 4;
  const vertexFrom: number[] = [];
  const shapeKeys: string[] = [];
  let vertexAt = 0;
  let indexAt = 0;
  for (let shape = 0; shape < header.shapeCount; shape++) {
    const at = shape * SHAPE_COLUMNS.size;
    const vertexCount = counts[at + SHAPE_COLUMNS.vertexCount] ?? 0;
    const indexCount = counts[at + SHAPE_COLUMNS.indexCount] ?? 0;
    vertexFrom.push(vertexAt);
    const hash = createHash();
    hash.add(words, vertexAt * wordsEach, (vertexAt + vertexCount) * wordsEach, 0);
    hash.add(index, indexAt, indexAt + indexCount, vertexAt);
    // Least corner and step of the grid: equal numbers on another grid are another shape.
    hash.add(counts, at + SHAPE_COLUMNS.least, at + SHAPE_COLUMNS.step + 3, 0);
    shapeKeys.push(`${header.positionBits}/${vertexCount}/${indexCount}/${hash.text()}`);
    vertexAt += vertexCount;
    indexAt += indexCount;
  }
  return {
    header,
    grid: wide ? words : new Uint16Array(vertices.buffer),
    gridStep: wide ? wordsEach : wordsEach * 2,
    counts,
    measures: new Float32Array(counts.buffer),
    turns,
    pieces,
    places: new Int32Array(pieces.buffer),
    vertexFrom,
    shapeKeys,
  };
}

function placeOf({ header, places }: Opened, at: number): Enu {
  const axis = (n: 0 | 1 | 2) =>
    header.originEnu[n] + (places[at + PIECE_COLUMNS.place + n] ?? 0) * PLACE_STEP_M;
  return [axis(0), axis(1), axis(2)];
}

function verticesOf(chunk: Opened, shape: number, turn: Float32Array, placeEnu: Enu): Float64Array {
  const { grid, gridStep, counts, measures, vertexFrom } = chunk;
  const at = shape * SHAPE_COLUMNS.size;
  const count = counts[at + SHAPE_COLUMNS.vertexCount] ?? 0;
  const from = vertexFrom[shape] ?? 0;
  const out = new Float64Array(count * 3);
  const local = (v: number, axis: number) =>
    (measures[at + SHAPE_COLUMNS.least + axis] ?? 0) +
    (grid[(from + v) * gridStep + axis] ?? 0) * (measures[at + SHAPE_COLUMNS.step + axis] ?? 0);
  for (let v = 0; v < count; v++) {
    const [x, y, z] = [local(v, 0), local(v, 1), local(v, 2)];
    for (let axis = 0; axis < 3; axis++)
      out[v * 3 + axis] =
        (turn[axis] ?? 0) * x + (turn[axis + 3] ?? 0) * y + (turn[axis + 6] ?? 0) * z + (placeEnu[axis] ?? 0);
  }
  return out;
}

/** Two FNV-1a side by side, over words: 64 bits are enough to tell shapes of equal counts apart. */
function createHash() {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  return {
    add(words: Uint16Array | Uint32Array, from: number, to: number, less: number): void {
      for (let k = from; k < to; k++) {
        const word = (words[k] ?? 0) - less;
        low = Math.imul(low ^ word, 0x01000193);
        high = Math.imul(high ^ (word >>> 7) ^ (word << 11), 0x85ebca6b);
      }
    },
    text: (): string => `${(low >>> 0).toString(36)}.${(high >>> 0).toString(36)}`,
  };
}

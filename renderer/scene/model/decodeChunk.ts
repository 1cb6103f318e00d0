/**
 * Bytes of one geometry chunk → typed arrays the scene can draw. The layout is owned by
 * `#shared/models/chunkContainer.ts`; the bytes come from the hub's model cache. Pieces are laid out one after another,
 * in doubles until they are relative to the chunk's origin.
 */
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import {
  PIECE_COLUMNS,
  PLACE_STEP_M,
  SHAPE_COLUMNS,
  TURN_SIZE,
  vertexStride,
  type ChunkHeader,
} from '#shared/models/chunkContainer.ts';
import { openChunk, type OpenChunk } from '#shared/models/openChunk.ts';
import type { DecodedChunk } from '#shared/protocol/model.ts';

export async function decodeChunk(buffer: ArrayBuffer): Promise<DecodedChunk> {
  await MeshoptDecoder.ready;
  const chunk = openChunk(buffer, MeshoptDecoder);
  const { originEnu, tiers, transparent, layers } = chunk.header;
  const { onLayers, ...columns } = layOut(chunk);
  return { ...columns, ...(layers && { layers, onLayers }), originEnu, tiers, transparent };
}

function layOut({ header, vertices, shapes: counts, turns, pieces, index: stored }: OpenChunk) {
  const measures = new Float32Array(counts.buffer);
  const places = new Int32Array(pieces.buffer);
  const { positions: local, normals: localNormals } = shapeVertices(header, vertices, counts, measures);
  const vertexFrom = new Uint32Array(header.shapeCount);
  const indexFrom = new Uint32Array(header.shapeCount);
  for (let s = 1; s < header.shapeCount; s++) {
    const before = (s - 1) * SHAPE_COLUMNS.size;
    vertexFrom[s] = (vertexFrom[s - 1] ?? 0) + (counts[before + SHAPE_COLUMNS.vertexCount] ?? 0);
    indexFrom[s] = (indexFrom[s - 1] ?? 0) + (counts[before + SHAPE_COLUMNS.indexCount] ?? 0);
  }

  const positions = new Float32Array(header.vertexCount * 3);
  const normals = new Int8Array(header.vertexCount * 4);
  const colors = new Uint32Array(header.vertexCount);
  const elements = new Uint32Array(header.vertexCount);
  const index = new Uint32Array(header.indexCount);
  const pictured = header.layers !== undefined;
  const onLayers = new Float32Array(pictured ? header.vertexCount * 3 : 0);
  const words = vertexStride(header.positionBits, pictured) / 4;
  const floats = new Float32Array(vertices.buffer);
  let vertexAt = 0;
  let indexAt = 0;
  for (let p = 0; p < pieces.length; p += PIECE_COLUMNS.size) {
    const shape = pieces[p + PIECE_COLUMNS.shape] ?? 0;
    const count = counts[shape * SHAPE_COLUMNS.size + SHAPE_COLUMNS.vertexCount] ?? 0;
    const indices = counts[shape * SHAPE_COLUMNS.size + SHAPE_COLUMNS.indexCount] ?? 0;
    const turn = (pieces[p + PIECE_COLUMNS.turn] ?? 0) * TURN_SIZE;
    const axes = turns.subarray(turn, turn + TURN_SIZE);
    const x0 = (places[p + PIECE_COLUMNS.place] ?? 0) * PLACE_STEP_M;
    const y0 = (places[p + PIECE_COLUMNS.place + 1] ?? 0) * PLACE_STEP_M;
    const z0 = (places[p + PIECE_COLUMNS.place + 2] ?? 0) * PLACE_STEP_M;
    const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1] = axes;
    const from = vertexFrom[shape] ?? 0;
    let out = vertexAt * 3;
    for (let v = from * 3, end = (from + count) * 3; v < end; v += 3, out += 3) {
      const x = local[v] ?? 0;
      const y = local[v + 1] ?? 0;
      const z = local[v + 2] ?? 0;
      positions[out] = a * x + d * y + g * z + x0;
      positions[out + 1] = b * x + e * y + h * z + y0;
      positions[out + 2] = c * x + f * y + i * z + z0;
    }
    const mirrored = turnNormals(axes, localNormals, from, count, normals, vertexAt);
    colors.fill(pieces[p + PIECE_COLUMNS.color] ?? 0, vertexAt, vertexAt + count);
    elements.fill(pieces[p + PIECE_COLUMNS.element] ?? 0, vertexAt, vertexAt + count);
    if (pictured) {
      const layer = counts[shape * SHAPE_COLUMNS.size + SHAPE_COLUMNS.layer] ?? 0;
      layPictures(floats.subarray(from * words, (from + count) * words), words, layer, onLayers, vertexAt);
    }
    const first = indexFrom[shape] ?? 0;
    const shift = vertexAt - from;
    // Through a mirror a triangle turns the other way round.
    const second = mirrored ? 2 : 1;
    for (let k = 0; k < indices; k += 3) {
      index[indexAt + k] = (stored[first + k] ?? 0) + shift;
      index[indexAt + k + second] = (stored[first + k + 1] ?? 0) + shift;
      index[indexAt + k + 3 - second] = (stored[first + k + 2] ?? 0) + shift;
    }
    vertexAt += count;
    indexAt += indices;
  }
  return { positions, normals, colors: new Uint8Array(colors.buffer), elements, index, onLayers };
}

/** `vertices`: `words` floats each, the last two their place on the picture. Writes `out` [n, 3] from vertex `to`. */
function layPictures(
  vertices: Float32Array,
  words: number,
  layer: number,
  out: Float32Array,
  to: number,
): void {
  for (let at = words - 2, o = to * 3; at < vertices.length; at += words, o += 3) {
    out[o] = vertices[at] ?? 0;
    out[o + 1] = vertices[at + 1] ?? 0;
    out[o + 2] = layer;
  }
}

/** Vertices of the shapes in their own frames: doubles would be more exact than the grid they lie on. */
function shapeVertices(
  { positionBits, shapeVertices: total, shapeCount, layers }: ChunkHeader,
  vertices: Uint8Array<ArrayBuffer>,
  counts: Uint32Array,
  measures: Float32Array,
) {
  const wide = positionBits === 32;
  const stride = vertexStride(positionBits, layers !== undefined);
  const step = stride / (wide ? 4 : 2);
  const grid = wide ? new Uint32Array(vertices.buffer) : new Uint16Array(vertices.buffer);
  const positions = new Float64Array(total * 3);
  for (let s = 0, v = 0; s < shapeCount; s++) {
    const at = s * SHAPE_COLUMNS.size;
    const end = v + (counts[at + SHAPE_COLUMNS.vertexCount] ?? 0);
    const [x = 0, y = 0, z = 0, dx = 0, dy = 0, dz = 0] = measures.subarray(at + SHAPE_COLUMNS.least);
    for (; v < end; v++) {
      positions[v * 3] = x + (grid[v * step] ?? 0) * dx;
      positions[v * 3 + 1] = y + (grid[v * step + 1] ?? 0) * dy;
      positions[v * 3 + 2] = z + (grid[v * step + 2] ?? 0) * dz;
    }
  }
  return { positions, normals: decodeNormals(vertices, total, stride, wide ? 12 : 6) };
}

/** Octahedral i8 pairs → Float32Array [n, 3], unit length. Cigolle et al. 2014, "Survey of efficient representations". */
function decodeNormals(vertices: Uint8Array, count: number, stride: number, offset: number): Float32Array {
  const packed = new Int8Array(vertices.buffer);
  const normals = new Float32Array(count * 3);
  for (let i = 0, v = offset, n = 0; i < count; i++, v += stride, n += 3) {
    let x = (packed[v] ?? 0) / 127;
    let y = (packed[v + 1] ?? 0) / 127;
    const z = 1 - Math.abs(x) - Math.abs(y);
    if (z < 0) {
      const folded = (1 - Math.abs(y)) * (x < 0 ? -1 : 1);
      y = (1 - Math.abs(x)) * (y < 0 ? -1 : 1);
      x = folded;
    }
    const scale = 1 / (Math.hypot(x, y, z) || 1);
    normals[n] = x * scale;
    normals[n + 1] = y * scale;
    normals[n + 2] = z * scale;
  }
  return normals;
}

/**
 * Normals through the cofactors of the axes, which keeps them upright under a scale that differs by axis. Writes
 * Int8Array [n, 4] from vertex `to`, ×127; true where the axes mirror.
 */
function turnNormals(
  [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0, i = 1]: Float32Array,
  normals: Float32Array,
  from: number,
  count: number,
  out: Int8Array,
  to: number,
): boolean {
  const mirrored = a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e) < 0;
  const sign = mirrored ? -127 : 127;
  const xx = e * i - f * h;
  const xy = c * h - b * i;
  const xz = b * f - c * e;
  const yx = f * g - d * i;
  const yy = a * i - c * g;
  const yz = c * d - a * f;
  const zx = d * h - e * g;
  const zy = b * g - a * h;
  const zz = a * e - b * d;
  for (let v = from * 3, end = (from + count) * 3, o = to * 4; v < end; v += 3, o += 4) {
    const x = normals[v] ?? 0;
    const y = normals[v + 1] ?? 0;
    const z = normals[v + 2] ?? 0;
    const nx = xx * x + yx * y + zx * z;
    const ny = xy * x + yy * y + zy * z;
    const nz = xz * x + yz * y + zz * z;
    const scale = sign / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
    out[o] = Math.round(nx * scale);
    out[o + 1] = Math.round(ny * scale);
    out[o + 2] = Math.round(nz * scale);
  }
  return mirrored;
}

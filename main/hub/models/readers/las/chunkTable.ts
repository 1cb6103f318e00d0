/**
 * Table of the chunks of a LAZ file: where each begins and how many points it has. The sizes are coded as LASzip does it
 * (M. Isenburg, "LASzip: lossless compression of LiDAR data", 2013; adaptive arithmetic coding after A. Said).
 */
import { createArithmeticDecoder, createIntegerDecoder } from './arithmetic.ts';
import type { LasHeader } from './header.ts';

export interface PackedChunk {
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

const VARIABLE = 0xffff_ffff;
const MOST_CHUNKS = 4_000_000;

/** Null where there is none that can be believed. */
export function readChunkTable(
  bytes: Uint8Array,
  { pointsFrom, points }: Pick<LasHeader, 'pointsFrom' | 'points'>,
  chunkPoints: number,
): readonly PackedChunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (pointsFrom + 8 > bytes.byteLength) return null;
  let table = Number(view.getBigInt64(pointsFrom, true));
  // Writers that cannot go back put the place at the end of the file.
  if (table === -1 && bytes.byteLength > pointsFrom + 16)
    table = Number(view.getBigInt64(bytes.byteLength - 8, true));
  if (!(table >= pointsFrom + 8 && table + 8 <= bytes.byteLength)) return null;
  const count = view.getUint32(table + 4, true);
  if (view.getUint32(table, true) !== 0 || count > MOST_CHUNKS) return null;
  if (chunkPoints !== VARIABLE && (count - 1) * chunkPoints >= Math.max(points, 1)) return null;
  const chunks: PackedChunk[] = [];
  let from = pointsFrom + 8;
  let left = points;
  try {
    const decoder = createArithmeticDecoder(bytes, table + 8);
    const integers = createIntegerDecoder(decoder, 2);
    let lastCount = 0;
    let lastBytes = 0;
    for (let i = 0; i < count; i++) {
      if (chunkPoints === VARIABLE) lastCount = integers.next(lastCount, 0);
      lastBytes = integers.next(lastBytes, 1);
      const own = chunkPoints === VARIABLE ? lastCount : Math.min(chunkPoints, left);
      const to = from + lastBytes;
      if (lastBytes < 0 || own < 0 || to > table) return null;
      chunks.push({ from, to, points: own });
      left -= own;
      from = to;
    }
  } catch {
    return null;
  }
  return chunks;
}

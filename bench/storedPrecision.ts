/** How far a vertex is moved on its way through our cache: written by the hub's encoder, laid out by the screen's decoder. */
import { flatPiece } from '../e2e/contracts/flatPiece.ts';
import { encodeChunk } from '#hub/models/encodeChunk.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import type { Enu } from '#shared/twin/compound.ts';

const CORNERS = 300;
/** As wide as a shape may be before it gets a wider grid. */
const EXTENT_M = 59;

/** Millimetres, the worst of some hundred corners spread over the widest shape of the narrow grid. */
export async function storedErrorMm(at: Enu): Promise<number> {
  const spread = (i: number, step: number) => ((i * step) % 1) * EXTENT_M;
  // As the file has them: float32 around the shape's own origin.
  const corners = Array.from({ length: CORNERS }, (_, i): Enu => [
    Math.fround(spread(i, 0.754_877_666)),
    Math.fround(spread(i, 0.569_840_291)),
    Math.fround(spread(i, 0.381_966_011)),
  ]);
  const { bytes } = await encodeChunk([flatPiece(0, EXTENT_M, corners, { atEnu: at })], {
    transparent: false,
    wide: false,
  });
  const { originEnu, positions } = await decodeChunk(bytes.slice().buffer);
  let worstM = 0;
  for (const corner of corners) {
    let nearestM = Infinity;
    for (let v = 0; v < positions.length; v += 3) {
      const away = ([0, 1, 2] as const).map(
        (axis) => (positions[v + axis] ?? 0) + originEnu[axis] - corner[axis] - at[axis],
      );
      nearestM = Math.min(nearestM, Math.hypot(...away));
    }
    worstM = Math.max(worstM, nearestM);
  }
  return worstM * 1000;
}

/** A flat face as the encoder takes it: corners counter-clockwise seen from above, normal up. */
import type { Piece } from '#hub/models/encodeChunk.ts';
import { boxOf } from '#hub/models/shapes.ts';

type Point = readonly [number, number, number];

export function flatPiece(
  element: number,
  elementSizeM: number,
  corners: readonly Point[],
  options: { readonly atEnu?: Point; readonly color?: number } = {},
): Piece {
  const shape = {
    vertices: Float32Array.from(corners.flatMap((corner) => [...corner, 0, 0, 1])),
    index: Uint32Array.from(corners.slice(2).flatMap((_, i) => [0, i + 1, i + 2])),
  };
  const frame = [1, 0, 0, 0, 1, 0, 0, 0, 1, ...(options.atEnu ?? [0, 0, 0])];
  return {
    element,
    elementSizeM,
    color: options.color ?? 0xffffffff,
    shape,
    frame,
    box: boxOf(shape, frame),
  };
}

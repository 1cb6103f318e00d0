/** Transforms of glTF nodes, and the turn from y up to z up. Matrices are column-major, 16 numbers. */
import { arrayOf } from '../jsonText.ts';
import type { Json } from './container.ts';

type Matrix = readonly number[];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

export function nodeMatrix(node: Json): Matrix {
  const matrix = arrayOf(node['matrix']).map(Number);
  if (matrix.length === 16) return matrix;
  const numbers = (key: string, otherwise: readonly number[]): readonly number[] => {
    const held = arrayOf(node[key]).map(Number);
    return held.length === otherwise.length ? held : otherwise;
  };
  return matrixOf(
    numbers('translation', [0, 0, 0]),
    numbers('rotation', [0, 0, 0, 1]),
    numbers('scale', [1, 1, 1]),
  );
}

/** Rotation as a quaternion x, y, z, w. */
export function matrixOf(
  translation: readonly number[],
  rotation: readonly number[],
  scale: readonly number[],
): Matrix {
  const [x = 0, y = 0, z = 0, w = 1] = rotation;
  const [sx = 1, sy = 1, sz = 1] = scale;
  const [tx = 0, ty = 0, tz = 0] = translation;
  return [
    (1 - 2 * (y * y + z * z)) * sx,
    2 * (x * y + z * w) * sx,
    2 * (x * z - y * w) * sx,
    0,
    2 * (x * y - z * w) * sy,
    (1 - 2 * (x * x + z * z)) * sy,
    2 * (y * z + x * w) * sy,
    0,
    2 * (x * z + y * w) * sz,
    2 * (y * z - x * w) * sz,
    (1 - 2 * (x * x + y * y)) * sz,
    0,
    tx,
    ty,
    tz,
    1,
  ];
}

export function multiply(a: Matrix, b: Matrix): Matrix {
  const product: number[] = [];
  for (let column = 0; column < 4; column++)
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (a[k * 4 + row] ?? 0) * (b[column * 4 + k] ?? 0);
      product.push(sum);
    }
  return product;
}

/** As `PlacedShapes.transforms`: (x, y up, z towards the viewer) is our (x, −z, y). */
export function zUpTransform(m: Matrix): readonly number[] {
  return [0, 4, 8, 12].flatMap((from) => [m[from] ?? NaN, -(m[from + 2] ?? NaN), m[from + 1] ?? NaN]);
}

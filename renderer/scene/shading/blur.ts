/** Separable box blur of a byte grid, repeated: three rounds come close to a Gaussian. Pure. */

function blurRows(source: Float32Array, into: Float32Array, sizePx: number, radiusPx: number): void {
  const window = radiusPx * 2 + 1;
  for (let row = 0; row < sizePx; row++) {
    const base = row * sizePx;
    let sum = 0;
    for (let i = -radiusPx; i <= radiusPx; i++)
      sum += source[base + Math.min(sizePx - 1, Math.max(0, i))] ?? 0;
    for (let column = 0; column < sizePx; column++) {
      // Written transposed, so that a second call blurs the columns.
      into[column * sizePx + row] = sum / window;
      sum += source[base + Math.min(sizePx - 1, column + radiusPx + 1)] ?? 0;
      sum -= source[base + Math.max(0, column - radiusPx)] ?? 0;
    }
  }
}

export function blurGrid(source: Float32Array, sizePx: number, radiusPx: number, rounds = 3): Float32Array {
  let from = Float32Array.from(source);
  let to = new Float32Array(source.length);
  for (let round = 0; round < rounds * 2; round++) {
    blurRows(from, to, sizePx, radiusPx);
    [from, to] = [to, from];
  }
  return from;
}

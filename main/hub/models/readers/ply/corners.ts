/** Lists of corners as PLY files have them → triangles, all turned the same way. */
type Triangle = readonly [number, number, number];

/** A face goes on from its first corner. */
export function* trianglesOfFace(list: readonly number[]): Generator<Triangle> {
  const corners = list.filter((corner) => corner !== -1);
  for (let i = 1; i + 1 < corners.length; i++) yield [corners[0] ?? 0, corners[i] ?? 0, corners[i + 1] ?? 0];
}

/** A strip goes on from its last two corners, and a new one begins behind each −1. */
export function* trianglesOfStrips(list: readonly number[]): Generator<Triangle> {
  let from = 0;
  for (let i = 0; i < list.length; i++) {
    const [a, b, c] = [list[i - 2] ?? 0, list[i - 1] ?? 0, list[i] ?? 0];
    if (c === -1) from = i + 1;
    else if (i - from >= 2) yield (i - from) % 2 === 0 ? [a, b, c] : [a, c, b];
  }
}

/**
 * Which prefix of a chunk to draw. Triangles come largest element first, so cutting the index at a size leaves out
 * everything smaller. Pure.
 */

export interface Tier {
  readonly minSizeM: number;
  readonly indexCount: number;
}

/** Edges of the finer tiers, metres. */
const STEPS_M = [40, 20, 12, 8, 6, 4.5, 3.4, 2.6, 2, 1.5, 1.1, 0.8, 0.5, 0.3, 0];

/** Finer tiers than the file's, from the sizes of the elements. `index` [t, 3], sorted by element size. */
export function fineTiers(
  index: Uint32Array,
  elements: Uint32Array,
  sizeM: readonly number[],
): readonly Tier[] {
  const sizeAt = (triangle: number) => sizeM[elements[index[triangle * 3] ?? 0] ?? 0] ?? 0;
  return STEPS_M.map((minSizeM) => {
    let low = 0;
    let high = index.length / 3;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sizeAt(middle) >= minSizeM) low = middle + 1;
      else high = middle;
    }
    return { minSizeM, indexCount: low * 3 };
  });
}

/** Indices to draw so that every element of at least `minSizeM` is there. */
export function indexCountFor(tiers: readonly Tier[], minSizeM: number, total: number): number {
  let best = total;
  for (const tier of tiers) if (tier.minSizeM <= minSizeM && tier.indexCount < best) best = tier.indexCount;
  return best;
}

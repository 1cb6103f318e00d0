/** Ids of a STEP file → their rows: a plain table where ids are dense, as programs write them, else a map. */

/** Cells of the table for each record; sparser ids go into a map. */
const SPARSEST = 16;
const ALWAYS_CELLS = 1 << 20;

/**
 * −1 for an id that does not exist; of records with one id the last counts.
 * @param isDamaged Of a row that is no record.
 */
export function createRowOf(
  ids: Uint32Array,
  count: number,
  isDamaged: (row: number) => boolean = () => false,
): (id: number) => number {
  let largest = 0;
  for (let row = 0; row < count; row++) largest = Math.max(largest, ids[row] ?? 0);
  if (largest < count * SPARSEST + ALWAYS_CELLS) {
    const table = new Int32Array(largest + 1).fill(-1);
    for (let row = 0; row < count; row++) if (!isDamaged(row)) table[ids[row] ?? 0] = row;
    return (id) => table[id] ?? -1;
  }
  const map = new Map<number, number>();
  for (let row = 0; row < count; row++) if (!isDamaged(row)) map.set(ids[row] ?? 0, row);
  return (id) => map.get(id) ?? -1;
}

/** How many records have an id that another one before them has; what is no record has 0. */
export function countDoubled(ids: Uint32Array, count: number): number {
  const sorted = ids.slice(0, count).sort();
  let doubled = 0;
  for (let row = 1; row < count; row++) if (sorted[row] === sorted[row - 1] && sorted[row] !== 0) doubled++;
  return doubled;
}

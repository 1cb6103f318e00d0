/** A list that keeps still while a hand is in it: what came since is counted, and joins when it is let go. Pure. */
export interface Held<T> {
  readonly rows: readonly T[];
  readonly waiting: number;
}

export function heldList<T extends { readonly seq: number }>(
  latest: readonly T[],
  held: readonly T[] | null,
): Held<T> {
  if (held === null) return { rows: latest, waiting: 0 };
  const known = new Set(held.map(({ seq }) => seq));
  return { rows: held, waiting: latest.filter(({ seq }) => !known.has(seq)).length };
}

/** How a lift-and-slide garage's pallets are drawn: numbered from below, left to right. Pure. */
export interface Pallets {
  readonly levels: number;
  readonly columns: number;
  /** Rows from the top down; null where there is no pallet. */
  readonly rows: readonly (readonly (number | null)[])[];
}

/** Most garages of this kind have three to six levels and are wider than high. */
export function palletsOf(capacity: number): Pallets | null {
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 400) return null;
  const levels = Math.min(6, Math.max(1, Math.floor(Math.sqrt(capacity / 2))));
  const columns = Math.ceil(capacity / levels);
  const rows = Array.from({ length: levels }, (_, level) =>
    Array.from({ length: columns }, (__, column) => {
      const number = level * columns + column + 1;
      return number <= capacity ? number : null;
    }),
  );
  return { levels, columns, rows: rows.toReversed() };
}

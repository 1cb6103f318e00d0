/**
 * Symbols that would lie on one another become one cluster with a count and the worst level. A grid in screen space
 * is enough and takes microseconds; what must stay apart (selected) is kept out by the caller's `alone`. Pure.
 */

export interface ScreenSymbol {
  readonly xPx: number;
  readonly yPx: number;
  /** 0 is the most urgent. */
  readonly rank: number;
  readonly alone: boolean;
}

export interface SymbolCluster {
  /** Indices of the members, the most urgent first. */
  readonly members: readonly number[];
  readonly rank: number;
}

/** Symbols nearer than this to a cluster's lead join it although a grid line runs between them. */
const REACH = 0.6;

export function clusterSymbols(symbols: readonly (ScreenSymbol | null)[], cellPx: number): SymbolCluster[] {
  const cells = new Map<string, number[]>();
  const clusters: SymbolCluster[] = [];
  const order = symbols
    .map((_, index) => index)
    .filter((index) => symbols[index] !== null)
    .sort((a, b) => (symbols[a]?.rank ?? 0) - (symbols[b]?.rank ?? 0) || a - b);
  for (const index of order) {
    const symbol = symbols[index];
    if (!symbol) continue;
    if (symbol.alone) {
      clusters.push({ members: [index], rank: symbol.rank });
      continue;
    }
    const column = Math.floor(symbol.xPx / cellPx);
    const row = Math.floor(symbol.yPx / cellPx);
    const own = cells.get(`${column},${row}`) ?? nearLead(cells, symbols, symbol, column, row, cellPx);
    if (own) own.push(index);
    else cells.set(`${column},${row}`, [index]);
  }
  for (const members of cells.values())
    clusters.push({ members, rank: symbols[members[0] ?? 0]?.rank ?? Number.MAX_SAFE_INTEGER });
  return clusters;
}

function nearLead(
  cells: ReadonlyMap<string, number[]>,
  symbols: readonly (ScreenSymbol | null)[],
  symbol: ScreenSymbol,
  column: number,
  row: number,
  cellPx: number,
): number[] | undefined {
  for (let dx = -1; dx <= 1; dx++)
    for (let dy = -1; dy <= 1; dy++) {
      const members = cells.get(`${column + dx},${row + dy}`);
      const lead = members ? symbols[members[0] ?? -1] : null;
      if (lead && Math.hypot(lead.xPx - symbol.xPx, lead.yPx - symbol.yPx) < cellPx * REACH) return members;
    }
  return undefined;
}

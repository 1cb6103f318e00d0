/** Which tiles of a tileset are drawn: the finest that fit into a bound, coarser ones where finer are missing. */
import type { WalkedTile } from './walkTileset.ts';

export interface ChosenTiles {
  readonly drawn: ReadonlySet<number>;
  /** Finer tiles were left out for their size. */
  readonly coarse: boolean;
}

export function chooseTiles(
  tiles: readonly WalkedTile[],
  bytesOf: (tile: WalkedTile) => number,
  mostBytes: number,
): ChosenTiles {
  const drawn = new Set<number>();
  let bytes = 0;
  let coarse = false;
  // What is coarsest is refined first; ties in the order of the file.
  const open = tiles.length > 0 ? [0] : [];
  for (const number of open) draw(number);
  const levels = new Map<number, number[]>();
  const enqueue = (number: number): void => {
    const level = tiles[number]?.level ?? 0;
    const held = levels.get(level);
    if (held) held.push(number);
    else levels.set(level, [number]);
  };
  for (const number of open) enqueue(number);
  for (let level = 0; levels.size > 0; level++) {
    const row = (levels.get(level) ?? []).sort((a, b) => (tiles[b]?.errorM ?? 0) - (tiles[a]?.errorM ?? 0));
    levels.delete(level);
    for (const number of row) refine(number);
  }
  return { drawn, coarse };

  function draw(number: number): void {
    const tile = tiles[number];
    if (!tile) return;
    drawn.add(number);
    bytes += bytesOf(tile);
  }

  function refine(number: number): void {
    const tile = tiles[number];
    if (!tile || tile.children.length === 0) return;
    const own = tile.adds ? 0 : bytesOf(tile);
    const inner = tile.children.reduce((sum, child) => sum + bytesOf(tiles[child] ?? tile), 0);
    if (bytes - own + inner > mostBytes) {
      coarse = true;
      return;
    }
    // A child that is missing would leave a hole where its parent was.
    const hole =
      !tile.adds && tile.contents.length > 0 && tile.children.some((child) => tiles[child]?.missing);
    if (!tile.adds && !hole) {
      drawn.delete(number);
      bytes -= own;
    }
    for (const child of tile.children) {
      if (hole) continue;
      draw(child);
      enqueue(child);
    }
  }
}

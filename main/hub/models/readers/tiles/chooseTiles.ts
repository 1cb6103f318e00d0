/** Which tiles of a tileset are drawn: the finest that fit into a bound, coarser ones where finer are missing, and finer ones in the place of coarser that are. */
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
  const filled = new Map<number, boolean>();
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
    const wouldLeaveHole = !tile.adds && tile.contents.length > 0;
    const standIns = tile.children.map((child) => standInsOf(child));
    // A child that nothing stands in for would leave a hole where its parent was.
    if (wouldLeaveHole && standIns.includes(null)) return;
    const finer = standIns.flatMap((found, i) => found ?? tile.children.slice(i, i + 1));
    const own = tile.adds ? 0 : bytesOf(tile);
    const inner = finer.reduce((sum, child) => sum + bytesOf(tiles[child] ?? tile), 0);
    if (bytes - own + inner > mostBytes) {
      coarse = true;
      return;
    }
    if (!tile.adds) {
      drawn.delete(number);
      bytes -= own;
    }
    for (const child of finer) {
      draw(child);
      enqueue(child);
    }
  }

  /** A tile, or where it is missing the finer ones that are there in its place; null where they do not fill it. */
  function standInsOf(number: number): readonly number[] | null {
    if (!isFilled(number)) return null;
    const found: number[] = [];
    const open = [number];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const tile = tiles[next];
      if (!tile?.missing) found.push(next);
      else for (const child of tile.children.toReversed()) open.push(child);
    }
    return found;
  }

  /** Whether it is there, or finer ones are in all of its place. What it adds to would be lost without it; there is no telling what it held. */
  function isFilled(number: number): boolean {
    const tile = tiles[number];
    if (!tile?.missing) return true;
    const known = filled.get(number);
    if (known !== undefined) return known;
    const value = !tile.adds && tile.children.length > 0 && tile.children.every(isFilled);
    filled.set(number, value);
    return value;
  }
}

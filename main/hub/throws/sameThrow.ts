/**
 * Which throws told by two cameras are one. Clocks of recorders nobody compared are off by seconds, but by the same all the
 * time: the offset by which most of both tell the same pairs them, each with one. Pure.
 */

/** What one camera told, and when by its own clock, milliseconds since 1970. */
export interface Told {
  readonly deviceKey: string;
  readonly atMs: number;
}

/** Farther apart no two clocks are believed to be. */
const SAME_MS = 5000;
/** Cameras tell a throw a little sooner or later than another time. */
const JITTER_MS = 700;
/** So many tell the offset of two clocks well enough. */
const MOST_COMPARED = 60;

/**
 * What other cameras told of the same throw.
 * @param watchTheSame Whether two cameras watch the same wall: at another wall it is another throw.
 */
export function createPairing<T extends Told>(
  all: readonly T[],
  watchTheSame: (deviceKey: string, other: string) => boolean,
): (one: T) => readonly T[] {
  const byDevice = Map.groupBy(all, ({ deviceKey }) => deviceKey);
  const offsets = new Map<string, number | null>();
  const wordsOf = (deviceKey: string) => byDevice.get(deviceKey) ?? [];

  function offsetOf(from: string, to: string): number | null {
    const pair = `${from} ${to}`;
    const known = offsets.get(pair);
    if (known !== undefined) return known;
    const newest = (deviceKey: string) => wordsOf(deviceKey).slice(-MOST_COMPARED);
    const offset = offsetBetween(newest(from), newest(to));
    offsets.set(pair, offset);
    return offset;
  }

  return (one) =>
    [...byDevice.keys()].flatMap((other) => {
      if (other === one.deviceKey || !watchTheSame(one.deviceKey, other)) return [];
      const offset = offsetOf(one.deviceKey, other);
      return (offset === null ? null : nearest(wordsOf(other), one.atMs + offset)) ?? [];
    });
}

/** By which most of them fit; of several the smallest. Null where none are near enough to be the same. */
function offsetBetween(own: readonly Told[], others: readonly Told[]): number | null {
  let best: { readonly offset: number; readonly pairs: number } | null = null;
  for (const one of own)
    for (const other of others) {
      const offset = other.atMs - one.atMs;
      if (Math.abs(offset) > SAME_MS) continue;
      const found = own.flatMap(({ atMs }) => nearest(others, atMs + offset) ?? []);
      const pairs = new Set(found).size;
      if (!best || pairs > best.pairs || (pairs === best.pairs && Math.abs(offset) < Math.abs(best.offset)))
        best = { offset, pairs };
    }
  return best?.offset ?? null;
}

function nearest<T extends Told>(words: readonly T[], atMs: number): T | null {
  const off = (one: T) => Math.abs(one.atMs - atMs);
  return words.reduce<T | null>(
    (best, one) => (off(one) <= JITTER_MS && (!best || off(one) < off(best)) ? one : best),
    null,
  );
}

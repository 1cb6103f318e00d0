/**
 * How many readings came in each 10 s, by the hour: what the time bar draws, without opening a segment. Readings that
 * were heard count, though compaction may have thinned them since.
 */
import type { Database } from 'better-sqlite3';
import type { Readings } from '#shared/twin/packed.ts';

export const sliceMs = 10_000;
const hourMs = 3_600_000;
const slicesPerHour = hourMs / sliceMs;

/** Uint32Array [360] by hour since 1970. */
export type Tallies = Map<number, Uint32Array>;

function add(tallies: Tallies, slice: number, count: number): void {
  const hour = Math.floor(slice / slicesPerHour);
  let counts = tallies.get(hour);
  if (!counts) tallies.set(hour, (counts = new Uint32Array(slicesPerHour)));
  const at = slice - hour * slicesPerHour;
  counts[at] = (counts[at] ?? 0) + count;
}

/** A segment of version 1 or 2: `counts` is u32 per slice from the one of `fromMs` on, or all lies in one slice. */
export function addToTallies(
  tallies: Tallies,
  fromMs: number,
  toMs: number,
  count: number,
  counts: Uint8Array | null,
): void {
  const first = Math.floor(fromMs / sliceMs);
  if (!counts) return add(tallies, Math.floor(toMs / sliceMs), count);
  const view = new DataView(counts.buffer, counts.byteOffset, counts.byteLength);
  for (let at = 0; at * 4 < counts.byteLength; at++) add(tallies, first + at, view.getUint32(at * 4, true));
}

export function tallyOf(readings: Readings): Tallies {
  const tallies: Tallies = new Map();
  for (const timeMs of readings.timeMs) add(tallies, Math.floor(timeMs / sliceMs), 1);
  return tallies;
}

export function createTallies(db: Database) {
  const one = db
    .prepare<[string, number], Uint8Array>('SELECT counts FROM tallies WHERE compound = ? AND hour = ?')
    .pluck();
  const within = db.prepare<[string, number, number], { hour: number; counts: Uint8Array }>(
    'SELECT hour, counts FROM tallies WHERE compound = ? AND hour >= ? AND hour <= ?',
  );
  return {
    /** Readings heard in the clock hour of an instant. */
    ofHour(compound: string, atMs: number): number {
      const counts = one.get(compound, Math.floor(atMs / hourMs));
      return counts ? countsOf(counts).reduce((sum, count) => sum + count, 0) : 0;
    },
    /** Calls back for each slice that overlaps [fromMs, toMs). */
    forEach(
      compound: string,
      fromMs: number,
      toMs: number,
      each: (sliceFromMs: number, count: number) => void,
    ): void {
      for (const { hour, counts } of within.iterate(
        compound,
        Math.floor(fromMs / hourMs),
        Math.floor(toMs / hourMs),
      )) {
        countsOf(counts).forEach((count, at) => {
          const sliceFromMs = hour * hourMs + at * sliceMs;
          if (count > 0 && sliceFromMs + sliceMs > fromMs && sliceFromMs < toMs) each(sliceFromMs, count);
        });
      }
    },
    /** Within the caller's transaction. */
    write(compound: string, tallies: Tallies): void {
      const put = db.prepare('INSERT OR REPLACE INTO tallies VALUES (?, ?, ?)');
      for (const [hour, counts] of tallies) {
        const before = one.get(compound, hour);
        if (before) countsOf(before).forEach((count, at) => (counts[at] = (counts[at] ?? 0) + count));
        put.run(compound, hour, new Uint8Array(counts.buffer));
      }
    },
  };
}

function countsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

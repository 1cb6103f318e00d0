/**
 * Segments behind a keyframe are merged and cut into parts of neighbouring points: half the size, and one point is
 * read without the others. What lies between two keyframes stays apart where it is much, so that a seek decodes no
 * more for it; where it is little, an hour is one row for each part and, when they are full, eight hours are. Where a backfill filled the time between two
 * keyframes, others are written in between first.
 */
import type { Database } from 'better-sqlite3';
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';
import type { Keyframes } from './keyframes.ts';
import { concatReadings, pushFrom } from './readings.ts';
import { encodeSegment } from './segmentCodec.ts';
import { blockMs, exponentFor, hourMs, mostParts, partOf, type Row, type Segments } from './segments.ts';
import { createTallies, sliceMs } from './tallies.ts';
import { inTimeOrder } from './timeOrder.ts';

/** Readings of one merge. */
const mergedAtOnce = 200_000;
/** Blocks with fewer readings are one row for each part in the end, however many keyframes lie in them. */
const lightBlock = 320_000;
/** Of the others, what a seek has to decode at once. */
const heavySpanMs = 600_000;
/** And what a row of them holds at least, about: each costs a seek as much as a thousand readings. */
const heavyRow = 8_000;
/** Slices of 10 s, and then some that came late. */
const mostRows = 1_000;

/** Between two keyframes. */
interface Cell {
  readonly afterMs: number;
  readonly untilMs: number;
  /** The newest keyframe. */
  readonly latestMs: number;
}

interface Bounds {
  readonly heavy: boolean;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Encoded {
  readonly part: number;
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly body: Uint8Array;
}

export function createCompaction(db: Database, segments: Segments, keyframes: Keyframes) {
  const tallies = createTallies(db);
  const firstWhole = db
    .prepare<[string, number], number | null>(
      'SELECT min(from_ms) FROM segments WHERE compound = ? AND part = -1 AND from_ms > ?',
    )
    .pluck();
  const wholeRows = db.prepare<[string, number, number], Row>(
    `SELECT id, part, from_ms, to_ms, count FROM segments INDEXED BY segments_by_part
       WHERE compound = ? AND part = -1 AND from_ms > ? AND from_ms <= ? ORDER BY from_ms LIMIT ${mostRows}`,
  );
  const partRows = db.prepare<[string, number, number, number], Row>(
    `SELECT id, part, from_ms, to_ms, count FROM segments INDEXED BY segments_by_part
       WHERE compound = ? AND part = ? AND from_ms >= ? AND from_ms <= ? AND thinned = 0 ORDER BY id`,
  );
  const drop = db.prepare('DELETE FROM segments WHERE id = ?');
  const insert = db.prepare(
    'INSERT INTO segments (compound, from_ms, to_ms, count, part, thinned, size_bytes, body) VALUES (?, ?, ?, ?, ?, 0, ?, ?)',
  );
  const replace = db.transaction((compound: string, gone: readonly number[], come: readonly Encoded[]) => {
    for (const id of gone) drop.run(id);
    for (const { part, count, fromMs, toMs, body } of come)
      insert.run(compound, fromMs, toMs, count, part, body.byteLength, body);
  });

  /**
   * What is merged together, and with what of it that was merged before. A block with much keeps to ten minutes and to its
   * keyframes; one with little keeps to its hours until it is over.
   */
  function boundsOf(compound: string, atMs: number, cell: Cell): Bounds {
    const spanAround = (spanMs: number) => {
      const fromMs = Math.floor(atMs / spanMs) * spanMs;
      return { fromMs, toMs: fromMs + spanMs - 1 };
    };
    const block = spanAround(blockMs);
    let readings = 0;
    for (let at = block.fromMs; at <= block.toMs; at += hourMs) readings += tallies.ofHour(compound, at);
    if (readings <= lightBlock)
      return { heavy: false, ...(block.toMs < cell.latestMs ? block : spanAround(hourMs)) };
    const { fromMs, toMs } = spanAround(heavySpanMs);
    return {
      heavy: true,
      fromMs: Math.max(fromMs, cell.afterMs + 1),
      toMs: Math.min(toMs, cell.untilMs),
    };
  }

  /** Not more than fits one merge, never half of a slice. */
  function group(rows: readonly Row[], { toMs }: Bounds): Row[] {
    const chosen: Row[] = [];
    let [count, slice] = [0, -Infinity];
    for (const row of rows) {
      const own = Math.floor(row.from_ms / sliceMs);
      if (row.from_ms > toMs || (count > mergedAtOnce && own !== slice)) break;
      count += row.count;
      slice = own;
      chosen.push(row);
    }
    return chosen.sort((a, b) => a.id - b.id);
  }

  function* merge(
    compound: string,
    rows: readonly Row[],
    points: number,
    bounds: Bounds,
  ): Generator<void, void> {
    const count = rows.reduce((sum, row) => sum + row.count, 0);
    const exponent = bounds.heavy
      ? exponentFor(points, Math.min(mostParts, Math.ceil(count / heavyRow)))
      : exponentFor(points);
    const builders = new Map<number, ReadingsBuilder>();
    for (const { id } of rows) {
      const readings = segments.read(id);
      for (let i = 0; i < readings.count; i++) {
        const part = partOf(readings.index[i] ?? 0, exponent);
        let builder = builders.get(part);
        if (!builder) builders.set(part, (builder = new ReadingsBuilder()));
        pushFrom(builder, readings, i);
      }
      yield;
    }
    const gone = rows.map(({ id }) => id);
    const come: Encoded[] = [];
    for (const [part, builder] of builders) {
      const before = partRows.all(compound, part, bounds.fromMs, bounds.toMs);
      gone.push(...before.map(({ id }) => id));
      const joined = inTimeOrder(
        concatReadings([...before.map(({ id }) => segments.read(id)), builder.take()]),
      );
      come.push(encoded(part, joined));
      yield;
    }
    replace.immediate(compound, gone, come);
  }

  return {
    /**
     * The next thing to do behind the newest keyframe, null where all is merged that begins after `afterMs`. Returns
     * how far it is merged then.
     */
    next(compound: string, afterMs: number): { untilMs: number; steps: Generator<void, void> } | null {
      const latestMs = keyframes.latestMs(compound);
      const fromMs = firstWhole.get(compound, afterMs) ?? null;
      if (latestMs === null || fromMs === null || fromMs > latestMs) return null;
      const beforeMs = segments.keyframeTime(compound, fromMs - 1) ?? -Infinity;
      const next = keyframes.nextFrom(compound, fromMs);
      if (!next) return null;
      const rows = wholeRows.all(compound, beforeMs, next.at_ms);
      const atMs = keyframes.dueBetween(rows, next.points);
      if (atMs !== null && atMs < next.at_ms)
        return { untilMs: afterMs, steps: keyframes.writeAt(compound, atMs) };
      const bounds = boundsOf(compound, fromMs, { afterMs: beforeMs, untilMs: next.at_ms, latestMs });
      const chosen = group(rows, bounds);
      const untilMs = chosen.reduce((most, row) => Math.max(most, row.from_ms), fromMs);
      return { untilMs, steps: merge(compound, chosen, next.points, bounds) };
    },
  };
}

function encoded(part: number, readings: Readings): Encoded {
  return {
    part,
    count: readings.count,
    fromMs: readings.timeMs[0] ?? 0,
    toMs: readings.timeMs[readings.count - 1] ?? 0,
    body: encodeSegment(readings),
  };
}

/**
 * Keyframes: the whole state at an instant, so that a seek decodes little. One is due after so many readings or
 * segments, whether they came live or in a backfill. What came late stands beside the keyframes that lack it (`late`)
 * and is put into them one by one; until it is in, whoever asks applies it. Every step ends in one small write.
 */
import type { Database } from 'better-sqlite3';
import { TwinColumns } from '#shared/twin/columns.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { applyLate, applyTo, columnsToReadings } from './readings.ts';
import { wholePart, type Keyframe, type Row, type Segments } from './segments.ts';
import { decodeSegment, encodeSegment } from './segmentCodec.ts';
import { sliceMs } from './tallies.ts';

const leastReadings = 20_000;
/** Keyframes cost storage by point, readings cost decoding: this many readings per point between two. */
const readingsPerPoint = 6;
const mostSegments = 360;
/** Kept clear of the newest reading: most late readings are seconds late. */
const lagMs = 5_000;

interface LateRow {
  readonly id: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly since_ms: number;
}

export function createKeyframes(db: Database, segments: Segments) {
  const insert = db.prepare('INSERT OR REPLACE INTO keyframes VALUES (?, ?, ?, ?)');
  const latest = db.prepare<[string], { at_ms: number; points: number }>(
    'SELECT at_ms, points FROM keyframes WHERE compound = ? ORDER BY at_ms DESC LIMIT 1',
  );
  const nextAfter = db.prepare<[string, number], Keyframe & { points: number }>(
    'SELECT at_ms, points, body FROM keyframes WHERE compound = ? AND at_ms >= ? ORDER BY at_ms LIMIT 1',
  );
  const newest = db
    .prepare<[string], number | null>('SELECT max(to_ms) FROM segments WHERE compound = ? AND part = -1')
    .pluck();
  const since = db.prepare<[string, number], Row>(
    `SELECT id, part, from_ms, to_ms, count FROM segments INDEXED BY segments_by_time
       WHERE compound = ? AND from_ms > ? ORDER BY from_ms LIMIT 2000`,
  );
  const lateOf = db.prepare<[string], LateRow>(
    'SELECT id, from_ms, to_ms, since_ms FROM late WHERE compound = ? ORDER BY id',
  );
  const lateBody = db.prepare<[number], Uint8Array>('SELECT body FROM late WHERE id = ?').pluck();
  const lateDone = db.prepare('DELETE FROM late WHERE id = ?');
  const lateMoved = db.prepare('UPDATE late SET since_ms = ? WHERE id = ?');
  /** Decoded late readings of the walk under way. */
  let walked = new Map<number, Readings>();

  function write(compound: string, atMs: number, columns: TwinColumns): void {
    const state = columnsToReadings(columns);
    insert.run(compound, atMs, state.count, encodeSegment(state));
  }

  /** End of the slice by which a keyframe is due, null where none is yet. `rows`: in order of time. */
  function dueMs(rows: readonly Row[], points: number): number | null {
    const most = mostReadings(points);
    let [count, whole] = [0, 0];
    for (const row of rows) {
      count += row.count;
      if (row.part === wholePart) whole++;
      if (count >= most || whole >= mostSegments) return (Math.floor(row.to_ms / sliceMs) + 1) * sliceMs - 1;
    }
    return null;
  }

  const mostReadings = (points: number): number => Math.max(leastReadings, readingsPerPoint * points);

  /** Between two keyframes another is due only where twice as much lies as belongs there. */
  function dueBetween(rows: readonly Row[], points: number): number | null {
    const count = rows.reduce((sum, row) => sum + row.count, 0);
    return count < 2 * mostReadings(points) && rows.length < 2 * mostSegments ? null : dueMs(rows, points);
  }

  function* writeAt(compound: string, atMs: number): Generator<void, void> {
    const columns = yield* segments.columnsAt(compound, atMs);
    write(compound, atMs, columns);
  }

  /** The keyframe that is due behind the newest readings, null where none is. */
  function advance(compound: string): Generator<void, void> | null {
    const last = latest.get(compound);
    const newestMs = newest.get(compound) ?? -Infinity;
    const atMs = dueMs(since.all(compound, last?.at_ms ?? -Infinity), last?.points ?? 0);
    return atMs === null || atMs > newestMs - lagMs ? null : writeAt(compound, atMs);
  }

  /** The next keyframe a late row belongs into, null where it is in all. */
  function nextFor(compound: string, row: LateRow): number | null {
    return (
      nextAfter.get(compound, row.since_ms >= row.from_ms ? row.since_ms + 1 : row.from_ms)?.at_ms ?? null
    );
  }

  function* patch(compound: string, rows: readonly LateRow[]): Generator<void, void> {
    const nexts = rows.map((row) => nextFor(compound, row));
    const atMs = nexts.reduce<number>((least, next) => Math.min(least, next ?? Infinity), Infinity);
    const keyframe = atMs === Infinity ? undefined : nextAfter.get(compound, atMs);
    const columns = new TwinColumns();
    if (keyframe) applyTo(columns, decodeSegment(keyframe.body), -Infinity, Infinity);
    yield;
    const done: number[] = [];
    const moved: number[] = [];
    const decoded = new Map<number, Readings>();
    for (const [at, row] of rows.entries()) {
      if (nexts[at] === null) done.push(row.id);
      if (nexts[at] !== atMs) continue;
      const readings = walked.get(row.id) ?? decodeSegment(lateBody.get(row.id) ?? new Uint8Array());
      const changed = applyLate(columns, readings, atMs);
      decoded.set(row.id, readings);
      // What changes nothing here is older than what stands here, and so in every later one.
      if (changed === 0 && row.to_ms <= atMs) done.push(row.id);
      else moved.push(row.id);
      yield;
    }
    walked = decoded;
    const state = columnsToReadings(columns);
    const body = moved.length > 0 ? encodeSegment(state) : null;
    yield;
    db.transaction(() => {
      if (body) insert.run(compound, atMs, state.count, body);
      for (const id of done) lateDone.run(id);
      for (const id of moved) lateMoved.run(atMs, id);
    }).immediate();
  }

  return {
    dueBetween,
    writeAt,
    advance,
    latestMs: (compound: string) => latest.get(compound)?.at_ms ?? null,
    /** The first keyframe at or after an instant, without its body's meaning. */
    nextFrom: (compound: string, atMs: number) => nextAfter.get(compound, atMs),
    /** One keyframe brought up to date with what came late, null where nothing is late. */
    late(compound: string): Generator<void, void> | null {
      const rows = lateOf.all(compound);
      return rows.length === 0 ? null : patch(compound, rows);
    },
  };
}

export type Keyframes = ReturnType<typeof createKeyframes>;

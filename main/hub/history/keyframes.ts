/**
 * Keyframes: the whole state at an instant, so that a seek decodes little. One is due after so many readings or
 * segments, whether they came live or in a backfill; the segments behind it are then merged, which halves their size.
 * A reading that comes late is put into the keyframes it belongs to; a late flood has them written anew.
 */
import type { Database } from 'better-sqlite3';
import { TwinColumns } from '#shared/twin/columns.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { applyTo, columnsToReadings, concatReadings } from './readings.ts';
import { decodeSegment, encodeSegment } from './segmentCodec.ts';

export const sliceMs = 10_000;
/** Longest time a merged segment covers. */
export const blockMs = 600_000;
const blockReadings = 60_000;
const leastReadings = 20_000;
/** Keyframes cost storage by point, readings cost decoding: this many readings per point between two. */
const readingsPerPoint = 6;
const mostSegments = 360;
/** A late flood further back than this is put into the keyframes one by one rather than have so much written anew. */
const rewriteMs = 86_400_000;
/** Kept clear of the newest reading: most late readings are seconds late. */
const lagMs = 5_000;

interface Span {
  readonly id: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly count: number;
}

export function createKeyframes(db: Database) {
  const insertSegment = db.prepare(
    'INSERT INTO segments (compound, from_ms, to_ms, count, counts, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const dropSegment = db.prepare('DELETE FROM segments WHERE id = ?');
  const bodyOf = db.prepare<[number], Uint8Array>('SELECT body FROM segments WHERE id = ?').pluck();
  const spans = db.prepare<[string, number, number, number], Span>(
    'SELECT id, from_ms, to_ms, count FROM segments WHERE compound = ? AND from_ms > ? AND from_ms <= ? AND to_ms > ? ORDER BY from_ms',
  );
  const insert = db.prepare('INSERT OR REPLACE INTO keyframes VALUES (?, ?, ?, ?)');
  const drop = db.prepare('DELETE FROM keyframes WHERE compound = ? AND at_ms >= ?');
  const before = db.prepare<[string, number], { at_ms: number; body: Uint8Array }>(
    'SELECT at_ms, body FROM keyframes WHERE compound = ? AND at_ms <= ? ORDER BY at_ms DESC LIMIT 1',
  );
  const after = db.prepare<[string, number], { at_ms: number; body: Uint8Array }>(
    'SELECT at_ms, body FROM keyframes WHERE compound = ? AND at_ms >= ? ORDER BY at_ms LIMIT 1',
  );
  const latest = db.prepare<[string], { at_ms: number; points: number }>(
    'SELECT at_ms, points FROM keyframes WHERE compound = ? ORDER BY at_ms DESC LIMIT 1',
  );

  /** Segments that may hold fromMs < t ≤ untilMs, in order of arrival. */
  function* segmentsIn(compound: string, fromMs: number, untilMs: number): Generator<Readings> {
    const found = spans.all(compound, fromMs - blockMs, untilMs, fromMs).sort((a, b) => a.id - b.id);
    for (const { id } of found) yield decodeSegment(bodyOf.get(id) ?? new Uint8Array());
  }

  function columnsAt(compound: string, atMs: number): TwinColumns {
    const columns = new TwinColumns();
    const keyframe = before.get(compound, atMs);
    if (keyframe) applyTo(columns, decodeSegment(keyframe.body), -Infinity, atMs);
    const sinceMs = keyframe?.at_ms ?? -Infinity;
    for (const readings of segmentsIn(compound, sinceMs, atMs)) applyTo(columns, readings, sinceMs, atMs);
    return columns;
  }

  function write(compound: string, atMs: number, columns: TwinColumns): void {
    const state = columnsToReadings(columns);
    insert.run(compound, atMs, state.count, encodeSegment(state));
  }

  /** End of the slice by which a keyframe is due, null where none is yet. */
  function due(list: readonly Span[], points: number): number | null {
    const most = Math.max(leastReadings, readingsPerPoint * points);
    let count = 0;
    for (const [at, span] of list.entries()) {
      count += span.count;
      if (count >= most || at + 1 >= mostSegments)
        return (Math.floor(span.to_ms / sliceMs) + 1) * sliceMs - 1;
    }
    return null;
  }

  function merge(compound: string, list: readonly Span[]): void {
    const groups: Span[][] = [];
    let count = Infinity;
    let block = -Infinity;
    for (const span of list) {
      count += span.count;
      if (count > blockReadings || Math.floor(span.from_ms / blockMs) !== block) {
        groups.push([]);
        count = span.count;
        block = Math.floor(span.from_ms / blockMs);
      }
      groups.at(-1)?.push(span);
    }
    for (const group of groups) if (group.length > 1) mergeGroup(compound, group);
  }

  function mergeGroup(compound: string, group: readonly Span[]): void {
    const ids = group.map(({ id }) => id).sort((a, b) => a - b);
    const joined = concatReadings(ids.map((id) => decodeSegment(bodyOf.get(id) ?? new Uint8Array())));
    const fromMs = Math.min(...group.map((span) => span.from_ms));
    const toMs = Math.max(...group.map((span) => span.to_ms));
    const first = Math.floor(fromMs / sliceMs);
    const counts = new Uint32Array(Math.floor(toMs / sliceMs) - first + 1);
    for (const timeMs of joined.timeMs) {
      const slice = Math.floor(timeMs / sliceMs) - first;
      counts[slice] = (counts[slice] ?? 0) + 1;
    }
    for (const id of ids) dropSegment.run(id);
    insertSegment.run(
      compound,
      fromMs,
      toMs,
      joined.count,
      new Uint8Array(counts.buffer),
      encodeSegment(joined),
    );
  }

  return {
    segmentsIn,
    columnsAt,
    addSegment(compound: string, fromMs: number, toMs: number, readings: Readings): void {
      insertSegment.run(compound, fromMs, toMs, readings.count, null, encodeSegment(readings));
    },
    /** Late readings go into every keyframe in which they are the newest of their point. */
    takeLate(compound: string, readings: Readings): void {
      let earliest = Infinity;
      let late = 0;
      const lastMs = latest.get(compound)?.at_ms ?? -Infinity;
      for (const timeMs of readings.timeMs) {
        if (timeMs > lastMs) continue;
        late++;
        if (timeMs < earliest) earliest = timeMs;
      }
      if (late === 0) return;
      if (late >= leastReadings && lastMs - earliest <= rewriteMs) return void drop.run(compound, earliest);
      for (
        let keyframe = after.get(compound, earliest);
        keyframe;
        keyframe = after.get(compound, keyframe.at_ms + 1)
      ) {
        const columns = new TwinColumns();
        applyTo(columns, decodeSegment(keyframe.body), -Infinity, Infinity);
        const taken = applyTo(columns, readings, -Infinity, keyframe.at_ms);
        if (taken > 0) write(compound, keyframe.at_ms, columns);
        else if (readings.timeMs.every((timeMs) => timeMs <= (keyframe?.at_ms ?? 0) || timeMs > lastMs))
          return;
      }
    },
    /** Writes what is due up to the newest reading, merging behind each keyframe. */
    advance(compound: string, newestMs: number): void {
      for (;;) {
        const last = latest.get(compound);
        const sinceMs = last?.at_ms ?? -Infinity;
        const list = spans.all(compound, sinceMs, newestMs, sinceMs);
        const atMs = due(list, last?.points ?? 0);
        if (atMs === null || atMs > newestMs - lagMs) return;
        write(compound, atMs, columnsAt(compound, atMs));
        merge(
          compound,
          list.filter((span) => span.to_ms <= atMs),
        );
      }
    },
  };
}

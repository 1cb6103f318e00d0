/**
 * History as a log with keyframes, in one SQLite file. Readings are journaled as they come (one commit per batch),
 * sealed into 10 s segments of event time, and every so often the whole state is written as a keyframe. The state
 * at an instant is the keyframe before it plus the segments since. A reading that comes late, behind a keyframe,
 * drops the keyframes it contradicts; they are written anew. `HistoryStore` is what a second database implements.
 */
import Database from 'better-sqlite3';
import { packReadings, unpackReadings, type Readings } from '#shared/twin/packed.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import { decodeSegment, encodeSegment } from './segmentCodec.ts';
import { columnsToReadings, concatReadings, groupBySlice, selectReadings } from './readings.ts';

export interface HistoryStore {
  append(compound: string, readings: Readings): void;
  seal(): void;
  /** Last reading of every point at or before `atMs`. */
  stateAt(compound: string, atMs: number): Readings;
  /** Readings with fromMs ≤ t < toMs, ascending in time. */
  window(compound: string, fromMs: number, toMs: number): Readings;
  pointHistory(compound: string, index: number, fromMs: number, toMs: number): Readings;
  /** Readings per bin. */
  density(compound: string, fromMs: number, toMs: number, bins: number): number[];
  range(compound: string): { fromMs: number; toMs: number } | null;
  close(): void;
}

export const sliceMs = 10_000;
const keyframeEvery = 20_000;
const keyframeLagMs = 5_000;

interface Open {
  readings: Readings[];
  sinceKeyframe: number;
  points: number;
}

export function createHistoryStore(path: string): HistoryStore {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`
    CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS segments (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, from_ms REAL NOT NULL,
      to_ms REAL NOT NULL, count INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS segments_by_time ON segments (compound, from_ms);
    CREATE TABLE IF NOT EXISTS keyframes (compound TEXT NOT NULL, at_ms REAL NOT NULL, body BLOB NOT NULL,
      PRIMARY KEY (compound, at_ms)) WITHOUT ROWID;
    PRAGMA user_version = 1;`);
  const insertJournal = db.prepare('INSERT INTO journal (compound, body) VALUES (?, ?)');
  const insertSegment = db.prepare('INSERT INTO segments (compound, from_ms, to_ms, count, body) VALUES (?, ?, ?, ?, ?)');
  const insertKeyframe = db.prepare('INSERT OR REPLACE INTO keyframes VALUES (?, ?, ?)');
  const dropKeyframes = db.prepare('DELETE FROM keyframes WHERE compound = ? AND at_ms >= ?');
  const keyframeBefore = db.prepare<[string, number], { at_ms: number; body: Uint8Array }>(
    'SELECT at_ms, body FROM keyframes WHERE compound = ? AND at_ms <= ? ORDER BY at_ms DESC LIMIT 1',
  );
  const segmentsIn = db.prepare<[string, number, number], { body: Uint8Array; from_ms: number; to_ms: number }>(
    'SELECT from_ms, to_ms, body FROM segments WHERE compound = ? AND from_ms > ? AND from_ms <= ? ORDER BY from_ms, id',
  );
  const spans = db.prepare<[string, number, number], { from_ms: number; to_ms: number; count: number }>(
    'SELECT from_ms, to_ms, count FROM segments WHERE compound = ? AND from_ms > ? AND from_ms < ?',
  );
  const extent = db.prepare<[string], { first: number | null; last: number | null }>(
    'SELECT min(from_ms) AS first, max(to_ms) AS last FROM segments WHERE compound = ?',
  );
  const latestKeyframe = db.prepare<[string], { at_ms: number | null }>(
    'SELECT max(at_ms) AS at_ms FROM keyframes WHERE compound = ?',
  );
  const open = new Map<string, Open>();
  const lastKeyframeMs = new Map<string, number>();

  function openOf(compound: string): Open {
    let found = open.get(compound);
    if (!found) open.set(compound, (found = { readings: [], sinceKeyframe: 0, points: 0 }));
    return found;
  }

  for (const row of db.prepare<[], { compound: string; body: Uint8Array }>('SELECT compound, body FROM journal ORDER BY id').iterate()) {
    openOf(row.compound).readings.push(unpackReadings(row.body));
  }

  const sealAll = db.transaction(() => {
    for (const [compound, state] of open) {
      if (state.readings.length === 0) continue;
      const readings = concatReadings(state.readings);
      let earliest = Infinity;
      for (const part of groupBySlice(readings, sliceMs)) {
        insertSegment.run(compound, part.fromMs, part.toMs, part.readings.count, encodeSegment(part.readings));
        earliest = Math.min(earliest, part.fromMs);
      }
      state.readings = [];
      state.sinceKeyframe += readings.count;
      const known = lastKeyframeMs.get(compound) ?? latestKeyframe.get(compound)?.at_ms ?? -Infinity;
      if (earliest <= known) {
        dropKeyframes.run(compound, earliest);
        lastKeyframeMs.set(compound, latestKeyframe.get(compound)?.at_ms ?? -Infinity);
      }
    }
    db.exec('DELETE FROM journal');
    for (const [compound, state] of open) if (state.sinceKeyframe >= Math.max(keyframeEvery, 2 * state.points)) writeKeyframe(compound, state);
  });

  function writeKeyframe(compound: string, state: Open): void {
    const last = extent.get(compound)?.last;
    if (last === null || last === undefined) return;
    const atMs = last - keyframeLagMs;
    const readings = settledStateAt(compound, atMs);
    if (readings.count === 0) return;
    insertKeyframe.run(compound, atMs, encodeSegment(readings));
    lastKeyframeMs.set(compound, atMs);
    state.sinceKeyframe = 0;
    state.points = readings.count;
  }

  /** From keyframes and segments alone. */
  function settledColumns(compound: string, atMs: number): TwinColumns {
    const columns = new TwinColumns();
    const keyframe = keyframeBefore.get(compound, atMs);
    let since = -Infinity;
    if (keyframe) {
      since = keyframe.at_ms;
      applyTo(columns, decodeSegment(keyframe.body), -Infinity, atMs);
    }
    for (const segment of segmentsIn.iterate(compound, since - sliceMs, atMs)) {
      if (segment.to_ms > since) applyTo(columns, decodeSegment(segment.body), since, atMs);
    }
    return columns;
  }

  function settledStateAt(compound: string, atMs: number): Readings {
    return columnsToReadings(settledColumns(compound, atMs));
  }

  return {
    append(compound, readings) {
      insertJournal.run(compound, new Uint8Array(packReadings(readings)));
      openOf(compound).readings.push(readings);
    },
    seal: () => sealAll.immediate(),
    stateAt(compound, atMs) {
      const columns = settledColumns(compound, atMs);
      for (const part of open.get(compound)?.readings ?? []) applyTo(columns, part, -Infinity, atMs);
      return columnsToReadings(columns);
    },
    window(compound, fromMs, toMs) {
      const parts: Readings[] = [];
      for (const segment of segmentsIn.iterate(compound, fromMs - sliceMs, toMs)) {
        if (segment.to_ms >= fromMs) parts.push(decodeSegment(segment.body));
      }
      parts.push(...(open.get(compound)?.readings ?? []));
      return selectReadings(concatReadings(parts), (_, timeMs) => timeMs >= fromMs && timeMs < toMs);
    },
    pointHistory(compound, index, fromMs, toMs) {
      const parts: Readings[] = [];
      const keep = (i: number, timeMs: number) => i === index && timeMs >= fromMs && timeMs <= toMs;
      for (const segment of segmentsIn.iterate(compound, fromMs - sliceMs, toMs)) {
        if (segment.to_ms < fromMs) continue;
        const found = selectReadings(decodeSegment(segment.body), keep);
        if (found.count > 0) parts.push(found);
      }
      for (const part of open.get(compound)?.readings ?? []) parts.push(selectReadings(part, keep));
      return selectReadings(concatReadings(parts), keep);
    },
    density(compound, fromMs, toMs, bins) {
      const counts = Array.from({ length: bins }, () => 0);
      const binOf = (timeMs: number) => Math.min(bins - 1, Math.max(0, Math.floor(((timeMs - fromMs) / (toMs - fromMs)) * bins)));
      const add = (from: number, to: number, count: number) => {
        const first = binOf(from);
        const last = binOf(to);
        for (let bin = first; bin <= last; bin++) counts[bin] = (counts[bin] ?? 0) + count / (last - first + 1);
      };
      for (const row of spans.iterate(compound, fromMs - sliceMs, toMs)) if (row.to_ms >= fromMs) add(row.from_ms, row.to_ms, row.count);
      for (const part of open.get(compound)?.readings ?? []) {
        const [from, to] = [part.timeMs[0] ?? 0, part.timeMs[part.count - 1] ?? 0];
        if (part.count > 0 && to >= fromMs && from < toMs) add(from, to, part.count);
      }
      return counts.map(Math.round);
    },
    range(compound) {
      const row = extent.get(compound);
      let fromMs = row?.first ?? Infinity;
      let toMs = row?.last ?? -Infinity;
      for (const part of open.get(compound)?.readings ?? []) {
        for (let i = 0; i < part.count; i++) {
          fromMs = Math.min(fromMs, part.timeMs[i] ?? Infinity);
          toMs = Math.max(toMs, part.timeMs[i] ?? -Infinity);
        }
      }
      return fromMs <= toMs ? { fromMs, toMs } : null;
    },
    close() {
      sealAll.immediate();
      db.close();
    },
  };
}

function applyTo(columns: TwinColumns, readings: Readings, afterMs: number, untilMs: number): void {
  for (let i = 0; i < readings.count; i++) {
    const timeMs = readings.timeMs[i] ?? 0;
    if (timeMs > afterMs && timeMs <= untilMs) {
      columns.set(readings.index[i] ?? 0, readings.value[i] ?? NaN, timeMs, readings.quality[i] ?? 0);
    }
  }
}

/**
 * History as a log with keyframes, in one SQLite file. Readings are journaled as they come (one commit per batch),
 * sealed into 10 s segments of event time, and every so often the whole state is written as a keyframe. The state
 * at an instant is the keyframe before it plus the segments since. `HistoryStore` is what a second database implements.
 */
import { packReadings, unpackReadings, type Readings } from '#shared/twin/packed.ts';
import { createKeyframes, blockMs, sliceMs } from './keyframes.ts';
import {
  applyTo,
  columnsToReadings,
  concatReadings,
  groupBySlice,
  selectReadings,
  wholeMilliseconds,
} from './readings.ts';
import { openHistoryFile } from './schema.ts';

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

interface Extent {
  fromMs: number;
  toMs: number;
}

export function createHistoryStore(path: string): HistoryStore {
  const db = openHistoryFile(path);
  const keyframes = createKeyframes(db);
  const insertJournal = db.prepare('INSERT INTO journal (compound, body) VALUES (?, ?)');
  const spans = db.prepare<
    [string, number, number, number],
    { from_ms: number; to_ms: number; count: number; counts: Uint8Array | null }
  >(
    'SELECT from_ms, to_ms, count, counts FROM segments WHERE compound = ? AND from_ms > ? AND from_ms < ? AND to_ms >= ?',
  );
  /** Journaled, not yet sealed. */
  const open = new Map<string, Readings[]>();
  /** Of what is sealed. */
  const extents = new Map<string, Extent>();

  function openOf(compound: string): Readings[] {
    let found = open.get(compound);
    if (!found) open.set(compound, (found = []));
    return found;
  }

  for (const row of db
    .prepare<[], { compound: string; body: Uint8Array }>('SELECT compound, body FROM journal ORDER BY id')
    .iterate()) {
    openOf(row.compound).push(unpackReadings(row.body));
  }
  for (const row of db
    .prepare<[], Extent & { compound: string }>(
      'SELECT compound, min(from_ms) AS fromMs, max(to_ms) AS toMs FROM segments GROUP BY compound',
    )
    .iterate()) {
    extents.set(row.compound, { fromMs: row.fromMs, toMs: row.toMs });
  }

  const sealAll = db.transaction(() => {
    for (const [compound, parts] of open) {
      if (parts.length === 0) continue;
      const readings = concatReadings(parts);
      const extent = extents.get(compound) ?? { fromMs: Infinity, toMs: -Infinity };
      for (const part of groupBySlice(readings, sliceMs)) {
        keyframes.addSegment(compound, part.fromMs, part.toMs, part.readings);
        extent.fromMs = Math.min(extent.fromMs, part.fromMs);
        extent.toMs = Math.max(extent.toMs, part.toMs);
      }
      extents.set(compound, extent);
      open.set(compound, []);
      keyframes.takeLate(compound, readings);
    }
    db.exec('DELETE FROM journal');
    for (const [compound, { toMs }] of extents) keyframes.advance(compound, toMs);
  });

  return {
    append(compound, readings) {
      const whole = wholeMilliseconds(readings);
      insertJournal.run(compound, new Uint8Array(packReadings(whole)));
      openOf(compound).push(whole);
    },
    seal: () => sealAll.immediate(),
    stateAt(compound, atMs) {
      const columns = keyframes.columnsAt(compound, atMs);
      for (const part of open.get(compound) ?? []) applyTo(columns, part, -Infinity, atMs);
      return columnsToReadings(columns);
    },
    window(compound, fromMs, toMs) {
      const parts = [...keyframes.segmentsIn(compound, fromMs - 1, toMs)];
      parts.push(...(open.get(compound) ?? []));
      return selectReadings(concatReadings(parts), (_, timeMs) => timeMs >= fromMs && timeMs < toMs);
    },
    pointHistory(compound, index, fromMs, toMs) {
      const parts: Readings[] = [];
      const keep = (i: number, timeMs: number) => i === index && timeMs >= fromMs && timeMs <= toMs;
      for (const segment of keyframes.segmentsIn(compound, fromMs - 1, toMs)) {
        const found = selectReadings(segment, keep);
        if (found.count > 0) parts.push(found);
      }
      for (const part of open.get(compound) ?? []) parts.push(selectReadings(part, keep));
      return selectReadings(concatReadings(parts), keep);
    },
    density(compound, fromMs, toMs, bins) {
      const counts = Array.from({ length: bins }, () => 0);
      const binOf = (timeMs: number) =>
        Math.min(bins - 1, Math.max(0, Math.floor(((timeMs - fromMs) * bins) / (toMs - fromMs))));
      const add = (from: number, to: number, count: number) => {
        const first = binOf(from);
        const last = binOf(to);
        for (let bin = first; bin <= last; bin++)
          counts[bin] = (counts[bin] ?? 0) + count / (last - first + 1);
      };
      const addSlices = (bytes: Uint8Array, startMs: number) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        for (let at = 0; at < bytes.byteLength; at += 4) {
          const sliceFromMs = startMs + (at / 4) * sliceMs;
          if (sliceFromMs + sliceMs > fromMs && sliceFromMs < toMs)
            add(sliceFromMs, sliceFromMs + sliceMs - 1, view.getUint32(at, true));
        }
      };
      for (const row of spans.iterate(compound, fromMs - blockMs, toMs, fromMs)) {
        if (!row.counts) add(row.from_ms, row.to_ms, row.count);
        else addSlices(row.counts, Math.floor(row.from_ms / sliceMs) * sliceMs);
      }
      for (const part of open.get(compound) ?? []) {
        const [from, to] = [part.timeMs[0] ?? 0, part.timeMs[part.count - 1] ?? 0];
        if (part.count > 0 && to >= fromMs && from < toMs) add(from, to, part.count);
      }
      return counts.map(Math.round);
    },
    range(compound) {
      let { fromMs, toMs } = extents.get(compound) ?? { fromMs: Infinity, toMs: -Infinity };
      for (const part of open.get(compound) ?? []) {
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

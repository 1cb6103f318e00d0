/**
 * What is old is thinned by the rule of its point, what is older than is kept goes, and where the disk is nearly full
 * the oldest goes first. What is cut off ends at a keyframe that stays, so that the state after it is still right.
 * Every step ends in one small write.
 */
import type { Database } from 'better-sqlite3';
import { concatReadings } from './readings.ts';
import { encodeSegment } from './segmentCodec.ts';
import { hourMs, thinnedSpanMs, type Row, type Segments } from './segments.ts';
import { thin, type Thinning } from './thinning.ts';
import { inTimeOrder } from './timeOrder.ts';

const partsAtOnce = 8;
const rowsAtOnce = 200;
const keyframesAtOnce = 10;
const pagesAtOnce = 200;

/** Where a compound's history was cut off; what stands before it of rows that reach over it is not whole. */
export const cutName = (compound: string): string => `cut ${compound}`;

export interface Keeping {
  /** Readings before it are thinned. */
  readonly rawFromMs: number;
  /** Readings before it go; null keeps them for ever. */
  readonly keepFromMs: number | null;
  readonly ruleOf: (compound: string, index: number) => Thinning;
  /** From here on nothing is thinned or goes for its age: it is evidence. Infinity where nothing is locked. */
  readonly lockedFromMs: (compound: string) => number;
}

export function createRetention(db: Database, segments: Segments) {
  const firstRaw = db
    .prepare<[string], number | null>(
      'SELECT min(from_ms) FROM segments WHERE compound = ? AND thinned = 0 AND part >= 0',
    )
    .pluck();
  const lastRaw = db
    .prepare<[string, number, number], number | null>(
      'SELECT max(to_ms) FROM segments WHERE compound = ? AND thinned = 0 AND part >= 0 AND from_ms >= ? AND from_ms < ?',
    )
    .pluck();
  const rawParts = db
    .prepare<[string, number, number], number>(
      `SELECT DISTINCT part FROM segments WHERE compound = ? AND thinned = 0 AND part >= 0 AND from_ms >= ?
         AND from_ms < ? LIMIT ${partsAtOnce}`,
    )
    .pluck();
  const rowsOf = db.prepare<[string, number, number, number], Row>(
    `SELECT id, part, from_ms, to_ms, count FROM segments INDEXED BY segments_by_part
       WHERE compound = ? AND part = ? AND from_ms >= ? AND from_ms < ? ORDER BY id`,
  );
  const dropRow = db.prepare('DELETE FROM segments WHERE id = ?');
  const insertThinned = db.prepare(
    'INSERT INTO segments (compound, from_ms, to_ms, count, part, thinned, size_bytes, body) VALUES (?, ?, ?, ?, ?, 1, ?, ?)',
  );
  const crowded = db
    .prepare<[number, string, number], number>(
      `SELECT CAST(at_ms / ? AS INTEGER) AS span FROM keyframes WHERE compound = ? AND at_ms < ?
         GROUP BY span HAVING count(*) > 1 ORDER BY span LIMIT ${keyframesAtOnce}`,
    )
    .pluck();
  const lastIn = db
    .prepare<[string, number, number], number>(
      'SELECT max(at_ms) FROM keyframes WHERE compound = ? AND at_ms >= ? AND at_ms < ?',
    )
    .pluck();
  const dropKeyframes = db.prepare('DELETE FROM keyframes WHERE compound = ? AND at_ms >= ? AND at_ms < ?');
  const lastBefore = db
    .prepare<[string, number], number | null>(
      'SELECT max(at_ms) FROM keyframes WHERE compound = ? AND at_ms <= ?',
    )
    .pluck();
  const oldRows = db.prepare<[string, number, number], { id: number; count: number }>(
    `SELECT id, count FROM segments INDEXED BY segments_by_time WHERE compound = ? AND from_ms <= ? AND to_ms <= ?
         LIMIT ${rowsAtOnce}`,
  );
  const oldKeyframes = db
    .prepare<[string, number], number>(
      `SELECT at_ms FROM keyframes WHERE compound = ? AND at_ms < ? LIMIT ${keyframesAtOnce}`,
    )
    .pluck();
  const putCut = db.prepare('INSERT OR REPLACE INTO facts VALUES (?, ?)');
  const dropTallies = db.prepare('DELETE FROM tallies WHERE compound = ? AND hour < ?');
  const dropWords = db.prepare('DELETE FROM words WHERE compound = ? AND last_ms < ?');
  const oldest = db
    .prepare<[string], number | null>('SELECT min(from_ms) FROM segments WHERE compound = ?')
    .pluck();
  const keyframeAfter = db
    .prepare<[string, number], number | null>(
      'SELECT min(at_ms) FROM keyframes WHERE compound = ? AND at_ms >= ?',
    )
    .pluck();

  function* thinParts(
    compound: string,
    parts: readonly number[],
    fromMs: number,
    ruleOf: Keeping['ruleOf'],
  ): Generator<void, void> {
    const rule = (index: number) => ruleOf(compound, index);
    const gone: number[] = [];
    const come: { part: number; readings: ReturnType<typeof thin>; body: Uint8Array }[] = [];
    for (const part of parts) {
      const rows = rowsOf.all(compound, part, fromMs, fromMs + thinnedSpanMs);
      const thinned = [];
      for (const { id } of rows) {
        gone.push(id);
        thinned.push(thin(inTimeOrder(segments.read(id)), rule));
        yield;
      }
      const readings = thin(inTimeOrder(concatReadings(thinned)), rule);
      come.push({ part, readings, body: encodeSegment(readings) });
      yield;
    }
    db.transaction(() => {
      for (const id of gone) dropRow.run(id);
      for (const { part, readings, body } of come) {
        const [first, last] = [readings.timeMs[0] ?? 0, readings.timeMs[readings.count - 1] ?? 0];
        insertThinned.run(compound, first, last, readings.count, part, body.byteLength, body);
      }
    }).immediate();
  }

  const thinKeyframes = db.transaction((compound: string, spans: readonly number[]) => {
    for (const span of spans) {
      const [fromMs, toMs] = [span * thinnedSpanMs, (span + 1) * thinnedSpanMs];
      dropKeyframes.run(compound, fromMs, lastIn.get(compound, fromMs, toMs) ?? fromMs);
    }
  });

  /** Drops a slice of what ends by a keyframe; returns how many readings went, null where nothing is left of it. */
  const cut = db.transaction((compound: string, atMs: number): number | null => {
    const rows = oldRows.all(compound, atMs, atMs);
    for (const { id } of rows) dropRow.run(id);
    const keyframes = oldKeyframes.all(compound, atMs);
    for (const at of keyframes) dropKeyframes.run(compound, at, at + 1);
    putCut.run(cutName(compound), atMs);
    const tallies = dropTallies.run(compound, Math.floor(atMs / hourMs)).changes;
    if (rows.length + keyframes.length + tallies === 0) return null;
    return rows.reduce((sum, row) => sum + row.count, 0);
  });

  return {
    /** The next span of old readings to thin, null where all are. */
    thin(compound: string, { rawFromMs, ruleOf, lockedFromMs }: Keeping): Generator<void, void> | null {
      const rawMs = firstRaw.get(compound) ?? null;
      if (rawMs === null) return null;
      const fromMs = Math.floor(rawMs / thinnedSpanMs) * thinnedSpanMs;
      const toMs = Math.max(
        fromMs + thinnedSpanMs,
        lastRaw.get(compound, fromMs, fromMs + thinnedSpanMs) ?? 0,
      );
      if (toMs > Math.min(rawFromMs, lockedFromMs(compound))) return null;
      return thinParts(compound, rawParts.all(compound, fromMs, fromMs + thinnedSpanMs), fromMs, ruleOf);
    },
    /** True while there was something to do. */
    thinKeyframes(compound: string, { rawFromMs, lockedFromMs }: Keeping): boolean {
      const spans = crowded.all(
        thinnedSpanMs,
        compound,
        Math.floor(Math.min(rawFromMs, lockedFromMs(compound)) / thinnedSpanMs) * thinnedSpanMs,
      );
      if (spans.length > 0) thinKeyframes.immediate(compound, spans);
      return spans.length > 0;
    },
    /** Readings, keyframes and words older than is kept; true while there was something to do. */
    dropOld(compound: string, { keepFromMs, lockedFromMs }: Keeping): boolean {
      if (keepFromMs === null) return false;
      const goneMs = Math.min(keepFromMs, lockedFromMs(compound));
      const words = dropWords.run(compound, goneMs).changes;
      const atMs = lastBefore.get(compound, goneMs) ?? null;
      return (atMs !== null && cut.immediate(compound, atMs) !== null) || words > 0;
    },
    /**
     * Drops some of the oldest readings of all, never those of the last hour before the newest keyframe of their
     * compound; null where there are none to drop.
     */
    dropOldest(compounds: readonly string[]): { readings: number; untilMs: number } | null {
      let [chosen, chosenMs] = [null as string | null, Infinity];
      for (const compound of compounds) {
        const fromMs = oldest.get(compound) ?? null;
        if (fromMs !== null && fromMs < chosenMs) [chosen, chosenMs] = [compound, fromMs];
      }
      if (chosen === null) return null;
      const untilMs = (lastBefore.get(chosen, Infinity) ?? -Infinity) - hourMs;
      let atMs = keyframeAfter.get(chosen, chosenMs) ?? Infinity;
      while (atMs <= untilMs) {
        const readings = cut.immediate(chosen, atMs);
        if (readings !== null && readings > 0) return { readings, untilMs: atMs };
        atMs = keyframeAfter.get(chosen, atMs + 1) ?? Infinity;
      }
      return null;
    },
    /** Bytes of the file that hold nothing. */
    freeBytes: () =>
      Number(db.pragma('freelist_count', { simple: true })) *
      Number(db.pragma('page_size', { simple: true })),
    /** Gives some pages back to the disk; false where the file cannot or has few. */
    giveBack(): boolean {
      if (Number(db.pragma('auto_vacuum', { simple: true })) !== 2) return false;
      const [free, all] = [
        Number(db.pragma('freelist_count', { simple: true })),
        Number(db.pragma('page_count', { simple: true })),
      ];
      if (free < Math.max(100, all / 20)) return false;
      db.pragma(`incremental_vacuum(${pagesAtOnce})`);
      return true;
    },
  };
}

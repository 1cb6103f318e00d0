/**
 * What is written live: batches into the journal as they come, and journaled readings into 10 s segments of their own
 * time. Nothing is remembered between two writes but what the file says, so that a write that fails loses nothing.
 */
import type { Database } from 'better-sqlite3';
import { unpackReadings, type Readings } from '#shared/twin/packed.ts';
import type { Doubt } from './heardBefore.ts';
import { chooseReadings, concatReadings, groupBySlice, wholeMilliseconds } from './readings.ts';
import { wholePart } from './segments.ts';
import { encodeSegment } from './segmentCodec.ts';
import { createTallies, sliceMs, tallyOf, type Tallies } from './tallies.ts';
import { inTimeOrder } from './timeOrder.ts';

/** Readings of one seal; more wait for the next. */
const sealedAtOnce = 200_000;

/** Readings of one row, so that none takes long to encode. */
const rowReadings = 30_000;

export interface Batch {
  /** Counts on by one; one that the file has already is not written again. */
  readonly number: number;
  /** `body` as `packReadings` writes it, times in whole milliseconds. */
  readonly parts: readonly { readonly compound: string; readonly body: Uint8Array }[];
  readonly words: readonly {
    readonly compound: string;
    readonly code: number;
    readonly word: string;
    readonly lastMs: number;
  }[];
  readonly doubts: readonly Doubt[];
}

interface SealedSlice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  readonly body: Uint8Array;
}

interface Sealed {
  readonly compound: string;
  readonly readings: Readings;
  readonly tallies: Tallies;
  readonly slices: readonly SealedSlice[];
}

export function createWriter(db: Database) {
  const tallies = createTallies(db);
  const insertJournal = db.prepare('INSERT INTO journal (compound, body) VALUES (?, ?)');
  const putWord = db.prepare(
    `INSERT INTO words VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET word = excluded.word, last_ms = max(last_ms, excluded.last_ms)`,
  );
  const fact = db.prepare<[], number>("SELECT value FROM facts WHERE name = 'batch'").pluck();
  const putFact = db.prepare("INSERT OR REPLACE INTO facts VALUES ('batch', ?)");
  const journalIds = db.prepare<[], { id: number; compound: string }>(
    'SELECT id, compound FROM journal ORDER BY id',
  );
  const journalBody = db.prepare<[number], Uint8Array>('SELECT body FROM journal WHERE id = ?').pluck();
  const dropJournal = db.prepare('DELETE FROM journal WHERE id <= ?');
  const insertSegment = db.prepare(
    'INSERT INTO segments (compound, from_ms, to_ms, count, part, thinned, size_bytes, body) VALUES (?, ?, ?, ?, ?, 0, ?, ?)',
  );
  const latestKeyframe = db
    .prepare<[string], number | null>('SELECT max(at_ms) FROM keyframes WHERE compound = ?')
    .pluck();
  const insertLate = db.prepare(
    'INSERT INTO late (compound, from_ms, to_ms, since_ms, body) VALUES (?, ?, ?, -1e300, ?)',
  );

  const lastBatch = () => fact.get() ?? 0;

  const commit = db.transaction((batch: Batch) => {
    if (batch.number <= lastBatch()) return;
    for (const { compound, body } of batch.parts) insertJournal.run(compound, body);
    for (const { compound, code, word, lastMs } of batch.words) putWord.run(compound, code, word, lastMs);
    putFact.run(batch.number);
  });

  /** Late readings wait beside until every keyframe they belong to has them. */
  function keepLate(compound: string, readings: Readings): void {
    const keyframeMs = latestKeyframe.get(compound) ?? -Infinity;
    const late = chooseReadings(readings, (_, timeMs) => timeMs <= keyframeMs);
    if (late.count === 0) return;
    let [fromMs, toMs] = [Infinity, -Infinity];
    for (const timeMs of late.timeMs) {
      if (timeMs < fromMs) fromMs = timeMs;
      if (timeMs > toMs) toMs = timeMs;
    }
    insertLate.run(compound, fromMs, toMs, encodeSegment(late));
  }

  const writeSealed = db.transaction((all: readonly Sealed[], lastId: number) => {
    for (const sealed of all) {
      for (const { fromMs, toMs, count, body } of sealed.slices)
        insertSegment.run(sealed.compound, fromMs, toMs, count, wholePart, body.byteLength, body);
      tallies.write(sealed.compound, sealed.tallies);
      keepLate(sealed.compound, sealed.readings);
    }
    dropJournal.run(lastId);
  });

  return {
    lastBatch,
    /** Throws where the file cannot take it; nothing of it is written then. */
    commit: (batch: Batch): void => commit.immediate(batch),
    /** Journaled readings become segments; returns whether more wait. */
    *seal(): Generator<void, boolean> {
      const rows = journalIds.all();
      const parts = new Map<string, Readings[]>();
      let [count, lastId, at] = [0, 0, 0];
      for (; at < rows.length && count < sealedAtOnce; at++) {
        const { id, compound } = rows[at] ?? { id: 0, compound: '' };
        const body = journalBody.get(id);
        if (!body) throw new Error(`journal row ${id} has vanished`);
        const readings = wholeMilliseconds(unpackReadings(body));
        const list = parts.get(compound);
        if (list) list.push(readings);
        else parts.set(compound, [readings]);
        count += readings.count;
        lastId = id;
      }
      if (at === 0) return false;
      const all: Sealed[] = [];
      for (const [compound, list] of parts) {
        const readings = concatReadings(list);
        const slices: SealedSlice[] = [];
        for (const slice of groupBySlice(readings, sliceMs, rowReadings)) {
          const once = inTimeOrder(slice.readings);
          yield;
          slices.push({
            fromMs: slice.fromMs,
            toMs: slice.toMs,
            count: once.count,
            body: encodeSegment(once),
          });
          yield;
        }
        all.push({ compound, readings, tallies: tallyOf(readings), slices });
        yield;
      }
      writeSealed.immediate(all, lastId);
      return at < rows.length;
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;

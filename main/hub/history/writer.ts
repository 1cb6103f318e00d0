/**
 * What is written live: batches into the journal as they come, and journaled readings into 10 s segments of their own
 * time. Nothing is remembered between two writes but what the file says, so that a write that fails loses nothing. A row
 * of the journal that cannot become a segment is put aside, into a table of its own, and holds up no other.
 */
import { SqliteError, type Database } from 'better-sqlite3';
import type { Readings } from '#shared/twin/packed.ts';
import type { Doubt } from './heardBefore.ts';
import { chooseReadings, concatReadings, groupBySlice, journaled, wholeMilliseconds } from './readings.ts';
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

/** Of one compound, out of these rows of the journal. */
interface Journaled {
  readonly compound: string;
  readonly ids: number[];
  readonly list: Readings[];
}

interface Sealed extends Pick<Journaled, 'compound' | 'ids'> {
  readonly readings: Readings;
  readonly tallies: Tallies;
  readonly slices: readonly SealedSlice[];
}

/** Rows of the journal that were put aside. */
export interface Aside {
  readonly compound: string;
  readonly rows: number;
}

export function createWriter(db: Database, onAside: (aside: Aside) => void = () => {}) {
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

  const writeOne = db.transaction((sealed: Sealed) => {
    for (const { fromMs, toMs, count, body } of sealed.slices)
      insertSegment.run(sealed.compound, fromMs, toMs, count, wholePart, body.byteLength, body);
    tallies.write(sealed.compound, sealed.tallies);
    keepLate(sealed.compound, sealed.readings);
  });

  /** Made when it is needed: hardly any file ever has it. */
  function putAside(ids: ReadonlySet<number>): void {
    if (ids.size === 0) return;
    db.exec('CREATE TABLE IF NOT EXISTS aside (id INTEGER PRIMARY KEY, compound TEXT, body BLOB)');
    const move = db.prepare('INSERT INTO aside SELECT id, compound, body FROM journal WHERE id = ?');
    for (const id of ids) move.run(id);
  }

  const writeSealed = db.transaction(
    (all: readonly Sealed[], lastId: number, unfit: ReadonlySet<number>): ReadonlySet<number> => {
      const aside = new Set(unfit);
      for (const sealed of all) {
        try {
          writeOne(sealed);
        } catch (error) {
          if (!isOfTheRow(error)) throw error;
          for (const id of sealed.ids) aside.add(id);
        }
      }
      putAside(aside);
      dropJournal.run(lastId);
      return aside;
    },
  );

  function tellAside(rows: readonly { id: number; compound: string }[], aside: ReadonlySet<number>): void {
    const counts = new Map<string, number>();
    for (const { id, compound } of rows)
      if (aside.has(id)) counts.set(compound, (counts.get(compound) ?? 0) + 1);
    for (const [compound, count] of counts) onAside({ compound, rows: count });
  }

  function* sealedOf({ compound, ids, list }: Journaled): Generator<void, Sealed> {
    const readings = concatReadings(list);
    const slices: SealedSlice[] = [];
    for (const slice of groupBySlice(readings, sliceMs, rowReadings)) {
      const once = inTimeOrder(slice.readings);
      yield;
      slices.push({ fromMs: slice.fromMs, toMs: slice.toMs, count: once.count, body: encodeSegment(once) });
      yield;
    }
    return { compound, ids, readings, tallies: tallyOf(readings), slices };
  }

  return {
    lastBatch,
    /** Throws where the file cannot take it; nothing of it is written then. */
    commit: (batch: Batch): void => commit.immediate(batch),
    /** Journaled readings become segments; returns whether more wait. */
    *seal(): Generator<void, boolean> {
      const rows = journalIds.all();
      const parts = new Map<string, Journaled>();
      const unfit = new Set<number>();
      let [count, lastId, at] = [0, 0, 0];
      for (; at < rows.length && count < sealedAtOnce; at++) {
        const { id, compound } = rows[at] ?? { id: 0, compound: '' };
        const body = journalBody.get(id);
        if (!body) throw new Error(`journal row ${id} has vanished`);
        const found = journaled(body);
        if (!found.isWhole) unfit.add(id);
        const readings = wholeMilliseconds(found.readings);
        const part = parts.get(compound) ?? { compound, ids: [], list: [] };
        part.ids.push(id);
        part.list.push(readings);
        parts.set(compound, part);
        count += readings.count;
        lastId = id;
      }
      if (at === 0) return false;
      const all: Sealed[] = [];
      for (const part of parts.values()) {
        try {
          all.push(yield* sealedOf(part));
        } catch {
          // Nothing is written yet: what cannot be packed never can.
          for (const id of part.ids) unfit.add(id);
        }
        yield;
      }
      tellAside(rows, writeSealed.immediate(all, lastId, unfit));
      return at < rows.length;
    },
  };
}

/** A full or failing disk takes the same row later; a row that breaks a rule of its table never fits. */
const isOfTheRow = (error: unknown): boolean =>
  !(error instanceof SqliteError) || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(error.code);

export type Writer = ReturnType<typeof createWriter>;

/**
 * Whether a reading was there already when it came again, told by the writer, because it alone knows what came before:
 * the file as it is before the batch, and the part of the batch that was appended earlier.
 */
import type { Database } from 'better-sqlite3';
import { unpackReadings, type Readings } from '#shared/twin/packed.ts';
import { createJournalReader } from './journal.ts';
import { createSegments } from './segments.ts';
import type { Batch } from './writer.ts';

export interface Doubt {
  readonly compound: string;
  readonly index: number;
  /** Whole milliseconds. */
  readonly timeMs: number;
  readonly value: number;
  /** Readings of its compound that are in the same batch and came before. */
  readonly after: number;
}

export function createHeardBefore(db: Database) {
  const segments = createSegments(db);
  const journal = createJournalReader(db);

  function inFile(doubt: Doubt): boolean {
    const { compound, index, timeMs } = doubt;
    for (const readings of segments.ofPoint(compound, index, timeMs, timeMs + 1))
      if (holds(readings, readings.count, doubt)) return true;
    return false;
  }

  function inJournal(doubt: Doubt): boolean {
    return journal
      .of(doubt.compound)
      .some(
        (row) =>
          row.fromMs <= doubt.timeMs &&
          row.toMs >= doubt.timeMs &&
          holds(row.readings, row.readings.count, doubt),
      );
  }

  /** Before the batch is committed. */
  return ({ parts, doubts }: Batch): boolean[] => {
    if (doubts.length === 0) return [];
    const batch = new Map(parts.map(({ compound, body }) => [compound, unpackReadings(body)]));
    return doubts.map((doubt) => {
      const own = batch.get(doubt.compound);
      return (own !== undefined && holds(own, doubt.after, doubt)) || inJournal(doubt) || inFile(doubt);
    });
  };
}

function holds(readings: Readings, count: number, { index, timeMs, value }: Doubt): boolean {
  for (let i = 0; i < count; i++) {
    const other = readings.value[i] ?? NaN;
    if (
      readings.index[i] === index &&
      readings.timeMs[i] === timeMs &&
      (other === value || Object.is(other, value))
    )
      return true;
  }
  return false;
}

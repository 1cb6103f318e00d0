/**
 * A history file with everything on one thread: what the writer and the readers do, one after the other. For whoever
 * has the file alone (benchmarks, tools, tests); the hub runs the same parts on threads of their own.
 */
import type { Database } from 'better-sqlite3';
import { packReadings, type Readings } from '#shared/twin/packed.ts';
import type { Result } from '#shared/protocol/result.ts';
import { createBackground, type Dropped } from './background.ts';
import { createReader } from './reader.ts';
import { wholeMilliseconds } from './readings.ts';
import { defaultLimits, type Answered, type HistoryLimits, type Question } from './questions.ts';
import type { Keeping } from './retention.ts';
import { openHistoryFile } from './schema.ts';
import { createWriter } from './writer.ts';

export interface HistoryStore {
  readonly db: Database;
  append(compound: string, readings: Readings): void;
  /** Seals and does everything that is due then. */
  seal(): void;
  keep(by: Keeping): void;
  room(freeBytes: number, wantedBytes: number): boolean;
  ask<K extends Question['kind']>(question: Question & { readonly kind: K }): Result<Answered[K]>;
  close(): void;
}

export function createHistoryStore(
  path: string,
  limits: HistoryLimits = defaultLimits,
  dropped: (what: Dropped) => void = () => {},
): HistoryStore {
  const db = openHistoryFile(path);
  const writer = createWriter(db);
  const background = createBackground(db, writer, dropped);
  const reader = createReader(db, limits);
  let nowMs = 0;
  return {
    db,
    append(compound, readings) {
      const body = new Uint8Array(packReadings(wholeMilliseconds(readings)));
      writer.commit({ number: writer.lastBatch() + 1, parts: [{ compound, body }], words: [], doubts: [] });
    },
    seal: () => background.finish((nowMs += 3_600_000)),
    keep: (by) => background.keep(by),
    room: (freeBytes, wantedBytes) => background.room(freeBytes, wantedBytes),
    ask: reader.answer,
    close() {
      background.sealAll();
      db.close();
    },
  };
}

/** The two stores of `bench:seek` behind one face: filled from the same readings, asked for the state at an instant. */
import Database from 'better-sqlite3';
import { createHistoryStore } from '#hub/history/historyStore.ts';
import { defaultLimits } from '#hub/history/questions.ts';
import { createReader } from '#hub/history/reader.ts';
import { openHistoryForReading } from '#hub/history/schema.ts';
import type { Readings } from '#shared/twin/packed.ts';

const compound = 'bench';

export interface Side {
  stateAt(atMs: number): Readings;
  close(): void;
}

export const sides = ['ours', 'rows'] as const;
export type SideName = (typeof sides)[number];

export function openSide(name: SideName, path: string): Side {
  return name === 'ours' ? openOurs(path) : openRows(path);
}

export function fillOurs(path: string, history: Iterable<Readings>): number {
  const store = createHistoryStore(path);
  let updates = 0;
  for (const readings of history) {
    store.append(compound, readings);
    store.seal();
    updates += readings.count;
  }
  store.close();
  return updates;
}

/** In key order and big transactions, so that the tree is dense: better than live rows would ever be. */
export function fillRows(path: string, history: Iterable<Readings>, points: number): number {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.exec(
    'CREATE TABLE rows (point INTEGER, ts INTEGER, value REAL, quality INTEGER, PRIMARY KEY (point, ts)) WITHOUT ROWID',
  );
  db.exec('CREATE TABLE points (id INTEGER PRIMARY KEY)');
  const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?, ?)');
  const byPoint: number[][] = Array.from({ length: points }, () => []);
  let updates = 0;
  for (const { count, index, timeMs, value, quality } of history) {
    for (let i = 0; i < count; i++)
      byPoint[index[i] ?? 0]?.push(timeMs[i] ?? 0, value[i] ?? NaN, quality[i] ?? 0);
    updates += count;
  }
  db.transaction(() => {
    const insertPoint = db.prepare('INSERT INTO points VALUES (?)');
    byPoint.forEach((list, point) => {
      insertPoint.run(point);
      for (let i = 0; i < list.length; i += 3) insert.run(point, list[i], list[i + 1], list[i + 2]);
    });
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return updates;
}

/** As a reader's thread of the hub opens it. */
function openOurs(path: string): Side {
  const db = openHistoryForReading(path);
  const reader = createReader(db, defaultLimits);
  return {
    stateAt(atMs) {
      const found = reader.answer({ kind: 'stateAt', compound, atMs });
      if (!found.ok) throw new Error(JSON.stringify(found.error));
      return found.value;
    },
    close: () => db.close(),
  };
}

/** One prepared statement seeks every point inside SQLite: no crossing per point, large cache, memory-mapped file. */
function openRows(path: string): Side {
  const db = new Database(path, { readonly: true });
  db.pragma('cache_size = -262144');
  db.pragma('mmap_size = 4294967296');
  const seek = db
    .prepare<[number], [number, number, number, number]>(
      `SELECT rows.point, rows.ts, rows.value, rows.quality FROM points CROSS JOIN rows ON rows.point = points.id
         AND rows.ts = (SELECT max(ts) FROM rows WHERE point = points.id AND ts <= ?)`,
    )
    .raw();
  return {
    stateAt(atMs) {
      const found = seek.all(atMs);
      const index = new Uint32Array(found.length);
      const timeMs = new Float64Array(found.length);
      const value = new Float64Array(found.length);
      const quality = new Uint8Array(found.length);
      found.forEach((row, i) => ([index[i], timeMs[i], value[i], quality[i]] = row));
      return { count: found.length, index, timeMs, value, quality };
    },
    close: () => db.close(),
  };
}

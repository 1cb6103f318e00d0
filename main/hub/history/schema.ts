/**
 * The history file and its versions. 1: 10 s segments, keyframes anywhere. 2: segments behind a keyframe are merged.
 * 3: merged segments are cut into parts of neighbouring points, so that one point is read without the others; how many
 * readings came per 10 s stands in `tallies`, late readings that keyframes still lack in `late`, the number of the last
 * batch in `facts`. Part -1 holds every point: as sealed, or merged by version 2 until compaction cuts it too. 4: small
 * bodies bear a checksum behind a marker of their own, which version 3 cannot read; what was written before has none.
 */
import Database from 'better-sqlite3';
import { addToTallies, type Tallies } from './tallies.ts';

export const historySchema = 4;
const current = historySchema;
/** A second connection may hold the file for a moment; longer than this the caller must know. */
const busyMs = 200;

const journal = `
  CREATE TABLE journal (id INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, body BLOB NOT NULL);`;

const segments = `
  CREATE TABLE segments (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, from_ms REAL NOT NULL, to_ms REAL NOT NULL,
    count INTEGER NOT NULL, part INTEGER NOT NULL DEFAULT -1, thinned INTEGER NOT NULL DEFAULT 0,
    size_bytes INTEGER NOT NULL DEFAULT 0, body BLOB NOT NULL);`;

const keyframes = `
  CREATE TABLE keyframes (compound TEXT NOT NULL, at_ms REAL NOT NULL, points INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (compound, at_ms));`;

const newIn3 = `
  CREATE INDEX segments_by_time ON segments (compound, from_ms, to_ms, part, count, thinned, size_bytes);
  CREATE INDEX segments_by_part ON segments (compound, part, from_ms, to_ms);
  CREATE INDEX segments_raw ON segments (compound, from_ms) WHERE thinned = 0 AND part >= 0;
  CREATE TABLE late (id INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, from_ms REAL NOT NULL,
    to_ms REAL NOT NULL, since_ms REAL NOT NULL, body BLOB NOT NULL);
  CREATE TABLE tallies (compound TEXT NOT NULL, hour INTEGER NOT NULL, counts BLOB NOT NULL,
    PRIMARY KEY (compound, hour)) WITHOUT ROWID;
  CREATE TABLE words (compound TEXT NOT NULL, code INTEGER NOT NULL, word TEXT NOT NULL, last_ms REAL NOT NULL,
    PRIMARY KEY (compound, code)) WITHOUT ROWID;
  CREATE TABLE facts (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;`;

/** Keyframes of version 1 are dropped; compaction writes them anew. */
const from1 = `
  ALTER TABLE segments RENAME TO segments_v1;
  DROP INDEX segments_by_time;
  DROP TABLE keyframes;
  ${keyframes} ${segments}
  INSERT INTO segments (id, compound, from_ms, to_ms, count, body)
    SELECT id, compound, from_ms, to_ms, count, body FROM segments_v1;
  DROP TABLE segments_v1;`;

/** Rows stay where they are, however many: only columns are added. `counts` of version 2 is read once and then idle. */
const from2 = `
  DROP INDEX segments_by_span;
  ALTER TABLE segments ADD COLUMN part INTEGER NOT NULL DEFAULT -1;
  ALTER TABLE segments ADD COLUMN thinned INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE segments ADD COLUMN size_bytes INTEGER NOT NULL DEFAULT 0;`;

/** Ids of journal rows are never used twice from version 3 on, because readers remember them. */
const journalAnew = `
  ALTER TABLE journal RENAME TO journal_old;
  ${journal}
  INSERT INTO journal (id, compound, body) SELECT id, compound, body FROM journal_old ORDER BY id;
  DROP TABLE journal_old;`;

export function openHistoryFile(path: string): Database.Database {
  const db = new Database(path, { timeout: busyMs });
  try {
    // Takes effect in a file that is still empty: what is deleted can be given back to the disk.
    db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    // What is acknowledged outlives a power cut.
    db.pragma('synchronous = FULL');
    db.pragma('journal_size_limit = 67108864');
    const found = Number(db.pragma('user_version', { simple: true }));
    if (found > current)
      throw new Error(`history file version ${found} is newer than this program (${current})`);
    if (found < current) db.transaction(() => migrate(db, found)).immediate();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A second connection for questions; the file must have been opened by `openHistoryFile` before. */
export function openHistoryForReading(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  db.pragma('mmap_size = 1073741824');
  return db;
}

function migrate(db: Database.Database, found: number): void {
  if (found === 0) db.exec(journal + segments + keyframes + newIn3);
  else if (found < 3) {
    db.exec((found === 1 ? from1 : from2) + journalAnew + newIn3);
    writeTallies(db, found === 2);
  }
  db.pragma(`user_version = ${current}`);
}

/** From what each row says of itself; bodies are not opened. */
function writeTallies(db: Database.Database, withCounts: boolean): void {
  const rows = db.prepare<
    [],
    { compound: string; from_ms: number; to_ms: number; count: number; counts: Uint8Array | null }
  >(`SELECT compound, from_ms, to_ms, count, ${withCounts ? 'counts' : 'NULL AS counts'} FROM segments`);
  const byCompound = new Map<string, Tallies>();
  for (const { compound, from_ms: fromMs, to_ms: toMs, count, counts } of rows.iterate()) {
    let tallies = byCompound.get(compound);
    if (!tallies) byCompound.set(compound, (tallies = new Map()));
    addToTallies(tallies, fromMs, toMs, count, counts);
  }
  const insert = db.prepare('INSERT INTO tallies VALUES (?, ?, ?)');
  for (const [compound, tallies] of byCompound)
    for (const [hour, counts] of tallies) insert.run(compound, hour, new Uint8Array(counts.buffer));
}

/**
 * The history file and its versions. 1: 10 s segments, keyframes anywhere. 2: segments behind a keyframe are merged,
 * `counts` keeps their readings per slice; keyframes of version 1 are dropped, the store writes them anew.
 */
import Database from 'better-sqlite3';

const current = 2;

const segments = `
  CREATE TABLE segments (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, from_ms REAL NOT NULL, to_ms REAL NOT NULL,
    count INTEGER NOT NULL, counts BLOB, body BLOB NOT NULL);
  CREATE INDEX segments_by_span ON segments (compound, from_ms, to_ms, count);`;

const journalAndKeyframes = `
  CREATE TABLE journal (id INTEGER PRIMARY KEY, compound TEXT NOT NULL, body BLOB NOT NULL);
  CREATE TABLE keyframes (compound TEXT NOT NULL, at_ms REAL NOT NULL, points INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (compound, at_ms));`;

const fromVersion1 = `
  ALTER TABLE segments RENAME TO segments_v1;
  DROP INDEX segments_by_time;
  ALTER TABLE journal RENAME TO journal_v1;
  DROP TABLE keyframes;
  ${journalAndKeyframes} ${segments}
  INSERT INTO journal SELECT id, compound, body FROM journal_v1;
  INSERT INTO segments SELECT id, compound, from_ms, to_ms, count, NULL, body FROM segments_v1;
  DROP TABLE journal_v1;
  DROP TABLE segments_v1;`;

export function openHistoryFile(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > current)
    throw new Error(`history file version ${found} is newer than this program (${current})`);
  if (found < current) {
    db.transaction(() => {
      db.exec(found === 1 ? fromVersion1 : journalAndKeyframes + segments);
      db.pragma(`user_version = ${current}`);
    })();
  }
  return db;
}

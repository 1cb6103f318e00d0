/**
 * The hub's relational file: who the devices are, alarms, events, incidents, actions, audit. The commit loop writes it,
 * the main thread reads it. Readings live in the history file.
 */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { migrations } from './migrations.ts';

export type HubDatabase = Database.Database;

/** Opens and migrates. Throws where the file was written by a newer version. */
export function openDatabase(path: string): HubDatabase {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > migrations.length) {
    db.close();
    throw new Error(
      `the data directory was written by a newer version (schema ${found}, known ${migrations.length})`,
    );
  }
  // A full disk must still start the hub: nothing is written where nothing is to migrate.
  if (found === migrations.length) return db;
  db.transaction(() => {
    for (let version = found; version < migrations.length; version++) db.exec(migrations[version] ?? '');
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
  return db;
}

const checkedBytes = 200_000_000;

/** A damaged or foreign file is a fault, not a crash. Pages are looked at where that takes no longer than a second. */
export function tryOpenDatabase(path: string): Result<HubDatabase> {
  try {
    const db = openDatabase(path);
    if (statSync(path).size > checkedBytes) return success(db);
    const verdict = String(db.pragma('quick_check(1)', { simple: true }));
    if (verdict === 'ok') return success(db);
    db.close();
    throw new Error(verdict.replaceAll(/\s+/g, ' ').slice(0, 200));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('database', { path, reason });
  }
}

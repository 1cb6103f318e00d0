/** One hub per data directory: an exclusive SQLite lock, which the system lets go even when the process is killed. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '#shared/protocol/result.ts';

/** The value releases the lock. */
export function lockDataDir(dataDir: string): Result<() => void> {
  const path = join(dataDir, 'lock.db');
  let db: Database.Database | null = null;
  try {
    const lock = (db = new Database(path, { timeout: 200 }));
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (since TEXT); COMMIT; BEGIN EXCLUSIVE;');
    return success(() => lock.close());
  } catch (error) {
    db?.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      return failure('data-dir-busy', { path: dataDir });
    }
    const reason = error instanceof Error ? error.message : String(error);
    return failure('data-dir-lock', { path, reason });
  }
}

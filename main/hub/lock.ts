/** One hub per data directory: an exclusive SQLite lock, which the system lets go even when the process is killed. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '#shared/protocol/result.ts';

/** The value releases the lock. */
export function lockDataDir(dataDir: string): Result<() => void> {
  const db = new Database(join(dataDir, 'lock.db'), { timeout: 200 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (since TEXT); COMMIT; BEGIN EXCLUSIVE;');
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      return failure(
        'data-dir-busy',
        `Another Linli hub is using the data directory ${dataDir}`,
        'Stop it first, or choose another with --data-dir',
      );
    }
    throw error;
  }
  return success(() => db.close());
}

/** When the last backup of a data directory began: written by whoever made it, read before old records go. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'last-backup.json';

/** Null: there was none that is known. */
export function lastBackupMs(dataDir: string): number | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(dataDir, fileName), 'utf8'));
    const atMs = typeof kept === 'object' && kept !== null && 'atMs' in kept ? kept.atMs : null;
    return typeof atMs === 'number' && Number.isFinite(atMs) ? atMs : null;
  } catch {
    return null;
  }
}

export function noteBackup(dataDir: string, atMs: number): void {
  writeFileSync(join(dataDir, fileName), JSON.stringify({ version: 1, atMs }));
}

/** Files of a folder and below, and their bytes; what is removed meanwhile is not counted, a missing folder is empty. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderSize } from '#shared/protocol/storage.ts';

export async function folderSize(path: string): Promise<FolderSize> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  let [files, bytes] = [0, 0];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    if (!found) continue;
    files++;
    bytes += found.size;
  }
  return { files, bytes };
}

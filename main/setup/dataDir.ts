/** The data directory, made and proven writable before anything else starts. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { failure, success, type Result } from '#shared/protocol/result.ts';

/** Each missing level by itself: Node's recursive mkdir does not come back from file systems that refuse folders. */
export function prepareDataDir(path: string): Result<null> {
  const missing: string[] = [];
  for (let dir = path; !existsSync(dir) && dirname(dir) !== dir; dir = dirname(dir)) missing.unshift(dir);
  try {
    for (const dir of missing) mkdirSync(dir);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(path, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return failure('data-dir', { path, reason: code });
  }
  return success(null);
}

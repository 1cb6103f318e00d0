/** SHA-256 of files; of large ones by a thread, while this one does something else with their bytes. */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** Below so many bytes starting a thread takes longer than it saves. */
const THREAD_BYTES = 40 * 2 ** 20;

/** In hexadecimal, in the order of the files. */
export async function hashSources(files: readonly Uint8Array[]): Promise<readonly string[]> {
  if (files.reduce((sum, bytes) => sum + bytes.byteLength, 0) < THREAD_BYTES) return files.map(hashOfFile);
  const worker = new Worker(new URL('./hashThread.ts', import.meta.url), { workerData: files });
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that reads checksums stopped')));
  });
}

/** One step takes no more than two gigabytes. */
const PART_BYTES = 2 ** 30;

export function hashOfFile(bytes: Uint8Array): string {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.byteLength; at += PART_BYTES) hash.update(bytes.subarray(at, at + PART_BYTES));
  return hash.digest('hex');
}

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

export const hashOfFile = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

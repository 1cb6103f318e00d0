/** A thread that is given its work when it starts and answers once. */
import { Worker } from 'node:worker_threads';

/** `file`: written as an address beside the caller, where it is called: bundling looks for such addresses. */
export function threadAnswer<T>(file: URL, workerData: unknown): Promise<T> {
  const worker = new Worker(file, { workerData });
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The thread of ${file.pathname} ended with ${code}.`)));
  return promise.finally(() => void worker.terminate());
}

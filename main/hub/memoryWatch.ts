/**
 * Thread beside an import: ends the whole process when it takes more memory than it may, also while its other threads are
 * busy. The signal tells the hub what it was; leaving a thread would end the thread alone.
 */
import { workerData } from 'node:worker_threads';

const { mostBytes } = workerData as { readonly mostBytes: number };
const everyMs = 100;

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, 'SIGUSR2');
}, everyMs);

/** Thread around `hashOfFile`: the files are in shared memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { hashOfFile } from './hashSources.ts';

parentPort?.postMessage((workerData as readonly Uint8Array[]).map(hashOfFile));

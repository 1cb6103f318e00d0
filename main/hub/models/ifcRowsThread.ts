/** Thread around `readIfcRows`. */
import { parentPort } from 'node:worker_threads';
import type { IfcRowsRequest } from './ifcRows.ts';
import { readIfcRows } from './readIfcRows.ts';

parentPort?.on('message', (request: IfcRowsRequest) => parentPort?.postMessage(readIfcRows(request)));

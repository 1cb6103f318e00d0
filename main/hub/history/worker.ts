/** The history worker: owns the SQLite file, commits each batch as it comes, seals every 10 s. */
import { parentPort, workerData } from 'node:worker_threads';
import { createHistoryStore } from './historyStore.ts';
import type { HistoryAnswer, HistoryRequest } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('the history worker runs in a worker thread');
const { path } = workerData as { readonly path: string };
const store = createHistoryStore(path);
store.seal();

/** Tells the hub of a failed write; the batch is lost, the worker goes on, because a full disk may be emptied. */
function orReport(write: () => void): void {
  try {
    write();
  } catch (error) {
    port?.postMessage({ id: 0, value: null, error: error instanceof Error ? error.message : String(error) });
  }
}

const timer = setInterval(() => orReport(() => store.seal()), 10_000);

function answer(request: Exclude<HistoryRequest, { kind: 'append' }>): unknown {
  switch (request.kind) {
    case 'stateAt':
      return store.stateAt(request.compound, request.atMs);
    case 'window':
      return store.window(request.compound, request.fromMs, request.toMs);
    case 'pointHistory':
      return store.pointHistory(request.compound, request.index, request.fromMs, request.toMs);
    case 'density':
      return store.density(request.compound, request.fromMs, request.toMs, request.bins);
    case 'range':
      return store.range(request.compound);
    case 'close':
      clearInterval(timer);
      store.close();
      return null;
  }
}

port.on('message', (request: HistoryRequest) => {
  if (request.kind === 'append') {
    orReport(() => store.append(request.compound, request.readings));
    return;
  }
  let reply: HistoryAnswer;
  try {
    reply = { id: request.id, value: answer(request), error: null };
  } catch (error) {
    reply = { id: request.id, value: null, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(reply);
  if (request.kind === 'close') port.close();
});

/**
 * What is no triangle of IFC files: tree, properties and place. Large files are read by a thread of its own while this
 * one looks for equal shapes; it is the same code.
 */
import { Worker } from 'node:worker_threads';
import type { ImportWarning } from '#shared/protocol/model.ts';
import type { FileGeoreference } from './georeference.ts';
import type { FileHealth } from './modelHealth.ts';
import type { PropertyTable } from './properties.ts';
import { readIfcRows } from './readIfcRows.ts';
import type { SpatialTree } from './spatialTree.ts';
import type { RecordIndex } from './step/recordIndex.ts';

/** Below so many bytes starting a thread takes longer than it saves. */
const THREAD_BYTES = 40 * 2 ** 20;

export interface IfcRowsRequest {
  /** Doubted positions are read as they were probably meant. */
  readonly asMeant: boolean;
  readonly files: readonly {
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly schema: string;
    readonly index: RecordIndex;
  }[];
}

export interface IfcRows {
  readonly tree: SpatialTree;
  readonly table: PropertyTable;
  readonly warnings: ImportWarning[];
  /** For each file. */
  readonly files: readonly {
    /** Express id → row. */
    readonly rowOf: Map<number, number>;
    readonly georeference: FileGeoreference;
    readonly health: FileHealth;
  }[];
}

/** Begins at once where a thread reads, else when it is asked for: the kernels should have their work by then. */
export function ifcRows(request: IfcRowsRequest): () => Promise<IfcRows> {
  const total = request.files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (total < THREAD_BYTES) return () => Promise.resolve(readIfcRows(request));
  const read = readByThread(request);
  // Whoever asks hears of a failure; until then nobody does.
  read.catch(() => undefined);
  return () => read;
}

async function readByThread(request: IfcRowsRequest): Promise<IfcRows> {
  const worker = new Worker(new URL('./ifcRowsThread.ts', import.meta.url));
  try {
    return await new Promise<IfcRows>((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('the thread that reads properties stopped')));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(request);
    });
  } finally {
    void worker.terminate();
  }
}

/**
 * What picking needs of each chunk is made beside the page once it is quiet: one chunk after another, in a thread that is let
 * go when none is left. Whoever points at a chunk before that makes its tree on the page.
 */
import type { ChunkMesh } from './chunkMesh.ts';
import type { PackedTree, TreeRequest } from './treeWorker.ts';

/** The picture of what has been loaded is drawn first. */
const QUIET_MS = 500;

export interface TreeThread {
  add(chunk: ChunkMesh): void;
  dispose(): void;
}

type Thread = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

const startThread = (): Thread | null =>
  typeof Worker === 'undefined'
    ? null
    : new Worker(new URL('./treeWorker.ts', import.meta.url), { type: 'module' });

export function createTreeThread(start: () => Thread | null = startThread): TreeThread {
  const waiting: ChunkMesh[] = [];
  let thread: Thread | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (): void => {
    thread?.terminate();
    thread = null;
  };
  const next = (): void => {
    while (waiting[0]?.needsTree === false) waiting.shift();
    const [chunk] = waiting;
    if (!chunk) return end();
    thread ??= begin();
    if (!thread) return void waiting.splice(0);
    const { positions, index } = chunk.content;
    thread.postMessage({ positions, index } satisfies TreeRequest);
  };
  const begin = (): Thread | null => {
    const begun = start();
    begun?.addEventListener('message', ({ data }) => {
      waiting.shift()?.adopt(data as PackedTree);
      next();
    });
    // The one it was at makes its own when it is pointed at.
    begun?.addEventListener('error', () => {
      waiting.shift();
      end();
      next();
    });
    return begun;
  };
  return {
    add(chunk) {
      waiting.push(chunk);
      if (thread) return;
      clearTimeout(timer);
      timer = setTimeout(next, QUIET_MS);
    },
    dispose() {
      clearTimeout(timer);
      waiting.splice(0);
      end();
    },
  };
}

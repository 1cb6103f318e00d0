import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChunkMesh } from './chunkMesh.ts';
import { createTreeThread } from './treeThread.ts';
import type { PackedTree } from './treeWorker.ts';

const packed: PackedTree = { roots: [], indirect: null };

/** A chunk that only knows whether it has its tree. */
function chunk(): ChunkMesh & { readonly adopted: () => boolean } {
  let adopted = false;
  return {
    get needsTree() {
      return !adopted;
    },
    content: { positions: new Float32Array(9), index: Uint32Array.of(0, 1, 2) },
    adopt: () => void (adopted = true),
    adopted: () => adopted,
  } as unknown as ChunkMesh & { readonly adopted: () => boolean };
}

/** Threads that answer when the test says so. */
function threads() {
  const begun: { posted: number; ended: boolean; say: (type: string, data?: unknown) => void }[] = [];
  const start = () => {
    const listeners = new Map<string, (event: unknown) => void>();
    const one = {
      posted: 0,
      ended: false,
      say: (type: string, data?: unknown) => listeners.get(type)?.({ data }),
    };
    begun.push(one);
    return {
      postMessage: () => void one.posted++,
      terminate: () => void (one.ended = true),
      addEventListener: (type: string, listener: unknown) =>
        void listeners.set(type, listener as (event: unknown) => void),
    } as unknown as Worker;
  };
  return { begun, start };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('trees for picking', () => {
  test('are begun when nothing has been loaded for a while, one after another, and the thread is let go', () => {
    const { begun, start } = threads();
    const trees = createTreeThread(start);
    const [first, second] = [chunk(), chunk()];
    trees.add(first);
    vi.advanceTimersByTime(400);
    trees.add(second);
    vi.advanceTimersByTime(400);
    expect(begun).toHaveLength(0);
    vi.advanceTimersByTime(200);
    expect(begun[0]?.posted).toBe(1);
    begun[0]?.say('message', packed);
    expect([first.adopted(), second.adopted(), begun[0]?.posted]).toEqual([true, false, 2]);
    begun[0]?.say('message', packed);
    expect([second.adopted(), begun[0]?.ended, begun.length]).toEqual([true, true, 1]);
  });

  test('are not made for what was picked or taken away meanwhile', () => {
    const { begun, start } = threads();
    const trees = createTreeThread(start);
    const picked = chunk();
    trees.add(picked);
    picked.adopt(packed);
    vi.advanceTimersByTime(1000);
    expect(begun).toHaveLength(0);
  });

  test('go on with the next in a new thread where one ended', () => {
    const { begun, start } = threads();
    const trees = createTreeThread(start);
    const [first, second] = [chunk(), chunk()];
    trees.add(first);
    trees.add(second);
    vi.advanceTimersByTime(1000);
    begun[0]?.say('error');
    expect([begun[0]?.ended, begun[1]?.posted]).toEqual([true, 1]);
    begun[1]?.say('message', packed);
    expect([first.adopted(), second.adopted()]).toEqual([false, true]);
  });

  test('are not asked for any more once the scene is gone', () => {
    const { begun, start } = threads();
    const trees = createTreeThread(start);
    trees.add(chunk());
    trees.dispose();
    vi.advanceTimersByTime(1000);
    expect(begun).toHaveLength(0);
  });
});

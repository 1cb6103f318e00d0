/**
 * Models whose cache is damaged, gone, or of an older importer are made anew from the files that were kept. Without those
 * the person is told to import again; either way nothing damaged is drawn.
 */
import { failure, type Result } from '#shared/protocol/result.ts';
import { DamagedCache, type Entry, type ModelCache } from './cache.ts';
import type { ImportQueue } from './importQueue.ts';

/** Of a job that somebody ended: another one may do. */
const ENDED_BY_US = new Set(['import-cancelled', 'import-stopping']);

/** The value, or why there is none for now; what cannot be believed is being made anew when this returns. */
export type Guard = <T>(id: string, read: () => Promise<T | null>) => Promise<Result<T>>;

export interface Repair {
  readonly guard: Guard;
  /** This content was made anew: damaged again, it is tried again. */
  made(contentKey: string): void;
}

export function createRepair(cache: ModelCache, queue: ImportQueue): Repair {
  const running = new Map<string, Promise<unknown>>();
  /** Content that could not be made again: it is not tried once more until somebody imports it. */
  const lost = new Set<string>();

  /** Begins at most one job for a model. */
  async function repair(id: string): Promise<Result<never>> {
    if (running.has(id)) return failure('model-repairing', { model: id });
    const named = await cache.entry(id);
    if (!named) return failure('no-model', { model: id });
    if (!named.source || lost.has(named.contentKey)) {
      cache.forget(named.contentKey);
      return failure('model-damaged', { name: named.name });
    }
    if (!running.has(id)) begin(named, named.source);
    return failure('model-repairing', { model: id });
  }

  function begin({ id, name, compound, contentKey }: Entry, source: NonNullable<Entry['source']>): void {
    const { files, target, hand = null, asMeant = false } = source;
    const job = cache
      .drop(contentKey)
      .then(
        () =>
          queue.add({
            name,
            modelId: id,
            compound,
            target,
            hand,
            asMeant,
            keepSources: true,
            files: files.map((file) => ({ name: file.name, kept: file.sha256 })),
          }).finished,
      )
      .then((result) => {
        if (!result.ok && !ENDED_BY_US.has(result.error.code)) lost.add(contentKey);
      })
      .finally(() => running.delete(id));
    running.set(id, job);
  }

  return {
    made: (contentKey) => void lost.delete(contentKey),
    async guard(id, read) {
      try {
        const value = await read();
        if (value !== null) return { ok: true, value };
        if ((await cache.entry(id)) === null) return failure('no-model', { model: id });
      } catch (error) {
        if (!(error instanceof DamagedCache)) throw error;
      }
      return repair(id);
    },
  };
}

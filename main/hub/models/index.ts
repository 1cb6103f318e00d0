/**
 * The model room: imports files into the cache and serves what is in it. Imports run one after another in a child process
 * that is started when needed and let go when idle, so that a bad file can hurt nothing but its own job.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Fault, type Result } from '#shared/protocol/result.ts';
import type { ImportProgress, ModelManifest } from '#shared/protocol/model.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import { createCache, isModelId, type Entry, type ModelSource } from './cache.ts';
import { CHECK_MS } from './ids/index.ts';
import { createImportQueue, type ImportLimits, type ImportOrder } from './importQueue.ts';
import { keepCap, MOST_CACHE_BYTES, tidyModels } from './housekeeping.ts';
import { createModelQuestions, type ModelQuestions } from './questions.ts';
import { createRepair } from './repair.ts';
import { createSentFiles, type SentFiles } from './sentFiles.ts';

export type { ImportOrder } from './importQueue.ts';
export type { ModelContent } from './sentFiles.ts';
export { readCrs, type ReadCrs } from './readers/places/crs.ts';

export interface ModelRoom extends SentFiles, ModelQuestions {
  /** Files are on their way: what imports them is started meanwhile. */
  expectImport(): void;
  importFiles(order: ImportOrder): Result<{ readonly jobId: string }>;
  /** Imports and waits: the manifest, or the fault of the job. */
  importNow(order: ImportOrder): Promise<Result<ModelManifest>>;
  /** Every model of a generated compound's directory, in the manifest's order; cached ones at once. */
  importCompound(dir: string): Promise<readonly Result<ModelManifest>[]>;
  cancel(jobId: string): boolean;
  jobs(): readonly ImportProgress[];
  /** A chunk that shows some of what a running job has made. */
  draft(jobId: string, index: number): Uint8Array | null;
  /** Hears every step of every job, until the function it gives is called. */
  onProgress(listener: (progress: ImportProgress) => void): () => void;
  list(): Promise<readonly ModelManifest[]>;
  /** Grows with each model that is made: what was listed at a lower one lacks some. */
  revision(): number;
  get(modelId: string): Promise<ModelManifest | null>;
  /** What it is called and whose it is, whether it can be read or not. */
  entry(modelId: string): Promise<Pick<ModelManifest, 'id' | 'name' | 'compound'> | null>;
  /**
   * Made again from its kept files, where a person puts it; null: where it stands by itself. `asMeant`: a doubted position is
   * read as it was probably meant; left out, as before. Gives the job.
   */
  place(
    modelId: string,
    hand: HandPlacement | null,
    asMeant?: boolean,
  ): Promise<Result<{ readonly jobId: string }>>;
  /** Made again as the model of a compound that was made from it, which lies around the model's middle. Gives the job. */
  adopt(modelId: string, compound: string): Promise<Result<{ readonly jobId: string }>>;
  remove(modelId: string): Promise<boolean>;
  stop(): Promise<void>;
}

export function createModelRoom(options: {
  readonly dataDir: string;
  /** `checkMs`: longest check against an IDS file; `cacheBytes`: of all that was converted, on the disk. */
  readonly limits?: Partial<ImportLimits & { readonly checkMs: number; readonly cacheBytes: number }>;
}): ModelRoom {
  const listeners = new Set<(progress: ImportProgress) => void>();
  let revision = 0;
  const modelsDir = join(options.dataDir, 'models');
  const cache = createCache(modelsDir);
  const cacheBytes = options.limits?.cacheBytes ?? MOST_CACHE_BYTES;
  const queue = createImportQueue({
    modelsDir,
    cache,
    onProgress: (progress) => {
      if (progress.phase === 'done') revision++;
      for (const listener of listeners) listener(progress);
    },
    onNamed: async (contentKey) => {
      made(contentKey);
      await keepCap(modelsDir, cache, cacheBytes, contentKey);
    },
    limits: options.limits ?? {},
  });
  const { guard, made } = createRepair(cache, queue);
  /** Models that can neither be read nor made again, as they were listed last. */
  const damaged = new Map<string, ImportProgress>();
  const manifestOf = (id: string) => guard(id, () => cache.manifest(id));
  const tidied = tidyModels(modelsDir, cache, cacheBytes);
  const badId = (modelId: string) => failure('model-id', { model: modelId.slice(0, 80) });

  const importNow: ModelRoom['importNow'] = async (order) => {
    if (order.modelId !== undefined && !isModelId(order.modelId)) return badId(order.modelId);
    await tidied;
    const result = await queue.add(order).finished;
    if (!result.ok) return result;
    const manifest = await cache.manifest(result.value);
    return manifest ? success(manifest) : failure('model-missing');
  };
  /** Made again from its kept files, with what this changes. */
  async function remake(
    modelId: string,
    change: (named: Entry & { readonly source: ModelSource }) => Partial<ImportOrder>,
  ): Promise<Result<{ readonly jobId: string }>> {
    const named = await cache.entry(modelId);
    if (!named) return failure('no-model', { model: modelId });
    const { id, name, source } = named;
    if (!source) return failure('model-fixed', { name });
    const files = source.files.map((file) => ({ name: file.name, kept: file.sha256 }));
    const { target } = source;
    const order = { name, modelId: id, target, keepSources: true, files, ...change({ ...named, source }) };
    return success({ jobId: queue.add(order).jobId });
  }

  return {
    ...createSentFiles(cache, guard, manifestOf),
    ...createModelQuestions(cache, guard, manifestOf, options.limits?.checkMs ?? CHECK_MS),
    importFiles: (order) => {
      if (order.modelId !== undefined && !isModelId(order.modelId)) return badId(order.modelId);
      return success({ jobId: queue.add(order).jobId });
    },
    importNow,
    expectImport: queue.expect,
    importCompound: async (dir) => {
      const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as CompoundManifest;
      return Promise.all(
        manifest.models.map((model) =>
          importNow({
            name: model.name.zh,
            modelId: model.id,
            compound: manifest.id,
            target: manifest.origin,
            files: model.files.map((name) => ({ name, path: join(dir, name) })),
          }),
        ),
      );
    },
    cancel: (jobId) => queue.cancel(jobId),
    jobs: () => [...damaged.values(), ...queue.jobs()],
    draft: queue.draft,
    revision: () => revision,
    onProgress(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    list: async () => {
      const entries = await cache.entries();
      const manifests = await Promise.all(entries.map(({ id }) => manifestOf(id)));
      damaged.clear();
      for (const [i, manifest] of manifests.entries()) {
        const entry = entries[i];
        if (entry && !manifest.ok && manifest.error.code === 'model-damaged')
          damaged.set(entry.id, damagedJob(entry, manifest.error));
      }
      return manifests
        .flatMap((manifest) => (manifest.ok ? [manifest.value] : []))
        .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));
    },
    get: async (modelId) => {
      const manifest = await manifestOf(modelId);
      return manifest.ok ? manifest.value : null;
    },
    place: (modelId, hand, asMeant) =>
      remake(modelId, ({ compound, source }) => ({
        compound,
        hand,
        asMeant: asMeant ?? source.asMeant ?? false,
      })),
    adopt: (modelId, compound) =>
      remake(modelId, ({ source }) => ({
        compound,
        // It is its own place on earth now: nothing stands beside it yet.
        target: null,
        hand: { turnRad: 0, shiftM: [0, 0, 0] },
        asMeant: source.asMeant ?? false,
      })),
    entry: (modelId) => cache.entry(modelId),
    remove(modelId) {
      queue.cancelFor(modelId);
      return cache.remove(modelId);
    },
    stop: async () => {
      await tidied;
      await queue.stop();
    },
  };
}

/** Told among the imports, where it says what to do. */
const damagedJob = (
  { id, name, compound }: Pick<ModelManifest, 'id' | 'name' | 'compound'>,
  error: Fault,
): ImportProgress => ({
  jobId: `damaged-${id}`,
  name,
  compound,
  phase: 'failed',
  fraction: 0,
  file: null,
  draft: null,
  modelId: id,
  error,
});

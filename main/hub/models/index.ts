/**
 * The model room: imports IFC files into the cache and serves what is in it. Imports run one after another in a child
 * process that is started when needed and let go when idle, so that a bad file can hurt nothing but its own job.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type {
  ElementColumns,
  ElementDetail,
  ElementGroup,
  FoundElement,
  ImportProgress,
  ModelManifest,
  PropertyName,
} from '#shared/protocol/model.ts';
import type { CompoundManifest, CompoundOrigin } from '#shared/twin/compound.ts';
import { createCache, isModelId } from './cache.ts';
import { createElementGroups } from './elementGroups.ts';
import { createElementSearch } from './elementSearch.ts';
import { createImportQueue, type ImportLimits } from './importQueue.ts';
import { openProperties, type PropertyReader } from './propertyStore.ts';
import type { ImportFile } from './sources.ts';

export type { ImportFile } from './sources.ts';

export interface ImportOrder {
  readonly name: string;
  readonly files: readonly ImportFile[];
  /** Default: from the content. */
  readonly modelId?: string;
  /** Compound the model belongs to; absent = every one. */
  readonly compound?: string | null;
  /** Origin of the frame in which georeferenced files are placed. */
  readonly target?: CompoundOrigin | null;
}

export interface ModelRoom {
  importFiles(order: ImportOrder): Result<{ readonly jobId: string }>;
  /** Imports and waits: the manifest, or the fault of the job. */
  importNow(order: ImportOrder): Promise<Result<ModelManifest>>;
  /** Every model of a generated compound's directory, in the manifest's order; cached ones at once. */
  importCompound(dir: string): Promise<readonly Result<ModelManifest>[]>;
  cancel(jobId: string): boolean;
  jobs(): readonly ImportProgress[];
  /** Hears every step of every job, until the function it gives is called. */
  onProgress(listener: (progress: ImportProgress) => void): () => void;
  list(): Promise<readonly ModelManifest[]>;
  get(modelId: string): Promise<ModelManifest | null>;
  elements(modelId: string): Promise<ElementColumns | null>;
  /** JSON text of `elements`, to be sent without parsing. */
  elementsPath(modelId: string): Promise<string | null>;
  chunkPath(modelId: string, index: number): Promise<string | null>;
  element(modelId: string, index: number): Promise<ElementDetail | null>;
  /** Properties that its elements have; null where there is no such model. */
  propertyNames(modelId: string): Promise<readonly PropertyName[] | null>;
  /** Its elements by what one property says. */
  groupsBy(modelId: string, set: string, name: string): Promise<readonly ElementGroup[] | null>;
  /** By a part of their name, class or GlobalId, in these models. */
  searchElements(
    models: readonly ModelManifest[],
    wanted: string,
    limit: number,
  ): Promise<readonly FoundElement[]>;
  remove(modelId: string): Promise<boolean>;
  stop(): Promise<void>;
}

const OPEN_MODELS = 8;

export function createModelRoom(options: {
  readonly dataDir: string;
  readonly limits?: Partial<ImportLimits>;
}): ModelRoom {
  const listeners = new Set<(progress: ImportProgress) => void>();
  const modelsDir = join(options.dataDir, 'models');
  const cache = createCache(modelsDir);
  const queue = createImportQueue({
    modelsDir,
    cache,
    onProgress: (progress) => {
      for (const listener of listeners) listener(progress);
    },
    limits: options.limits ?? {},
  });
  const opened = new Map<
    string,
    { readonly contentKey: string; readonly columns: ElementColumns; readonly properties: PropertyReader }
  >();

  async function openModel(manifest: ModelManifest) {
    const held = opened.get(manifest.id);
    if (held?.contentKey === manifest.contentKey) return held;
    const columns = await cache.columns(manifest.id);
    const path = await cache.path(manifest.id, 'properties.bin');
    if (!columns || !path) return null;
    const model = { contentKey: manifest.contentKey, columns, properties: await openProperties(path) };
    if (opened.size >= OPEN_MODELS) opened.clear();
    opened.set(manifest.id, model);
    return model;
  }

  const groups = createElementGroups();
  async function groupedModel(modelId: string) {
    const manifest = await cache.manifest(modelId);
    const model = manifest && (await openModel(manifest));
    if (!model) return null;
    const { contentKey, columns, properties } = model;
    return { contentKey, count: columns.globalId.length, read: properties.read };
  }

  const importNow: ModelRoom['importNow'] = async (order) => {
    if (order.modelId !== undefined && !isModelId(order.modelId)) return badId(order.modelId);
    const result = await queue.add(order).finished;
    if (!result.ok) return result;
    const manifest = await cache.manifest(result.value);
    return manifest ? success(manifest) : failure('model-missing');
  };

  return {
    importFiles: (order) => {
      if (order.modelId !== undefined && !isModelId(order.modelId)) return badId(order.modelId);
      return success({ jobId: queue.add(order).jobId });
    },
    importNow,
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
    jobs: () => queue.jobs(),
    onProgress(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    list: async () => {
      const manifests = await Promise.all((await cache.ids()).map((id) => cache.manifest(id)));
      return manifests
        .filter((manifest) => manifest !== null)
        .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));
    },
    get: (modelId) => cache.manifest(modelId),
    elements: (modelId) => cache.columns(modelId),
    elementsPath: (modelId) => cache.path(modelId, 'elements.json'),
    chunkPath: async (modelId, index) => {
      const manifest = await cache.manifest(modelId);
      if (!manifest?.chunks[index]) return null;
      return cache.path(modelId, `chunk-${index}.bin`);
    },
    element: async (modelId, index) => {
      const manifest = await cache.manifest(modelId);
      const model = manifest && (await openModel(manifest));
      const globalId = model?.columns.globalId[index];
      if (!model || globalId === undefined) return null;
      return {
        index,
        globalId,
        type: model.columns.type[index] ?? '',
        name: model.columns.name[index] ?? '',
        storey: manifest.storeys[model.columns.storey[index] ?? -1]?.name ?? null,
        properties: await model.properties.read(index),
      };
    },
    propertyNames: async (modelId) => {
      const model = await groupedModel(modelId);
      return model && groups.names(model);
    },
    groupsBy: async (modelId, set, name) => {
      const model = await groupedModel(modelId);
      return model && groups.by(model, set, name);
    },
    searchElements: createElementSearch((modelId) => cache.columns(modelId)),
    remove: async (modelId) => {
      opened.delete(modelId);
      return cache.remove(modelId);
    },
    stop: () => queue.stop(),
  };
}

const badId = (modelId: string) => failure('model-id', { model: modelId.slice(0, 80) });

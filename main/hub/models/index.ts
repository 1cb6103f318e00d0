/**
 * The model room: imports files into the cache and serves what is in it. Imports run one after another in a child process
 * that is started when needed and let go when idle, so that a bad file can hurt nothing but its own job.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Fault, type Result } from '#shared/protocol/result.ts';
import type { ModelDifference } from '#shared/protocol/difference.ts';
import type {
  ElementColumns,
  ElementDetail,
  ElementGroup,
  FoundElement,
  IdsReport,
  ImportProgress,
  ModelHealth,
  ModelManifest,
  PropertyName,
  TilesIndex,
} from '#shared/protocol/model.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import { elementDetail } from '#shared/models/elementDetail.ts';
import { createElementSearch } from '#shared/models/elementSearch.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import { createCache, isModelId, type Entry, type ModelSource } from './cache.ts';
import { compareSets } from './compare/index.ts';
import type { ModelBytes } from './compare/comparedModel.ts';
import { CACHE_FILES } from './cacheWriter.ts';
import { askIds, CHECK_MS } from './ids/index.ts';
import { createImportQueue, type ImportLimits, type ImportOrder } from './importQueue.ts';
import { tidyModels } from './housekeeping.ts';
import { createColumnShelf } from './propertyStore.ts';
import { createOpenModels } from './openModels.ts';
import { pointFile } from './points/pointCloud.ts';
import { createRepair } from './repair.ts';

export type { ImportOrder } from './importQueue.ts';
export { readCrs, type ReadCrs } from './readers/places/crs.ts';
/** Of a model's files: bytes as they are sent. */
export interface ModelContent {
  readonly bytes: Buffer;
  readonly contentKey: string;
}

export interface ModelRoom {
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
  get(modelId: string): Promise<ModelManifest | null>;
  /** What it is called and whose it is, whether it can be read or not. */
  entry(modelId: string): Promise<Pick<ModelManifest, 'id' | 'name' | 'compound'> | null>;
  elements(modelId: string): Promise<ElementColumns | null>;
  /** JSON of `elements`, gzipped, to be sent without unpacking. */
  packedElements(modelId: string): Promise<Result<ModelContent>>;
  /** `joinColumns` of its properties, gzipped. */
  packedProperties(modelId: string): Promise<Result<ModelContent>>;
  chunk(modelId: string, index: number): Promise<Result<ModelContent>>;
  /** One picture on its surfaces, as the file held it. */
  picture(modelId: string, index: number): Promise<Result<ModelContent>>;
  /** Nodes of its clouds, JSON (`PointIndex`), gzipped. */
  packedPoints(modelId: string): Promise<Result<ModelContent>>;
  points(modelId: string, file: number): Promise<Result<ModelContent>>;
  /** Of a model that is drawn from tiles. */
  tilesIndex(modelId: string): Promise<Result<TilesIndex>>;
  /** One file of its tileset, by path. */
  tile(modelId: string, path: string): Promise<Result<ModelContent>>;
  element(modelId: string, index: number): Promise<Result<ElementDetail>>;
  health(modelId: string): Promise<Result<ModelHealth>>;
  /** Checked against an IDS 1.0 file. */
  checkIds(modelId: string, xml: string): Promise<Result<IdsReport>>;
  /** Properties that its elements have. */
  propertyNames(modelId: string): Promise<Result<readonly PropertyName[]>>;
  /** Its elements by what one property says. */
  groupsBy(modelId: string, set: string, name: string): Promise<Result<readonly ElementGroup[]>>;
  /** What differs between two models, or two sets of them. */
  compare(before: readonly string[], after: readonly string[]): Promise<Result<ModelDifference>>;
  /** By a part of their name, class, GlobalId or any property, in these models. */
  searchElements(
    models: readonly ModelManifest[],
    wanted: string,
    limit: number,
  ): Promise<readonly FoundElement[]>;
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
  /** `checkMs`: longest check against an IDS file. */
  readonly limits?: Partial<ImportLimits & { readonly checkMs: number }>;
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
  const { guard } = createRepair(cache, queue);
  const open = createOpenModels(cache);
  const columnsOnce = createColumnShelf();
  /** Models that can neither be read nor made again, as they were listed last. */
  const damaged = new Map<string, ImportProgress>();
  const manifestOf = (id: string) => guard(id, () => cache.manifest(id));
  const tidied = tidyModels(modelsDir, cache);
  const badId = (modelId: string) => failure('model-id', { model: modelId.slice(0, 80) });

  const importNow: ModelRoom['importNow'] = async (order) => {
    if (order.modelId !== undefined && !isModelId(order.modelId)) return badId(order.modelId);
    await tidied;
    const result = await queue.add(order).finished;
    if (!result.ok) return result;
    const manifest = await cache.manifest(result.value);
    return manifest ? success(manifest) : failure('model-missing');
  };
  const content = async (id: string, name: string): Promise<Result<ModelContent>> => {
    const manifest = await manifestOf(id);
    if (!manifest.ok) return manifest;
    const bytes = await guard(id, () => cache.read(id, name));
    return bytes.ok ? success({ bytes: bytes.value, contentKey: manifest.value.contentKey }) : bytes;
  };
  /** Number of files. */
  const hasPoints = async (id: string): Promise<Result<number>> => {
    const manifest = await manifestOf(id);
    if (!manifest.ok) return manifest;
    const { points } = manifest.value;
    return points ? success(points.nodes) : failure('no-model', { model: id });
  };
  const tilesOf = async (id: string) => {
    const manifest = await manifestOf(id);
    if (!manifest.ok) return manifest;
    if (!manifest.value.tiled) return failure('no-model', { model: id });
    const reader = await guard(id, () => cache.tiles(id));
    return reader.ok ? success({ reader: reader.value, contentKey: manifest.value.contentKey }) : reader;
  };
  const opened = async (id: string) => {
    const manifest = await manifestOf(id);
    return manifest.ok ? guard(id, () => open(manifest.value)) : manifest;
  };

  /** Everything that a comparison reads. */
  const bytesOf = async (id: string): Promise<Result<ModelBytes>> => {
    const manifest = await manifestOf(id);
    if (!manifest.ok) return manifest;
    const { storeys, placedBy, chunks } = manifest.value;
    const read = (name: string) => guard(id, () => cache.read(id, name));
    const columns = await read(CACHE_FILES.columns);
    const properties = await read(CACHE_FILES.properties);
    if (!columns.ok) return columns;
    if (!properties.ok) return properties;
    const drawn: Uint8Array[] = [];
    for (const { index } of chunks) {
      const chunk = await read(CACHE_FILES.chunk(index));
      if (!chunk.ok) return chunk;
      drawn.push(chunk.value);
    }
    return success({
      id,
      storeys,
      placedBy,
      columns: columns.value,
      properties: properties.value,
      chunks: drawn,
    });
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
    jobs: () => [...damaged.values(), ...queue.jobs()],
    draft: queue.draft,
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
    elements: async (modelId) => {
      const columns = await guard(modelId, () => cache.columns(modelId));
      return columns.ok ? columns.value : null;
    },
    packedElements: (modelId) => content(modelId, CACHE_FILES.columns),
    packedProperties: async (modelId) => {
      const stored = await content(modelId, CACHE_FILES.properties);
      if (!stored.ok) return stored;
      const { bytes, contentKey } = stored.value;
      const packed = await guard(modelId, async () => ({ bytes: await columnsOnce(contentKey, bytes) }));
      return packed.ok ? success({ contentKey, bytes: packed.value.bytes }) : packed;
    },
    chunk: async (modelId, index) => {
      const manifest = await manifestOf(modelId);
      if (!manifest.ok) return manifest;
      if (!manifest.value.chunks[index]) return failure('no-model', { model: modelId });
      return content(modelId, CACHE_FILES.chunk(index));
    },
    picture: async (modelId, index) => {
      const manifest = await manifestOf(modelId);
      if (!manifest.ok) return manifest;
      if (index >= (manifest.value.pictures ?? 0)) return failure('no-model', { model: modelId });
      return content(modelId, CACHE_FILES.picture(index));
    },
    packedPoints: async (modelId) => {
      const has = await hasPoints(modelId);
      return has.ok ? content(modelId, CACHE_FILES.points) : has;
    },
    points: async (modelId, file) => {
      const has = await hasPoints(modelId);
      if (!has.ok) return has;
      return file < has.value ? content(modelId, pointFile(file)) : failure('no-model', { model: modelId });
    },
    tilesIndex: async (modelId) => {
      const tiles = await tilesOf(modelId);
      return tiles.ok ? success(tiles.value.reader.index) : tiles;
    },
    tile: async (modelId, path) => {
      const tiles = await tilesOf(modelId);
      if (!tiles.ok) return tiles;
      const { reader, contentKey } = tiles.value;
      // A file that is not there is no damage: tilesets name some that nobody has.
      const bytes = await guard(modelId, async () => ({ found: await reader.read(path.toLowerCase()) }));
      if (!bytes.ok) return bytes;
      return bytes.value.found
        ? success({ bytes: bytes.value.found, contentKey })
        : failure('not-found', { url: path.slice(0, 200) });
    },
    element: async (modelId, index) => {
      const model = await opened(modelId);
      if (!model.ok) return model;
      const detail = elementDetail(model.value.manifest, model.value, index);
      return detail ? success(detail) : failure('no-element');
    },
    health: async (modelId) => {
      const sent = await content(modelId, CACHE_FILES.health);
      return sent.ok ? success(JSON.parse(sent.value.bytes.toString()) as ModelHealth) : sent;
    },
    checkIds: async (modelId, xml) => {
      const manifest = await manifestOf(modelId);
      if (!manifest.ok) return manifest;
      const columns = await guard(modelId, () => cache.read(modelId, CACHE_FILES.columns));
      if (!columns.ok) return columns;
      const properties = await guard(modelId, () => cache.read(modelId, CACHE_FILES.properties));
      if (!properties.ok) return properties;
      const schemas = manifest.value.files.map(({ schema }) => schema);
      const question = { schemas, columns: columns.value, properties: properties.value, xml };
      return askIds(question, options.limits?.checkMs ?? CHECK_MS);
    },
    groupsBy: async (modelId, set, name) => {
      const model = await opened(modelId);
      return model.ok ? success(model.value.properties.groups(set, name)) : model;
    },
    propertyNames: async (modelId) => {
      const model = await opened(modelId);
      return model.ok ? success(model.value.properties.names()) : model;
    },
    compare: (before, after) =>
      compareSets(before, after, bytesOf, async (id) => {
        const columns = await guard(id, () => cache.columns(id));
        return columns.ok ? success(columns.value.globalId.length) : columns;
      }),
    searchElements: createElementSearch(async (modelId) => {
      const model = await opened(modelId);
      return model.ok ? model.value : null;
    }),
    remove: (modelId) => cache.remove(modelId),
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

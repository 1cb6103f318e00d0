/** What is asked of models that are there: their elements, properties, rules, and what differs between two. */
import { elementDetail } from '#shared/models/elementDetail.ts';
import { createElementSearch } from '#shared/models/elementSearch.ts';
import type { ModelOpening } from '#shared/models/openings.ts';
import type { ModelDifference } from '#shared/protocol/difference.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type {
  ElementColumns,
  ElementDetail,
  ElementGroup,
  FoundElement,
  IdsReport,
  ModelManifest,
  PropertyName,
} from '#shared/protocol/model.ts';
import type { ModelCache } from './cache.ts';
import { CACHE_FILES } from './cacheWriter.ts';
import { compareSets } from './compare/index.ts';
import type { ModelBytes } from './compare/comparedModel.ts';
import { askIds } from './ids/index.ts';
import { createOpeningFinder } from './openings/index.ts';
import { createOpenModels } from './openModels.ts';
import type { Guard } from './repair.ts';

export interface ModelQuestions {
  elements(modelId: string): Promise<ElementColumns | null>;
  element(modelId: string, index: number): Promise<Result<ElementDetail>>;
  /** Checked against an IDS 1.0 file. */
  checkIds(modelId: string, xml: string): Promise<Result<IdsReport>>;
  /** Properties that its elements have. */
  propertyNames(modelId: string): Promise<Result<readonly PropertyName[]>>;
  /** Its elements by what one property says; null: by all that the set says. */
  groupsBy(modelId: string, set: string, name: string | null): Promise<Result<readonly ElementGroup[]>>;
  /** Its windows and doors. */
  openings(modelId: string): Promise<Result<readonly ModelOpening[]>>;
  /** What differs between two models, or two sets of them. */
  compare(before: readonly string[], after: readonly string[]): Promise<Result<ModelDifference>>;
  /** By a part of their name, class, GlobalId or any property, in these models. */
  searchElements(
    models: readonly ModelManifest[],
    wanted: string,
    limit: number,
  ): Promise<readonly FoundElement[]>;
}

/** @param checkMs Longest check against an IDS file. */
export function createModelQuestions(
  cache: ModelCache,
  guard: Guard,
  manifestOf: (id: string) => Promise<Result<ModelManifest>>,
  checkMs: number,
): ModelQuestions {
  const open = createOpenModels(cache);
  const openings = createOpeningFinder();
  const opened = async (id: string) => {
    const manifest = await manifestOf(id);
    return manifest.ok ? guard(id, () => open(manifest.value)) : manifest;
  };
  const columnsOf = (id: string) => guard(id, () => cache.columns(id));
  const read = (id: string, name: string) => guard(id, () => cache.read(id, name));

  /** Columns and properties as they are kept, for a thread that opens them. */
  async function tablesOf(id: string) {
    const manifest = await manifestOf(id);
    if (!manifest.ok) return manifest;
    const columns = await read(id, CACHE_FILES.columns);
    if (!columns.ok) return columns;
    const properties = await read(id, CACHE_FILES.properties);
    if (!properties.ok) return properties;
    return success({
      manifest: manifest.value,
      tables: { columns: columns.value, properties: properties.value },
    });
  }

  async function chunksOf({ id, chunks }: ModelManifest): Promise<Result<readonly Uint8Array[]>> {
    const drawn: Uint8Array[] = [];
    for (const { index } of chunks) {
      const chunk = await read(id, CACHE_FILES.chunk(index));
      if (!chunk.ok) return chunk;
      drawn.push(chunk.value);
    }
    return success(drawn);
  }

  /** Everything that a comparison reads. */
  async function bytesOf(id: string): Promise<Result<ModelBytes>> {
    const kept = await tablesOf(id);
    if (!kept.ok) return kept;
    const { manifest, tables } = kept.value;
    const chunks = await chunksOf(manifest);
    if (!chunks.ok) return chunks;
    const { storeys, placedBy } = manifest;
    return success({ id, storeys, placedBy, ...tables, chunks: chunks.value });
  }

  return {
    async elements(id) {
      const columns = await columnsOf(id);
      return columns.ok ? columns.value : null;
    },
    async element(id, index) {
      const model = await opened(id);
      if (!model.ok) return model;
      const detail = elementDetail(model.value.manifest, model.value, index);
      return detail ? success(detail) : failure('no-element');
    },
    async checkIds(id, xml) {
      const kept = await tablesOf(id);
      if (!kept.ok) return kept;
      const schemas = kept.value.manifest.files.map(({ schema }) => schema);
      return askIds({ schemas, ...kept.value.tables, xml }, checkMs);
    },
    async groupsBy(id, set, name) {
      const model = await opened(id);
      if (!model.ok) return model;
      const { properties } = model.value;
      return success(name === null ? properties.groupsOfSet(set) : properties.groups(set, name));
    },
    async propertyNames(id) {
      const model = await opened(id);
      return model.ok ? success(model.value.properties.names()) : model;
    },
    async openings(id) {
      const manifest = await manifestOf(id);
      if (!manifest.ok) return manifest;
      return openings.find(manifest.value.contentKey, async () => {
        const columns = await read(id, CACHE_FILES.columns);
        if (!columns.ok) return columns;
        const chunks = await chunksOf(manifest.value);
        return chunks.ok ? success({ columns: columns.value, chunks: chunks.value }) : chunks;
      });
    },
    compare: (before, after) =>
      compareSets(before, after, bytesOf, async (id) => {
        const columns = await columnsOf(id);
        return columns.ok ? success(columns.value.globalId.length) : columns;
      }),
    searchElements: createElementSearch(async (id) => {
      const model = await opened(id);
      return model.ok ? model.value : null;
    }),
  };
}

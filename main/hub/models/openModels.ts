/** Columns and properties of the models that were asked for last, opened once. */
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import { DamagedCache, type ModelCache } from './cache.ts';
import { CACHE_FILES } from './cacheWriter.ts';
import type { PropertyReader } from '#shared/models/propertyColumns.ts';
import { openProperties } from './propertyStore.ts';

const MOST_OPEN = 48;

export interface OpenModel {
  readonly manifest: ModelManifest;
  readonly columns: ElementColumns;
  readonly properties: PropertyReader;
}

export function createOpenModels(cache: ModelCache): (manifest: ModelManifest) => Promise<OpenModel | null> {
  const held = new Map<string, OpenModel>();
  return async (manifest) => {
    const { id, contentKey } = manifest;
    const known = held.get(id);
    if (known?.manifest.contentKey === contentKey) {
      held.delete(id);
      held.set(id, known);
      return known;
    }
    const [columns, bytes] = await Promise.all([cache.columns(id), cache.read(id, CACHE_FILES.properties)]);
    if (!columns || !bytes) return null;
    const model = { manifest, columns, properties: readProperties(bytes) };
    held.delete(id);
    held.set(id, model);
    const [oldest] = held.keys();
    if (held.size > MOST_OPEN && oldest !== undefined) held.delete(oldest);
    return model;
  };
}

/** Whatever is wrong with the bytes, they are no properties of this version. */
function readProperties(bytes: Buffer): PropertyReader {
  try {
    return openProperties(bytes);
  } catch {
    throw new DamagedCache(CACHE_FILES.properties);
  }
}

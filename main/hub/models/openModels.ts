/** Columns and properties of the models that were asked for last, opened once. */
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import { DamagedCache, type ModelCache } from './cache.ts';
import { CACHE_FILES } from './cacheWriter.ts';
import type { PropertyReader } from '#shared/models/propertyColumns.ts';
import { openPropertiesGently } from './propertyStore.ts';

const MOST_OPEN = 48;

export interface OpenModel {
  readonly manifest: ModelManifest;
  readonly columns: ElementColumns;
  readonly properties: PropertyReader;
}

export function createOpenModels(cache: ModelCache): (manifest: ModelManifest) => Promise<OpenModel | null> {
  /** By id; also those that are just being opened, so that who asks at the same time opens none again. */
  const held = new Map<string, { readonly contentKey: string; readonly model: Promise<OpenModel | null> }>();

  async function openModel(manifest: ModelManifest): Promise<OpenModel | null> {
    const { id } = manifest;
    const [columns, bytes] = await Promise.all([cache.columns(id), cache.read(id, CACHE_FILES.properties)]);
    return columns && bytes && { manifest, columns, properties: await readProperties(bytes) };
  }

  return async (manifest) => {
    const { id, contentKey } = manifest;
    const known = held.get(id);
    const entry = known?.contentKey === contentKey ? known : { contentKey, model: openModel(manifest) };
    held.delete(id);
    held.set(id, entry);
    const [oldest] = held.keys();
    if (held.size > MOST_OPEN && oldest !== undefined) held.delete(oldest);
    // What could not be opened is tried again.
    const forget = (): void => void (held.get(id) === entry && held.delete(id));
    try {
      const model = await entry.model;
      if (!model) forget();
      return model;
    } catch (error) {
      forget();
      throw error;
    }
  };
}

/** Whatever is wrong with the bytes, they are no properties of this version. */
async function readProperties(bytes: Buffer): Promise<PropertyReader> {
  try {
    return await openPropertiesGently(bytes);
  } catch {
    throw new DamagedCache(CACHE_FILES.properties);
  }
}

/**
 * Models on disk: `entries/<modelId>.json` names a model, `cache/<contentKey>/` holds what was converted. Directories
 * appear by one rename, so a reader never sees half a model; another process may add models while the hub runs.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { readWarnings } from './storedWarnings.ts';

/** Raise when the output of the import changes. */
export const IMPORTER_VERSION = '3';

interface Entry {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly compound: string | null;
  readonly contentKey: string;
}

type HeldManifest = Omit<ModelManifest, 'id' | 'name' | 'compound' | 'warnings'> & {
  readonly warnings?: unknown;
};

export interface CachedModel {
  readonly manifest: Omit<ModelManifest, 'id' | 'name' | 'compound'>;
  readonly columns: ElementColumns;
  readonly chunks: readonly Uint8Array[];
  readonly properties: Uint8Array;
}

export const isModelId = (id: string): boolean => /^[a-z0-9][a-z0-9._-]{0,63}$/i.test(id);

export function contentKey(sha256: readonly string[], target: CompoundOrigin | null): string {
  const hash = createHash('sha256').update(`linli ${IMPORTER_VERSION}\n`);
  for (const one of sha256) hash.update(`${one}\n`);
  if (target) hash.update([target.latDeg, target.lonDeg, target.heightM].join(' '));
  return hash.digest('hex');
}

export function createCache(modelsDir: string) {
  const entriesDir = join(modelsDir, 'entries');
  const cacheDir = join(modelsDir, 'cache');
  const entryPath = (id: string): string => join(entriesDir, `${id}.json`);
  const dirOf = (key: string): string => join(cacheDir, key);

  async function readJson<T>(path: string): Promise<T | null> {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as T;
    } catch {
      return null;
    }
  }
  const entry = (id: string): Promise<Entry | null> =>
    isModelId(id) ? readJson<Entry>(entryPath(id)) : Promise.resolve(null);
  const entryIds = async (): Promise<string[]> =>
    (await readdir(entriesDir).catch(() => []))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -5))
      .sort();

  /** What one content key names never changes; who removes it forgets it. */
  const known = new Map<string, HeldManifest>();
  const heldManifest = async (key: string): Promise<HeldManifest | null> => {
    const held = known.get(key) ?? (await readJson<HeldManifest>(join(dirOf(key), 'manifest.json')));
    if (held) known.set(key, held);
    return held;
  };

  return {
    async has(key: string): Promise<boolean> {
      return (await readJson(join(dirOf(key), 'manifest.json'))) !== null;
    },

    async store(key: string, model: CachedModel): Promise<void> {
      const part = `${dirOf(key)}.part-${process.pid}-${performance.now().toString(36)}`;
      await mkdir(part, { recursive: true });
      try {
        await Promise.all([
          writeFile(join(part, 'elements.json'), JSON.stringify(model.columns)),
          writeFile(join(part, 'properties.bin'), model.properties),
          ...model.chunks.map((bytes, i) => writeFile(join(part, `chunk-${i}.bin`), bytes)),
        ]);
        await writeFile(join(part, 'manifest.json'), JSON.stringify(model.manifest));
        await rm(dirOf(key), { recursive: true, force: true });
        await rename(part, dirOf(key));
        known.delete(key);
      } finally {
        await rm(part, { recursive: true, force: true });
      }
    },

    async name(id: string, name: string, compound: string | null, key: string): Promise<void> {
      await mkdir(entriesDir, { recursive: true });
      const text = JSON.stringify({ version: 1, id, name, compound, contentKey: key } satisfies Entry);
      const part = `${entryPath(id)}.part-${process.pid}`;
      await writeFile(part, text);
      await rename(part, entryPath(id));
    },

    async manifest(id: string): Promise<ModelManifest | null> {
      const named = await entry(id);
      if (!named) return null;
      const held = await heldManifest(named.contentKey);
      return held
        ? {
            ...held,
            warnings: readWarnings(held.warnings),
            id: named.id,
            name: named.name,
            compound: named.compound,
          }
        : null;
    },

    ids: entryIds,

    async path(id: string, file: string): Promise<string | null> {
      const named = await entry(id);
      return named ? join(dirOf(named.contentKey), file) : null;
    },

    columns: async (id: string): Promise<ElementColumns | null> => {
      const named = await entry(id);
      return named ? readJson<ElementColumns>(join(dirOf(named.contentKey), 'elements.json')) : null;
    },

    async remove(id: string): Promise<boolean> {
      const named = await entry(id);
      if (!named) return false;
      await rm(entryPath(id), { force: true });
      const others = await Promise.all((await entryIds()).map(entry));
      if (!others.some((other) => other?.contentKey === named.contentKey)) {
        known.delete(named.contentKey);
        await rm(dirOf(named.contentKey), { recursive: true, force: true });
      }
      return true;
    },
  };
}

export type ModelCache = ReturnType<typeof createCache>;

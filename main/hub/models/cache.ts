/**
 * Models on disk as the hub reads them: `entries/<modelId>.json` names a model, `cache/<contentKey>/` holds what was
 * converted. Every part is checked when it is read; another process may add models while the hub runs.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { DamagedCache, readPart, readSums, SUMS_FILE } from './cacheParts.ts';
import { CACHE_FILES, cacheDirOf, IMPORTER_VERSION } from './cacheWriter.ts';
import { dropSource } from './keptSources.ts';
import { readWarnings } from './storedWarnings.ts';
import { openTiles, type TilesReader } from './tiledModel.ts';

export interface Entry {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly compound: string | null;
  readonly contentKey: string;
  /** What it was made of, so that it can be made again; absent where that is not kept. */
  readonly source?: ModelSource;
}

export interface ModelSource {
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly target: CompoundOrigin | null;
  /** Absent where nobody moved it. */
  readonly hand?: HandPlacement | null;
  /** Doubted positions are read as they were probably meant. */
  readonly asMeant?: boolean;
}

type HeldManifest = Omit<ModelManifest, 'id' | 'name' | 'compound' | 'warnings'> & {
  readonly warnings?: unknown;
};

const sha256Of = ({ sha256 }: ModelSource['files'][number]): string => sha256;

export const isModelId = (id: string): boolean => /^[a-z0-9][a-z0-9._-]{0,63}$/i.test(id);

export function createCache(modelsDir: string) {
  const entriesDir = join(modelsDir, 'entries');
  const entryPath = (id: string): string => join(entriesDir, `${id}.json`);

  async function entry(id: string): Promise<Entry | null> {
    if (!isModelId(id)) return null;
    try {
      return JSON.parse(await readFile(entryPath(id), 'utf8')) as Entry;
    } catch {
      return null;
    }
  }
  const entryIds = async (): Promise<string[]> =>
    (await readdir(entriesDir).catch(() => []))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -5))
      .sort();
  const entries = async (): Promise<readonly Entry[]> =>
    (await Promise.all((await entryIds()).map(entry))).filter((one) => one !== null);

  /** What one content key names never changes; who removes it forgets it. */
  const known = new Map<string, HeldManifest>();
  const tiled = new Map<string, TilesReader>();
  /** More than its manifest was read, by content. */
  const readAtMs = new Map<string, number>();
  /** Bytes on the disk, as they were counted. */
  const sized = new Map<string, number>();
  const forget = (key: string): void => {
    known.delete(key);
    tiled.delete(key);
    sized.delete(key);
  };

  async function part(key: string, name: string): Promise<Buffer | null> {
    const dir = cacheDirOf(modelsDir, key);
    if (name !== CACHE_FILES.manifest) readAtMs.set(key, Date.now());
    const sums = await readSums(dir);
    return sums && readPart(dir, sums, name);
  }

  async function heldManifest(key: string): Promise<HeldManifest | null> {
    const held = known.get(key);
    if (held) return held;
    const bytes = await part(key, CACHE_FILES.manifest);
    const read = bytes && (JSON.parse(bytes.toString()) as HeldManifest);
    if (read?.importerVersion !== IMPORTER_VERSION) return null;
    known.set(key, read);
    return read;
  }

  return {
    entry,
    entries,

    /** Throws `DamagedCache`; null where there is none of this version. */
    async manifest(id: string): Promise<ModelManifest | null> {
      const named = await entry(id);
      const held = named && (await heldManifest(named.contentKey));
      return held
        ? {
            ...held,
            warnings: readWarnings(held.warnings),
            id: named.id,
            name: named.name,
            compound: named.compound,
            isMovable: named.source !== undefined,
          }
        : null;
    },

    /** Bytes of one file of a model, as they were written; throws `DamagedCache`. */
    async read(id: string, name: string): Promise<Buffer | null> {
      const named = await entry(id);
      return named && part(named.contentKey, name);
    },

    /** Null for a model that is drawn from chunks; throws `DamagedCache`. */
    async tiles(id: string): Promise<TilesReader | null> {
      const named = await entry(id);
      if (!named) return null;
      readAtMs.set(named.contentKey, Date.now());
      const held = tiled.get(named.contentKey) ?? (await openTiles(cacheDirOf(modelsDir, named.contentKey)));
      if (held) tiled.set(named.contentKey, held);
      return held;
    },

    async columns(id: string): Promise<ElementColumns | null> {
      const named = await entry(id);
      const bytes = named && (await part(named.contentKey, CACHE_FILES.columns));
      return bytes && (JSON.parse(gunzipSync(bytes).toString()) as ElementColumns);
    },

    async name(named: Omit<Entry, 'version'>): Promise<void> {
      await mkdir(entriesDir, { recursive: true });
      const before = await entry(named.id);
      const written = `${entryPath(named.id)}.part-${process.pid}`;
      await writeFile(written, JSON.stringify({ version: 1, ...named } satisfies Entry));
      await rename(written, entryPath(named.id));
      forget(named.contentKey);
      if (before && before.contentKey !== named.contentKey) await this.dropUnnamed(before.contentKey);
      if (before?.source) await this.dropUnnamedSources(before.source.files);
    },

    async remove(id: string): Promise<boolean> {
      const named = await entry(id);
      if (!named) return false;
      await rm(entryPath(id), { force: true });
      await this.dropUnnamed(named.contentKey);
      await this.dropUnnamedSources(named.source?.files ?? []);
      return true;
    },

    /** Dropped where no model has this content any more. */
    async dropUnnamed(key: string): Promise<void> {
      if (!(await entries()).some(({ contentKey }) => contentKey === key)) await this.drop(key);
    },

    /** Of files that were kept for a model, those that no other one is made of. */
    async dropUnnamedSources(files: ModelSource['files']): Promise<void> {
      if (files.length === 0) return;
      const named = new Set((await entries()).flatMap(({ source }) => source?.files ?? []).map(sha256Of));
      for (const sha256 of files.map(sha256Of)) if (!named.has(sha256)) await dropSource(modelsDir, sha256);
    },

    /** All but its manifest: it stays among the models, and is made again when somebody looks at it. */
    async thin(key: string): Promise<void> {
      forget(key);
      const dir = cacheDirOf(modelsDir, key);
      for (const name of await readdir(dir).catch(() => []))
        if (name !== CACHE_FILES.manifest && name !== SUMS_FILE) await rm(join(dir, name), { force: true });
    },

    /** When anything but its manifest was read last; 0 where that was before this hub. */
    readAtMs: (key: string): number => readAtMs.get(key) ?? 0,

    /** The converted model, not its name: it can be made again where its source is kept. */
    async drop(key: string): Promise<void> {
      forget(key);
      await rm(cacheDirOf(modelsDir, key), { recursive: true, force: true });
    },

    forget,

    /** Bytes on the disk by content key. */
    async sizes(): Promise<ReadonlyMap<string, number>> {
      const root = join(modelsDir, 'cache');
      const sizes = new Map<string, number>();
      for (const key of await readdir(root).catch(() => [])) {
        const counted = sized.get(key);
        if (counted !== undefined) {
          sizes.set(key, counted);
          continue;
        }
        const names = await readdir(join(root, key)).catch(() => []);
        const found = await Promise.all(names.map((name) => stat(join(root, key, name)).catch(() => null)));
        const bytes = found.reduce((sum, one) => sum + (one?.size ?? 0), 0);
        sizes.set(key, bytes);
        // What another process has not finished grows.
        if (known.has(key)) sized.set(key, bytes);
      }
      return sizes;
    },
  };
}

export { DamagedCache };
export type ModelCache = ReturnType<typeof createCache>;

/** What ended hubs and removed models left in the models' directory: halves of files, caches and sources nobody names. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCache } from './cache.ts';
import { isAlive } from './isAlive.ts';
import { dropSources, isKept } from './keptSources.ts';

/** Above this, what was converted of models that can be made again is dropped, largest first. */
export const MOST_CACHE_BYTES = 40 * 2 ** 30;
/** A model that was read so lately is being looked at: it would be made again at once. */
const LOOKED_AT_MS = 10 * 60_000;

/** At the start of a hub, before the first import. */
export async function tidyModels(
  modelsDir: string,
  cache: ModelCache,
  mostBytes = MOST_CACHE_BYTES,
): Promise<void> {
  const entries = await cache.entries();
  const root = join(modelsDir, 'cache');
  const named = new Set(entries.map(({ contentKey }) => contentKey));
  for (const key of await readdir(root).catch(() => []))
    if (!named.has(key) && !(await isUsed(join(root, key))))
      await rm(join(root, key), { recursive: true, force: true });
  await dropSources(
    modelsDir,
    new Set(entries.flatMap(({ source }) => source?.files.map(({ sha256 }) => sha256) ?? [])),
    isUsed,
  );
  await keepCap(modelsDir, cache, mostBytes);
}

/** After each import: `fresh` is what it made. */
export async function keepCap(
  modelsDir: string,
  cache: ModelCache,
  mostBytes: number,
  fresh: string | null = null,
): Promise<void> {
  const sizes = await cache.sizes();
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (total <= mostBytes) return;
  const droppable = (await cache.entries())
    .filter(({ source, contentKey }) => source && contentKey !== fresh)
    .sort((a, b) => (sizes.get(b.contentKey) ?? 0) - (sizes.get(a.contentKey) ?? 0));
  for (const { contentKey, source } of droppable) {
    if (total <= mostBytes) break;
    if (Date.now() - cache.readAtMs(contentKey) < LOOKED_AT_MS) continue;
    const kept = await Promise.all(source?.files.map(({ sha256 }) => isKept(modelsDir, sha256)) ?? []);
    if (!kept.every(Boolean)) continue;
    await cache.thin(contentKey);
    total -= sizes.get(contentKey) ?? 0;
  }
}

/** What a process that has ended left half done: it will not go on with it. */
export async function dropHalves(modelsDir: string, pid: number): Promise<void> {
  const own = new RegExp(`\\.part-${pid}(-|$)`);
  for (const dir of [join(modelsDir, 'cache'), join(modelsDir, 'sources')])
    for (const name of await readdir(dir).catch(() => []))
      // What cannot be removed now is removed at the next start.
      if (own.test(name)) await rm(join(dir, name), { recursive: true, force: true }).catch(() => undefined);
}

/** What has just been written may be about to get its name; a half belongs to the process that writes it. */
const FRESH_MS = 10 * 60_000;

async function isUsed(path: string): Promise<boolean> {
  const writer = Number(/\.part-(\d+)(?:-|$)/.exec(path)?.[1] ?? NaN);
  if (!Number.isNaN(writer)) return isAlive(writer);
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < FRESH_MS;
}

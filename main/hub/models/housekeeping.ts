/** What ended hubs and removed models left in the models' directory: halves of files, caches and sources nobody names. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCache } from './cache.ts';
import { isAlive } from './isAlive.ts';
import { dropSources } from './keptSources.ts';

/** Above this, caches that can be made again are dropped, largest first. */
const MOST_CACHE_BYTES = 40 * 2 ** 30;

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
  );
  const sizes = await cache.sizes();
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const droppable = entries
    .filter(({ source }) => source)
    .sort((a, b) => (sizes.get(b.contentKey) ?? 0) - (sizes.get(a.contentKey) ?? 0));
  for (const { contentKey } of droppable) {
    if (total <= mostBytes) break;
    await cache.drop(contentKey);
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
  const writer = Number(/\.part-(\d+)-/.exec(path)?.[1] ?? NaN);
  if (!Number.isNaN(writer)) return isAlive(writer);
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < FRESH_MS;
}

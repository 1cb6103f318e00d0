/**
 * What an import writes: `cache/<contentKey>/` with manifest, columns, properties and chunks. A directory appears by one
 * rename, so a reader never sees half a model. Loaded by the import process, which starts for every import: little else.
 */
import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ElementColumns, ModelHealth, ModelManifest } from '#shared/protocol/model.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import type { StoredPoints } from './points/clouds.ts';
import { readPart, readSums, SUMS_FILE, sumsOf } from './cacheParts.ts';

/** Raise when the output of the import changes. */
export const IMPORTER_VERSION = '7';

export const CACHE_FILES = {
  manifest: 'manifest.json',
  columns: 'elements.json.gz',
  properties: 'properties.bin',
  health: 'health.json',
  points: 'points.json.gz',
  chunk: (index: number) => `chunk-${index}.bin`,
  picture: (index: number) => `picture-${index}.bin`,
} as const;

export interface CachedModel {
  readonly manifest: Omit<ModelManifest, 'id' | 'name' | 'compound'>;
  readonly columns: ElementColumns;
  readonly chunks: readonly Uint8Array[];
  /** On surfaces, as their files held them. */
  readonly pictures: readonly Uint8Array[];
  readonly properties: Uint8Array;
  readonly health: ModelHealth;
  /** Of a model that is drawn from tiles; others have none. */
  readonly tiles: Readonly<Record<string, Uint8Array>>;
  /** Null where there are none. */
  readonly points: StoredPoints | null;
}

export const cacheDirOf = (modelsDir: string, key: string): string => join(modelsDir, 'cache', key);

/** @param files What each of them is: its SHA-256, and its name where that matters. */
export function contentKey(
  files: readonly string[],
  target: CompoundOrigin | null,
  hand: HandPlacement | null,
  asMeant: boolean,
): string {
  const hash = createHash('sha256').update(`linli ${IMPORTER_VERSION}\n`);
  for (const one of files) hash.update(`${one}\n`);
  if (target) hash.update([target.latDeg, target.lonDeg, target.heightM].join(' '));
  if (asMeant) hash.update('\nas meant');
  if (hand) hash.update(`\nhand ${[hand.turnRad, ...hand.shiftM].join(' ')}`);
  return hash.digest('hex');
}

/** Whether all of it is there, to the last bit. */
export async function isCached(modelsDir: string, key: string): Promise<boolean> {
  const dir = cacheDirOf(modelsDir, key);
  try {
    const sums = await readSums(dir);
    if (!sums) return false;
    for (const name of Object.keys(sums)) await readPart(dir, sums, name);
    return CACHE_FILES.manifest in sums;
  } catch {
    return false;
  }
}

export async function storeModel(modelsDir: string, key: string, model: CachedModel): Promise<void> {
  const dir = cacheDirOf(modelsDir, key);
  const part = `${dir}.part-${process.pid}-${performance.now().toString(36)}`;
  const files: Record<string, Uint8Array> = {
    [CACHE_FILES.manifest]: Buffer.from(JSON.stringify(model.manifest)),
    [CACHE_FILES.columns]: gzipSync(JSON.stringify(model.columns)),
    [CACHE_FILES.properties]: model.properties,
    [CACHE_FILES.health]: Buffer.from(JSON.stringify(model.health)),
    ...model.tiles,
    ...(model.points && { [CACHE_FILES.points]: gzipSync(JSON.stringify(model.points.index)) }),
  };
  model.chunks.forEach((bytes, i) => (files[CACHE_FILES.chunk(i)] = bytes));
  model.pictures.forEach((bytes, i) => (files[CACHE_FILES.picture(i)] = bytes));
  await mkdir(part, { recursive: true });
  try {
    await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(part, name), bytes)));
    // Too many to be held in memory until now: they lie on the same disk.
    for (const name of Object.keys(model.points?.sums ?? {}))
      await rename(join(model.points?.dir ?? '', name), join(part, name));
    await writeFile(join(part, SUMS_FILE), JSON.stringify({ ...sumsOf(files), ...model.points?.sums }));
    await rm(dir, { recursive: true, force: true });
    await rename(part, dir);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/**
 * What a generated compound is stamped with. A bundle has no sources to read: bundling puts the hash of its sources in this
 * module's place, so that checkout and bundle agree on what is up to date.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Sources of the generator and of every compound, and the shared files they stand on. */
export async function sourceHash(): Promise<string> {
  const here = import.meta.dirname;
  const names = (await readdir(here, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const hash = createHash('sha256');
  for (const name of names.sort()) hash.update(name).update(await readFile(join(here, name)));
  const ifc = join(here, '../shared/ifc');
  for (const name of (await readdir(ifc)).sort()) hash.update(await readFile(join(ifc, name)));
  hash.update(await readFile(join(here, '../shared/geo/crsDefinitions.ts')));
  return hash.digest('hex');
}

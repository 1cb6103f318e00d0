/**
 * Gets compounds ready: demos that were asked for are generated once into the data directory, all others are read from
 * there. One that is bad keeps none of the others from being served; only the home compound must be good.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundFault } from '#shared/compounds/faults.ts';
import { faultLine, placedFaultText } from '#shared/i18n/faults/faultText.ts';
import { compoundFolders, compoundsDirOf, readCompound, type StoredCompound } from '#hub/compounds/index.ts';
import { compoundIds, generateCompound } from '#models/generate.ts';
import type { ModelRoom } from '../hub/models/index.ts';

export interface PreparedCompounds {
  /** The first is home. */
  readonly compounds: readonly [StoredCompound, ...StoredCompound[]];
  /** Of those that cannot be served, by id. */
  readonly faults: Readonly<Record<string, readonly CompoundFault[]>>;
}

async function prepareCompound(
  id: string,
  dataDir: string,
  say: (line: string) => void,
): Promise<Result<ReturnType<typeof readCompound>>> {
  const dir = join(compoundsDirOf(dataDir), id);
  if (compoundIds.includes(id)) {
    const generated = await generateCompound(id, dir);
    if (generated.written) say(`Demo compound ${id} built in ${generated.seconds.toFixed(1)} s`);
  } else if (!existsSync(dir)) {
    return failure('compound-absent', {
      compound: id,
      known: [...new Set([...compoundIds, ...compoundFolders(dataDir)])].join(', '),
      path: dir,
    });
  }
  return success(readCompound(dir));
}

/** Those that were asked for, then every other folder that is no demo. */
export async function prepareCompounds(
  ids: readonly [string, ...string[]],
  dataDir: string,
  say: (line: string) => void,
): Promise<Result<PreparedCompounds>> {
  const good: StoredCompound[] = [];
  const faults: Record<string, readonly CompoundFault[]> = {};
  for (const id of new Set(ids)) {
    const prepared = await prepareCompound(id, dataDir, say);
    if (!prepared.ok) return prepared;
    const { compound, faults: found } = prepared.value;
    if (compound) good.push(compound);
    else if (id === ids[0]) return failure('compound-unserved', { compound: id, faults: found });
    else faults[id] = found;
  }
  for (const id of compoundFolders(dataDir)) {
    if (ids.includes(id)) continue;
    const { compound, faults: found } = readCompound(join(compoundsDirOf(dataDir), id));
    if (compound && (compound.manifest.demo !== true || compound.manifest.recording)) good.push(compound);
    else if (!compound) faults[id] = found;
  }
  const [home, ...others] = good;
  if (!home) throw new Error('the home compound is neither good nor bad');
  for (const [id, found] of Object.entries(faults))
    say([`Compound ${id} is not served:`, ...sentences(found)].join('\n'));
  return success({ compounds: [home, ...others], faults });
}

function sentences(faults: readonly CompoundFault[]): string[] {
  return faults.map((one) => `  ${placedFaultText(one, 'en')}`);
}

/** Converts the compounds' IFC files; what is cached is only named. Screens show each model as it comes. */
export async function importCompoundModels(
  models: ModelRoom,
  compounds: readonly StoredCompound[],
  say: (line: string) => void,
): Promise<void> {
  const started = performance.now();
  let ready = 0;
  for (const { dir, manifest } of compounds) {
    const results = await models.importCompound(dir);
    results.forEach((result, i) => {
      if (result.ok) ready++;
      else say(`Model ${manifest.models[i]?.id}: ${faultLine(result.error, 'en')}`);
    });
  }
  say(`${ready} models ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

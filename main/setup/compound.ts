/** Gets a compound ready: the demo is generated once into the data directory, any other is read from there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { compoundIds, generateCompound } from '#models/generate.ts';
import type { ModelRoom } from '../hub/models/index.ts';

export interface PreparedCompound {
  readonly dir: string;
  readonly manifest: CompoundManifest;
  readonly plan: CompoundPlan;
  readonly devices: readonly PlannedDevice[];
}

export async function prepareCompound(
  id: string,
  dataDir: string,
  say: (line: string) => void,
): Promise<Result<PreparedCompound>> {
  const dir = join(dataDir, 'compounds', id);
  if (compoundIds.includes(id)) {
    const generated = await generateCompound(id, dir);
    if (generated.written) say(`Demo compound ${id} built in ${generated.seconds.toFixed(1)} s`);
  } else if (!existsSync(join(dir, 'manifest.json'))) {
    return failure(
      'no-compound',
      `There is no compound ${id}; there are ${compoundIds.join(', ')}.`,
      `Or put one under ${dir}.`,
    );
  }
  const read = <T>(name: string) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as T;
  return success({
    dir,
    manifest: read<CompoundManifest>('manifest.json'),
    plan: read<CompoundPlan>('plan.json'),
    devices: read<PlannedDevice[]>('devices.json'),
  });
}

/** Converts the compound's IFC files; what is cached is only named. Screens show each model as it comes. */
export async function importCompoundModels(
  models: ModelRoom,
  compound: PreparedCompound,
  say: (line: string) => void,
): Promise<void> {
  const started = performance.now();
  const results = await models.importCompound(compound.dir);
  results.forEach((result, i) => {
    if (!result.ok) say(`Model ${compound.manifest.models[i]?.id}: ${result.error.message}`);
  });
  say(
    `${results.filter((result) => result.ok).length} models ready after ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}

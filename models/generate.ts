/**
 * Writes manifest, plan, devices, scenarios, invented households and IFC files of a demo compound.
 * The output is the same byte for byte for the same sources; a directory that already holds it is left alone.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompoundManifest, CompoundModel } from '#shared/twin/compound.ts';
import { maofang } from './compounds/maofang/index.ts';
import { sanhe } from './compounds/sanhe/index.ts';
import { yaguang } from './compounds/yaguang/index.ts';
import type { CompoundDesign } from './generator/design.ts';
import { mapFrameOf } from './generator/geodesy.ts';
import { modelTexts, phasesOf } from './generator/modelTexts.ts';
import { planOf } from './generator/plan.ts';
import { sourceHash } from './sourceHash.ts';

const DESIGNS: Readonly<Record<string, CompoundDesign>> = { yaguang, sanhe, maofang };
const STAMP_FILE = '.generator';

export const compoundIds: readonly string[] = Object.keys(DESIGNS);

export interface GeneratedCompound {
  readonly dir: string;
  readonly manifest: CompoundManifest;
  /** False where the directory already held the output of these sources. */
  readonly written: boolean;
  readonly seconds: number;
}

export async function generateCompound(compoundId: string, outDir: string): Promise<GeneratedCompound> {
  const startedMs = performance.now();
  const design = DESIGNS[compoundId];
  if (!design) throw new Error(`No compound ${compoundId}; there are: ${compoundIds.join(', ')}.`);
  const stamp = `${compoundId} ${await sourceHash()}`;
  const done = (manifest: CompoundManifest, written: boolean): GeneratedCompound => ({
    dir: outDir,
    manifest,
    written,
    seconds: (performance.now() - startedMs) / 1000,
  });
  const held = await readFile(join(outDir, STAMP_FILE), 'utf8').catch(() => '');
  if (held === stamp) {
    const manifest = JSON.parse(await readFile(join(outDir, 'manifest.json'), 'utf8')) as CompoundManifest;
    return done(manifest, false);
  }

  await mkdir(outDir, { recursive: true });
  const plan = planOf(design);
  const frame = mapFrameOf(design);
  const phases = phasesOf(design)?.map(({ id, name }) => ({ id, name }));
  const models: CompoundModel[] = [];
  const write = async (name: string, text: string): Promise<void> => {
    await writeFile(join(outDir, `${name}.part`), text);
    await rename(join(outDir, `${name}.part`), join(outDir, name));
  };
  for (const { model, text } of modelTexts(design, frame)) {
    for (const file of model.files) await write(file, text);
    models.push(model);
  }
  const manifest: CompoundManifest = {
    version: 1,
    ...design.facts,
    ...(phases ? { phases } : {}),
    demo: true,
    origin: frame.origin,
    models,
  };
  await write('plan.json', JSON.stringify(plan));
  const devices = design.devices(plan);
  await write('devices.json', JSON.stringify(devices));
  await write('scenarios.json', JSON.stringify(design.scenarios(plan, devices)));
  await write('households.json', JSON.stringify(design.households(plan)));
  await write('manifest.json', JSON.stringify(manifest, null, 2));
  await write(STAMP_FILE, stamp);
  return done(manifest, true);
}

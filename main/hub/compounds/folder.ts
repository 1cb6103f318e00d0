/**
 * A compound as a folder: manifest, plan, devices, mapping, households, drawing, rules of its own and IFC files. Read with a sentence for each
 * fault; written beside its place and put there by one rename, so that nobody ever reads half a compound.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import {
  checkDevices,
  checkHouseholds,
  checkManifest,
  checkMapping,
  checkPlan,
  checkScenarios,
} from '#shared/compounds/check.ts';
import { checkDrawing } from '#shared/drawing/checkDrawing.ts';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { faultOf, type CompoundFault, type CompoundFile } from '#shared/compounds/faults.ts';
import { migrateMapping, type CompoundMapping } from '#shared/compounds/mapping.ts';
import type { Scenarios } from '#shared/compounds/scenario.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Household } from '#shared/protocol/household.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import type { CompoundData } from '../twin/index.ts';
import { parseText } from './jsonText.ts';

/** A compound with the folder that holds it. */
export interface StoredCompound extends CompoundData {
  readonly dir: string;
  /** Null where it has none. */
  readonly mapping: CompoundMapping | null;
  readonly households: readonly Household[] | null;
  /** Null where nothing was drawn. */
  readonly drawing: CompoundDrawing | null;
}

export interface ReadCompound {
  /** Null where it has faults. */
  readonly compound: StoredCompound | null;
  readonly faults: readonly CompoundFault[];
}

export const compoundsDirOf = (dataDir: string): string => join(dataDir, 'compounds');

/** `id`: what it must call itself; else its folder's name. */
export function readCompound(dir: string, id = basename(dir)): ReadCompound {
  const faults: CompoundFault[] = [];
  const read = (file: CompoundFile, check: (value: unknown) => CompoundFault[]): unknown => {
    const value = readFile(dir, file);
    const found = value.ok ? check(value.value) : [value.fault];
    faults.push(...found);
    return value.ok ? value.value : null;
  };
  const manifest = read('manifest.json', checkManifest);
  const plan = read('plan.json', checkPlan);
  const devices = read('devices.json', checkDevices);
  const whereThere = (file: CompoundFile, check: (value: unknown) => CompoundFault[]): unknown =>
    existsSync(join(dir, file)) ? read(file, check) : null;
  const mapping = whereThere('mapping.json', checkMapping);
  const households = whereThere('households.json', checkHouseholds);
  const scenarios = whereThere('scenarios.json', checkScenarios);
  const drawing = whereThere('drawing.json', checkDrawing);
  if (faults.length > 0) return { compound: null, faults };
  // Each was checked against its schema.
  const compound: StoredCompound = {
    dir,
    manifest: manifest as CompoundManifest,
    plan: plan as CompoundPlan,
    devices: devices as readonly PlannedDevice[],
    mapping: migrateMapping(mapping) as CompoundMapping | null,
    households: households as readonly Household[] | null,
    scenarios: scenarios as Scenarios | null,
    drawing: drawing as CompoundDrawing | null,
  };
  const own = compound.manifest.id;
  if (own !== id) faults.push(faultOf('manifest.json', 'id', 'file-folder', { id: own, folder: id }));
  for (const file of compound.manifest.models.flatMap(({ files }) => files))
    if (!existsSync(join(dir, file)))
      faults.push(faultOf('manifest.json', 'models', 'file-model-absent', { name: file }));
  return faults.length > 0 ? { compound: null, faults } : { compound, faults };
}

function readFile(
  dir: string,
  file: CompoundFile,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: CompoundFault } {
  let text: string;
  try {
    text = readFileSync(join(dir, file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const fault =
      code === 'ENOENT'
        ? faultOf(file, '', 'file-missing')
        : faultOf(file, '', 'file-closed', { reason: code });
    return { ok: false, fault };
  }
  const parsed = parseText(text);
  if (parsed.ok) return { ok: true, value: parsed.value };
  return { ok: false, fault: faultOf(file, '', 'file-not-json', { line: parsed.line }) };
}

/** Ids of folders that hold a compound, or something that was meant as one. */
export function compoundFolders(dataDir: string): string[] {
  const dir = compoundsDirOf(dataDir);
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

export type CompoundRecordsToWrite = Pick<
  StoredCompound,
  'manifest' | 'plan' | 'devices' | 'mapping' | 'households' | 'drawing'
>;

export function writeRecords(dir: string, records: Partial<CompoundRecordsToWrite>): void {
  const { manifest, plan, devices, mapping, households, drawing } = records;
  const files: readonly [CompoundFile, unknown][] = [
    ['plan.json', plan],
    ['devices.json', devices],
    ['mapping.json', mapping ?? undefined],
    ['households.json', households ?? undefined],
    ['drawing.json', drawing ?? undefined],
    ['manifest.json', manifest],
  ];
  const given = files.filter(([, value]) => value !== undefined);
  for (const [name, value] of given) writeFileSync(join(dir, `${name}.part`), JSON.stringify(value, null, 1));
  for (const [name] of given) renameSync(join(dir, `${name}.part`), join(dir, name));
}

/** An empty folder beside the compounds', to be filled and then put in place. */
export function stageFolder(dataDir: string): string {
  mkdirSync(compoundsDirOf(dataDir), { recursive: true });
  return mkdtempSync(join(compoundsDirOf(dataDir), '.new-'));
}

/** What an ended hub left half done. */
export function removeStaged(dataDir: string): void {
  const dir = compoundsDirOf(dataDir);
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir))
    if (name.startsWith('.new-')) rmSync(join(dir, name), { recursive: true, force: true });
}

/** Puts a staged folder in its place; what was there is moved to `removed`. */
export function placeFolder(dataDir: string, staged: string, id: string, now: number): string {
  const dir = join(compoundsDirOf(dataDir), id);
  if (existsSync(dir)) removeFolder(dataDir, id, now);
  renameSync(staged, dir);
  return dir;
}

/** Moves a compound's folder to `<dataDir>/removed/<id>-<date>`. */
export function removeFolder(dataDir: string, id: string, now: number): void {
  const removed = join(dataDir, 'removed');
  mkdirSync(removed, { recursive: true });
  const date = new Date(now).toISOString().slice(0, 19).replaceAll(':', '');
  let to = join(removed, `${id}-${date}`);
  for (let nth = 2; existsSync(to); nth++) to = join(removed, `${id}-${date}-${nth}`);
  renameSync(join(compoundsDirOf(dataDir), id), to);
}

/**
 * A compound as one file (`.linli`, a zip): its records, what people set for it and IFC files. What comes from elsewhere is
 * bounded and checked before anything of it is written.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip, type Unzipped, type Zippable } from 'fflate';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { checkCompound } from '#shared/compounds/check.ts';
import { faultOf, type CompoundFault, type CompoundFile } from '#shared/compounds/faults.ts';
import { isOfThePast, recordingFolder, recordingHeaderName } from '#shared/compounds/recording.ts';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { migrateMapping, type CompoundMapping } from '#shared/compounds/mapping.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Household } from '#shared/protocol/household.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { isPlainId } from '#shared/twin/topic.ts';
import { openArchive } from './archiveEntries.ts';
import { writeRecords, type StoredCompound } from './folder.ts';
import { parseText } from './jsonText.ts';
import { ownEntries, ownIn, writeOwn, type CompoundOwn } from './ownFiles.ts';
import { faultsAsOne } from './serving.ts';

const mostBytes = 1024 ** 3;
/** Of each of its records, which are read as one text. */
const mostRecordBytes = 64 * 1024 ** 2;

const Header = Type.Object({
  format: Type.Literal('linli-compound'),
  version: Type.Integer({ minimum: 1 }),
  id: Type.String(),
});
const isHeader = Compile(Header);

export async function packCompound(
  { dir, manifest, plan, devices, mapping, households, drawing }: StoredCompound,
  own: CompoundOwn,
  /** Folder with a recording's parts. */
  recordingDir: string | null = null,
): Promise<Result<Uint8Array>> {
  const json = (value: unknown) => Buffer.from(JSON.stringify(value, null, 1));
  const entries: Zippable = {
    'linli.json': json({ format: 'linli-compound', version: 1, id: manifest.id }),
    'manifest.json': json(manifest),
    'plan.json': json(plan),
    'devices.json': json(devices),
    ...Object.fromEntries(ownEntries(own).map(([name, value]) => [name, json(value)])),
    ...(mapping ? { 'mapping.json': json(mapping) } : {}),
    ...(households ? { 'households.json': json(households) } : {}),
    ...(drawing ? { 'drawing.json': json(drawing) } : {}),
  };
  let bytes = 0;
  for (const name of filesOf(manifest, drawing)) {
    const content = readFileSync(join(dir, name));
    bytes += content.byteLength;
    if (bytes > mostBytes) return failure('archive-models-large');
    entries[`files/${name}`] = content;
  }
  // Last, its list of parts before them: of a file that was cut the compound and its first hours are left.
  for (const name of recordingDir === null ? [] : partsIn(recordingDir)) {
    const content = readFileSync(join(recordingDir ?? '', name));
    bytes += content.byteLength;
    if (bytes > mostBytes) return failure('recording-large');
    entries[`${recordingFolder}/${name}`] = [content, { level: name === recordingHeaderName ? 6 : 0 }];
  }
  return new Promise((resolve) =>
    zip(entries, { level: 6 }, (error, data) =>
      resolve(error ? failure('archive-packing', { reason: error.message }) : success(data)),
    ),
  );
}

/**
 * A folder with what was in the file, from `stage` once the file is found good. `install` puts it in its place, and it
 * is the caller's to remove if not.
 */
export async function unpackCompound(
  archive: Uint8Array,
  stage: () => string,
  as: string | null,
): Promise<Result<StoredCompound>> {
  if (as !== null && !isPlainId(as)) return failure('archive-id', { id: as });
  const opened = await openArchive(archive, mostBytes);
  if (!opened.ok) return opened;
  const read = readEntries(opened.value);
  if (!read.ok) return read;
  const { own, ...records } = renamed(read.value, as);
  const dir = stage();
  try {
    writeRecords(dir, records);
    writeOwn(dir, own);
    for (const name of filesOf(records.manifest, records.drawing))
      writeFileSync(join(dir, name), opened.value[`files/${name}`] ?? new Uint8Array());
    if (records.manifest.recording) writeParts(join(dir, recordingFolder), opened.value);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return failure('compound-disk', { reason: code });
  }
  return success({ ...records, dir });
}

/** The list first, then in order of time. */
function partsIn(dir: string): string[] {
  const names = readdirSync(dir).filter((name) => name !== recordingHeaderName);
  return [recordingHeaderName, ...names.sort()];
}

/** Whether each is what it should be is seen when they are taken in. */
function writeParts(dir: string, entries: Unzipped): void {
  mkdirSync(dir);
  for (const [path, content] of Object.entries(entries)) {
    const name = path.startsWith(`${recordingFolder}/`) ? path.slice(recordingFolder.length + 1) : '';
    if (/^[a-z0-9][a-z0-9.-]{0,99}$/.test(name)) writeFileSync(join(dir, name), content);
  }
}

/** What lies beside the records: models, and the picture that is drawn on. */
function filesOf({ models }: CompoundManifest, drawing: CompoundDrawing | null): ReadonlySet<string> {
  return new Set([
    ...models.flatMap(({ files }) => files),
    ...(drawing?.underlay ? [drawing.underlay.file] : []),
  ]);
}

interface Records {
  readonly manifest: CompoundManifest;
  readonly plan: CompoundPlan;
  readonly devices: readonly PlannedDevice[];
  readonly mapping: CompoundMapping | null;
  readonly households: readonly Household[] | null;
  readonly drawing: CompoundDrawing | null;
  readonly own: CompoundOwn;
}

function readEntries(entries: Unzipped): Result<Records> {
  const faults: CompoundFault[] = [];
  const json = (name: string): unknown => {
    const entry = entries[name];
    if (!entry) return undefined;
    if (entry.byteLength > mostRecordBytes) {
      faults.push(faultOf(name as CompoundFile, '', 'file-large', { mebibytes: mostRecordBytes / 2 ** 20 }));
      return undefined;
    }
    const parsed = parseText(Buffer.from(entry).toString('utf8'));
    if (parsed.ok) return parsed.value;
    if (name !== 'linli.json')
      faults.push(faultOf(name as CompoundFile, '', 'file-not-json', { line: parsed.line }));
    return undefined;
  };
  const header = json('linli.json');
  if (!isHeader.Check(header)) return failure('archive-foreign');
  if (header.version > 1) return failure('archive-newer', { version: header.version });
  const [manifest, plan, devices, mapping, households, drawing] = [
    json('manifest.json'),
    json('plan.json'),
    json('devices.json'),
    json('mapping.json'),
    json('households.json'),
    json('drawing.json'),
  ];
  const own = ownIn(json);
  if (faults.length > 0) return faultsAsOne(faults);
  faults.push(...checkCompound({ manifest, plan, devices, mapping, households, drawing }));
  if ('faults' in own) faults.push(...own.faults);
  if (faults.length > 0 || 'faults' in own) return faultsAsOne(faults);
  // Checked just now.
  const found: Records = {
    manifest: manifest as CompoundManifest,
    plan: plan as CompoundPlan,
    devices: devices as readonly PlannedDevice[],
    mapping: (migrateMapping(mapping) as CompoundMapping | undefined) ?? null,
    households: (households as readonly Household[] | undefined) ?? null,
    drawing: (drawing as CompoundDrawing | undefined) ?? null,
    own,
  };
  for (const name of found.manifest.models.flatMap(({ files }) => files))
    if (!entries[`files/${name}`])
      faults.push(faultOf('manifest.json', 'models', 'file-model-absent', { name }));
  if (found.manifest.recording && !entries[`${recordingFolder}/${recordingHeaderName}`])
    return failure('recording-header');
  if (found.manifest.recording && !isOfThePast(found.manifest.recording, Date.now()))
    faults.push(faultOf('manifest.json', 'recording', 'file-recording-future'));
  const picture = found.drawing?.underlay?.file;
  if (picture !== undefined && !entries[`files/${picture}`])
    faults.push(faultOf('drawing.json', 'underlay', 'underlay-absent', { name: picture }));
  return faults.length > 0 ? faultsAsOne(faults) : success(found);
}

/** Under another id its models get ids of their own too: those of the first stay what they are. */
function renamed(records: Records, as: string | null): Records {
  const { manifest } = records;
  if (as === null || as === manifest.id) return records;
  const models = manifest.models.map((model) => ({
    ...model,
    id: `${as}-${model.id.startsWith(`${manifest.id}-`) ? model.id.slice(manifest.id.length + 1) : model.id}`.slice(
      0,
      64,
    ),
  }));
  return { ...records, manifest: { ...manifest, id: as, models } };
}

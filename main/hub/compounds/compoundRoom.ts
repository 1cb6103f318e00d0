/**
 * Compounds while the hub runs: made, changed, claimed, removed. A change is checked, put into the folder and served at
 * once; it is called within a unit of the commit loop, so that its effect and its audit entry are one.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CompoundChange } from '#shared/compounds/change.ts';
import { checkCompound, checkMapping } from '#shared/compounds/check.ts';
import type { CompoundFault } from '#shared/compounds/faults.ts';
import { emptyMapping, migrateMapping, type CompoundMapping } from '#shared/compounds/mapping.ts';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Household } from '#shared/protocol/household.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import type { Alerts } from '../alerts.ts';
import { describedByPlan, type CompoundTwin, type Twin } from '../twin/index.ts';
import type { CameraHosts } from '../video/index.ts';
import { keepUnderlay, removeUnused, takeModelFiles } from './drawings.ts';
import { editedMapping, type MappingEdit } from './editedMapping.ts';
import { alertOf, announceDevices, faultsAsOne } from './serving.ts';
import {
  compoundsDirOf,
  placeFolder,
  readCompound,
  removeFolder,
  removeStaged,
  stageFolder,
  writeRecords,
  type CompoundRecordsToWrite,
  type StoredCompound,
} from './folder.ts';
import { adoptOwn, type OnOwn } from './ownFiles.ts';

export interface CompoundRoom {
  /** Of those that are not served, by id. */
  faults(): Readonly<Record<string, readonly CompoundFault[]>>;
  /** As its folder holds it. */
  find(id: string): Result<StoredCompound>;
  mappings(): ReadonlyMap<string, CompoundMapping>;
  mapping(id: string): Result<CompoundMapping>;
  /** Gives it as it is kept now. */
  setMapping(id: string, mapping: unknown): Result<CompoundMapping>;
  /** Single devices of other systems; null forgets what the mapping says of one. */
  editMapping(id: string, edits: readonly MappingEdit[]): Result<CompoundMapping>;
  /** Who lives where, by place; empty where nothing is known of that. */
  households(id: string): Result<ReadonlyMap<string, Household>>;
  /** `madeIn`: folder with the files of its drawn models. */
  create(records: CompoundRecordsToWrite, madeIn: string): Result<string>;
  /** `hasReadings`: its frame may not change any more, nor whether it is a demo. `drawn`: together with what was drawn. */
  change(id: string, change: CompoundChange, hasReadings: boolean, drawn?: Drawn): Result<null>;
  keepUnderlay(id: string, bytes: Uint8Array): Result<string>;
  remove(id: string): Result<null>;
  /** An announced compound becomes one of its own: with the devices that announced themselves. */
  claim(id: string, given: Partial<Pick<CompoundManifest, 'name' | 'address' | 'origin'>>): Result<null>;
  forgetAnnounced(id: string): Result<null>;
  /** Puts a checked folder in its place. */
  install(staged: StoredCompound, replace: boolean, hasReadings: boolean): Result<string>;
}

/** A drawing with the models that were made of it. */
export interface Drawn {
  readonly drawing: CompoundDrawing;
  /** Folder with their files. */
  readonly madeIn: string;
}

export function createCompoundRoom(options: {
  readonly dataDir: string;
  readonly home: string;
  readonly served: readonly StoredOrGiven[];
  readonly faults: Readonly<Record<string, readonly CompoundFault[]>>;
  readonly twin: Twin;
  readonly alerts: Alerts;
  readonly cameraHosts: Pick<CameraHosts, 'setPlanned'>;
  readonly now: () => number;
  /** Devices of other systems may belong elsewhere by now. */
  readonly onMapping: () => void;
  /** What came with a compound that was imported. */
  readonly onOwn: OnOwn;
}): CompoundRoom {
  const { dataDir, home, twin, alerts, cameraHosts, now } = options;
  removeStaged(dataDir);
  const faults = new Map(Object.entries(options.faults));
  const mappings = new Map<string, CompoundMapping>();
  const homes = new Map<string, ReadonlyMap<string, Household>>();
  for (const { manifest, mapping, households } of options.served) {
    if (mapping) mappings.set(manifest.id, mapping);
    keepHouseholds(manifest.id, households ?? null);
  }
  for (const [id, found] of faults) alerts.raise(alertOf(id, found));
  const dirOf = (id: string) => join(compoundsDirOf(dataDir), id);

  function keepHouseholds(id: string, households: readonly Household[] | null): void {
    if (households) homes.set(id, new Map(households.map((one) => [one.placeId, one])));
    else homes.delete(id);
  }

  function find(id: string): Result<CompoundTwin> {
    const found = twin.compounds.get(id);
    return found ? success(found) : failure('no-compound', { compound: id });
  }

  /** With a folder that holds it. */
  function findStored(id: string): Result<StoredCompound> {
    const found = find(id);
    if (!found.ok) return found;
    const { compound, faults: wrong } = existsSync(dirOf(id))
      ? readCompound(dirOf(id))
      : { compound: null, faults: [] };
    if (compound) return success(compound);
    return wrong.length > 0 ? faultsAsOne(wrong) : failure('not-stored-compound', { compound: id });
  }

  function serve({ manifest, plan, devices, mapping, households }: CompoundRecordsToWrite): void {
    const { id } = manifest;
    const compound = twin.ensureCompound(manifest, plan);
    announceDevices(twin, compound, devices);
    cameraHosts.setPlanned(id, devices);
    if (mapping) mappings.set(id, mapping);
    else mappings.delete(id);
    keepHouseholds(id, households);
    adoptOwn(compound, dirOf(id), options.onOwn);
    faults.delete(id);
    alerts.clear(`compound:${id}`);
    options.onMapping();
  }

  /** Refused where the id is taken by one that somebody described. */
  function free(id: string): Result<null> {
    const known = twin.compounds.get(id);
    return (known && known.manifest.announced !== true) || existsSync(dirOf(id))
      ? failure('compound-exists', { compound: id })
      : success(null);
  }

  function written(records: CompoundRecordsToWrite, madeIn: string | null = null): Result<string> {
    const { mapping, households, drawing } = records;
    const wrong = checkCompound({
      ...records,
      mapping: mapping ?? undefined,
      households: households ?? undefined,
      drawing: drawing ?? undefined,
    });
    if (wrong.length > 0) return faultsAsOne(wrong);
    const staged = stageFolder(dataDir);
    try {
      if (madeIn !== null) takeModelFiles(staged, madeIn, records.manifest.models);
      writeRecords(staged, records);
      placeFolder(dataDir, staged, records.manifest.id, now());
    } catch (error) {
      rmSync(staged, { recursive: true, force: true });
      return diskFault(error);
    }
    serve(records);
    return success(records.manifest.id);
  }

  function keepMapping({ dir, manifest }: StoredCompound, mapping: CompoundMapping): Result<CompoundMapping> {
    try {
      writeRecords(dir, { mapping });
    } catch (error) {
      return diskFault(error);
    }
    mappings.set(manifest.id, mapping);
    options.onMapping();
    return success(mapping);
  }

  return {
    faults: () => Object.fromEntries(faults),
    find: findStored,
    mappings: () => mappings,
    mapping(id) {
      const found = find(id);
      return found.ok ? success(mappings.get(id) ?? emptyMapping) : found;
    },
    setMapping(id, mapping) {
      const found = findStored(id);
      if (!found.ok) return found;
      const wrong = checkMapping(mapping);
      return wrong.length > 0
        ? faultsAsOne(wrong)
        : keepMapping(found.value, migrateMapping(mapping) as CompoundMapping);
    },
    editMapping(id, edits) {
      const found = findStored(id);
      if (!found.ok) return found;
      const edited = editedMapping(id, mappings, edits);
      if (!edited.ok) return edited;
      const wrong = checkMapping(edited.value);
      return wrong.length > 0 ? faultsAsOne(wrong) : keepMapping(found.value, edited.value);
    },
    households(id) {
      const found = find(id);
      return found.ok ? success(homes.get(id) ?? new Map<string, Household>()) : found;
    },
    create(records, madeIn) {
      const room = free(records.manifest.id);
      return room.ok ? written(records, madeIn) : room;
    },
    keepUnderlay(id, bytes) {
      const found = findStored(id);
      if (!found.ok) return found;
      try {
        return keepUnderlay(found.value.dir, bytes);
      } catch (error) {
        return diskFault(error);
      }
    },
    change(id, change, hasReadings, drawn) {
      const found = findStored(id);
      if (!found.ok) return found;
      const before = found.value;
      if (before.manifest.recording) return failure('recording-read-only');
      const records = {
        manifest: change.manifest ?? before.manifest,
        plan: change.plan ?? before.plan,
        devices: change.devices ?? before.devices,
        ...(drawn ? { drawing: drawn.drawing } : {}),
      };
      const wrong = checkCompound(records);
      if (wrong.length > 0) return faultsAsOne(wrong);
      // Checked just now.
      const next: CompoundRecordsToWrite = {
        manifest: records.manifest as CompoundManifest,
        plan: records.plan as CompoundPlan,
        devices: records.devices as readonly PlannedDevice[],
        mapping: before.mapping,
        households: before.households,
        drawing: drawn?.drawing ?? before.drawing,
      };
      const picture = drawn?.drawing.underlay?.file;
      if (picture !== undefined && !existsSync(join(before.dir, picture)))
        return failure('underlay-absent', { name: picture });
      // What devices speak in does not become something that is only looked at; that comes as a file of its own.
      if (next.manifest.recording) return failure('recording-past', { compound: id });
      const kept = keepsFrame(before.manifest, next.manifest, hasReadings);
      if (!kept.ok) return kept;
      try {
        if (drawn) takeModelFiles(before.dir, drawn.madeIn, next.manifest.models);
        writeRecords(before.dir, next);
        if (drawn)
          removeUnused(before.dir, unusedFiles(before.manifest, next.manifest), drawn.drawing, now());
      } catch (error) {
        return diskFault(error);
      }
      const compound = twin.compounds.get(id);
      const listed = new Set(next.devices.map((device) => `${device.system}/${device.id}`));
      for (const { record, describedBy } of compound?.devices.values() ?? [])
        if (compound && describedBy === describedByPlan && !listed.has(record.key))
          twin.forget(compound, record.key);
      serve(next);
      return success(null);
    },
    remove(id) {
      const found = find(id);
      if (!found.ok) return found;
      if (id === home) return failure('compound-home');
      if (existsSync(dirOf(id)))
        try {
          removeFolder(dataDir, id, now());
        } catch (error) {
          return diskFault(error);
        }
      mappings.delete(id);
      keepHouseholds(id, null);
      twin.dropCompound(found.value);
      options.onMapping();
      return success(null);
    },
    claim(id, given) {
      const found = find(id);
      if (!found.ok) return found;
      if (found.value.manifest.announced !== true) return failure('compound-claimed', { compound: id });
      const { announced: _announced, ...manifest } = found.value.manifest;
      // What devices said of themselves is theirs; cameras' addresses are for an administrator to name.
      const devices = [...found.value.devices.values()].map(({ record }) => ({
        id: record.id,
        system: record.system,
        name: record.name,
        ...(record.positionEnu ? { positionEnu: record.positionEnu } : {}),
        ...(record.placeId === null ? {} : { placeId: record.placeId }),
      })) as PlannedDevice[];
      const result = written({
        manifest: { ...manifest, ...given },
        plan: found.value.plan,
        devices,
        mapping: null,
        households: null,
        drawing: null,
      });
      return result.ok ? success(null) : result;
    },
    forgetAnnounced(id) {
      const found = find(id);
      if (!found.ok) return found;
      if (found.value.manifest.announced !== true) return failure('compound-planned', { compound: id });
      twin.dropCompound(found.value);
      return success(null);
    },
    install(staged, replace, hasReadings) {
      const { id } = staged.manifest;
      const room = free(id);
      if (!room.ok && !replace) return room;
      // What was recorded elsewhere never mixes with what was heard here.
      if (staged.manifest.recording && hasReadings) return failure('recording-past', { compound: id });
      if (twin.compounds.get(id)?.manifest.recording) return failure('recording-past', { compound: id });
      const before = twin.compounds.get(id);
      if (before && before.manifest.announced !== true) {
        const kept = keepsFrame(before.manifest, staged.manifest, hasReadings);
        if (!kept.ok) return kept;
      }
      // Whoever may not see people carries none along; those who live here stay.
      const stay = existsSync(dirOf(id)) ? readCompound(dirOf(id)).compound?.households : null;
      const records = { ...staged, households: staged.households ?? stay ?? null };
      try {
        if (stay && !staged.households) writeRecords(staged.dir, { households: stay });
        placeFolder(dataDir, staged.dir, id, now());
      } catch (error) {
        return diskFault(error);
      }
      serve(records);
      return success(id);
    },
  };
}

function unusedFiles(before: CompoundManifest, next: CompoundManifest): string[] {
  const used = new Set(next.models.flatMap(({ files }) => files));
  return before.models.flatMap(({ files }) => files).filter((name) => !used.has(name));
}

/** As the hub is started with it; tests give theirs without a folder. */
type StoredOrGiven = {
  readonly manifest: CompoundManifest;
  readonly mapping?: CompoundMapping | null;
  readonly households?: readonly Household[] | null;
};

function keepsFrame(before: CompoundManifest, next: CompoundManifest, hasReadings: boolean): Result<null> {
  if (next.id !== before.id) return failure('compound-id-fixed');
  if (!hasReadings) return success(null);
  const frame = ({ origin: { timeZone: _timeZone, ...place } }: CompoundManifest) =>
    JSON.stringify(Object.entries(place).sort());
  if (frame(next) !== frame(before)) return failure('compound-frame');
  if ((next.demo === true) !== (before.demo === true)) return failure('compound-demo');
  return success(null);
}

function diskFault(error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return failure('compound-disk', { reason: code });
}

/** What people do to compounds: effect and audit entry in one unit, as all that people do. */
import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { CompoundChange } from '#shared/compounds/change.ts';
import type { CompoundMapping } from '#shared/compounds/mapping.ts';
import type { NewCompound } from '#shared/compounds/template.ts';
import { checkDrawing } from '#shared/drawing/checkDrawing.ts';
import { emptyDrawing, type CompoundDrawing, type DrawingDocument } from '#shared/drawing/drawing.ts';
import { redrawnPlan } from '#shared/drawing/planOfDrawing.ts';
import { takenFaults } from '#shared/drawing/taken.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import type { Identity as User } from '../access/index.ts';
import {
  countsOf,
  newCompound,
  revisionOf,
  stageFolder,
  type MappingEdit,
  type StoredCompound,
} from '../compounds/index.ts';
import { buildDrawing } from '../drawing/index.ts';
import { createKeep } from './keep.ts';
import type { Rooms } from './rooms.ts';

export function createCompoundCommands(rooms: Rooms) {
  const { compounds, twin, history, models, cameraHosts } = rooms;
  const keep = createKeep(rooms);
  const of = (id: string) => () => ({ compound: id, target: id });

  /** Where history cannot tell, there may be some. */
  async function hasReadings(id: string): Promise<boolean> {
    const range = await history.range(id);
    return !range.ok || range.value !== null;
  }

  /** Which machines the hub may reach for pictures an administrator says, not whoever draws plans. */
  function mayReach(user: User, id: string, devices: readonly PlannedDevice[]): Result<null> {
    const hosts = cameraHosts.unlisted(id, devices);
    return hosts.length === 0 || user.verbs.includes('admin.system')
      ? success(null)
      : failure('camera-hosts', { hosts: hosts.join(', ') });
  }

  /** For files on their way; gone when it is over. */
  async function withFolder<T>(work: (dir: string) => Promise<Result<T>>): Promise<Result<T>> {
    const dir = stageFolder(rooms.dataDir);
    try {
      return await work(dir);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  /** In their own time. */
  function importModels(id: string): void {
    const stored = compounds.find(id);
    if (stored.ok) void models.importCompound(stored.value.dir);
  }

  return {
    async create(user: User, asked: NewCompound): Promise<Result<string>> {
      const model = asked.modelId === undefined ? null : await models.get(asked.modelId);
      const made = newCompound(asked, model);
      if (!made.ok) return made;
      const { manifest, drawing } = made.value;
      return withFolder(async (dir) => {
        const built = drawing ? await buildDrawing(manifest, drawing, dir) : success([]);
        if (!built.ok) return built;
        const records = { ...made.value, manifest: { ...manifest, models: built.value } };
        const act = () => compounds.create(records, dir);
        const created = await keep(user, 'create-compound', '', act, of(asked.id));
        if (created.ok) importModels(asked.id);
        // One whose files are not kept stays where it was; so does one that this person may not move.
        const adopts = model?.compound === null && user.verbs.includes('models.import');
        if (created.ok && model && adopts) await models.adopt(model.id, asked.id);
        return created;
      });
    },
    /** Plan and models are made anew from it; what it did not make stays. */
    async redraw(user: User, id: string, asked: DrawingDocument): Promise<Result<null>> {
      const stored = compounds.find(id);
      if (!stored.ok) return stored;
      const wrong = checkDrawing(asked.drawing);
      if (wrong.length > 0) return failure('compound-files', { faults: wrong });
      const drawing = asked.drawing as CompoundDrawing;
      const { manifest, plan, devices: known, drawing: before } = stored.value;
      // Before anything is built in vain; and again when it is.
      if (revisionOf(before, known) !== asked.revision) return failure('drawing-changed');
      const clashes = takenFaults(plan, before ?? emptyDrawing, drawing);
      if (clashes.length > 0) return failure('compound-files', { faults: clashes });
      const drawnBefore = manifest.models.filter(({ drawn }) => drawn === true);
      return withFolder(async (dir) => {
        const built = await buildDrawing(manifest, drawing, dir);
        if (!built.ok) return built;
        const heard = await hasReadings(id);
        const act = () => {
          const now = compounds.find(id);
          if (!now.ok) return now;
          // Whoever draws must have seen what is there; models are made for where it lies and beside those it has.
          if (
            revisionOf(now.value.drawing, now.value.devices) !== asked.revision ||
            !isDeepStrictEqual(now.value.manifest.origin, manifest.origin) ||
            !isDeepStrictEqual(ownModels(now.value), ownModels(stored.value))
          )
            return failure('drawing-changed');
          const { devices } = asked;
          const allowed = Array.isArray(devices)
            ? mayReach(user, id, devices.filter(isCamera))
            : success(null);
          const change = redrawn(now.value, drawing, built.value, devices);
          return allowed.ok ? compounds.change(id, change, heard, { drawing, madeIn: dir }) : allowed;
        };
        const done = await keep(user, 'edit-compound', 'drawing', act, of(id));
        if (!done.ok) return done;
        importModels(id);
        const kept = new Set(built.value.map((model) => model.id));
        for (const model of drawnBefore) if (!kept.has(model.id)) await models.remove(model.id);
        return done;
      });
    },
    async change(user: User, id: string, change: CompoundChange): Promise<Result<null>> {
      const heard = await hasReadings(id);
      return keep(
        user,
        'edit-compound',
        Object.keys(change).join(', '),
        () => {
          // What is no list is refused by the check that follows.
          const allowed = Array.isArray(change.devices)
            ? mayReach(user, id, change.devices.filter(isCamera))
            : success(null);
          return allowed.ok ? compounds.change(id, change, heard) : allowed;
        },
        of(id),
      );
    },
    remove(user: User, id: string): Promise<Result<null>> {
      const announced = twin.compounds.get(id)?.manifest.announced === true;
      return announced
        ? keep(user, 'forget-compound', '', () => compounds.forgetAnnounced(id), of(id))
        : keep(user, 'remove-compound', '', () => compounds.remove(id), of(id));
    },
    claim(
      user: User,
      id: string,
      given: Partial<Pick<CompoundManifest, 'name' | 'address' | 'origin'>>,
    ): Promise<Result<null>> {
      return keep(user, 'claim-compound', '', () => compounds.claim(id, given), of(id));
    },
    setMapping: (user: User, id: string, mapping: unknown): Promise<Result<CompoundMapping>> =>
      keep(user, 'edit-mapping', '', () => compounds.setMapping(id, mapping), of(id)),
    /** The note says how many; a change of many devices is one act. */
    editMapping: (user: User, id: string, edits: readonly MappingEdit[]): Promise<Result<CompoundMapping>> =>
      keep(user, 'edit-mapping', String(edits.length), () => compounds.editMapping(id, edits), of(id)),
    /** A folder that was unpacked and checked. `note`: what it brings along beside its records. */
    async install(
      user: User,
      staged: StoredCompound,
      replace: boolean,
      note: string,
    ): Promise<Result<string>> {
      const { id } = staged.manifest;
      const heard = await hasReadings(id);
      const act = () => {
        const allowed = mayReach(user, id, staged.devices);
        return allowed.ok ? compounds.install(staged, replace, heard) : allowed;
      };
      const installed = await keep(user, 'import-compound', note, act, of(id));
      if (!installed.ok) return installed;
      importModels(id);
      return installed;
    },
  };
}

/** Models that were not drawn. */
const ownModels = ({ manifest }: StoredCompound) => manifest.models.filter(({ drawn }) => drawn !== true);

/** What a drawing changes of a compound as it stands now. */
function redrawn(
  stored: StoredCompound,
  drawing: CompoundDrawing,
  drawn: CompoundManifest['models'],
  devices: unknown,
): CompoundChange {
  const { manifest, plan, drawing: before } = stored;
  const facts = { ...manifest.facts, ...countsOf(drawing.buildings) };
  return {
    manifest: {
      ...manifest,
      ...(drawing.buildings.length > 0 ? { facts } : {}),
      models: [...ownModels(stored), ...drawn],
    },
    plan: redrawnPlan(plan, before ?? emptyDrawing, drawing),
    ...(devices === undefined ? {} : { devices }),
  };
}

export type CompoundCommands = ReturnType<typeof createCompoundCommands>;

function isCamera(device: unknown): device is PlannedDevice {
  const video: unknown = typeof device === 'object' && device !== null && Reflect.get(device, 'video');
  return typeof video === 'object' && video !== null && typeof Reflect.get(video, 'url') === 'string';
}

/** The twin room: all compounds, restored at start, saved as they grow. Others listen for readings here. */
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import type { DeviceMeta, PointMeta } from '#shared/protocol/device.ts';
import type { OutOfService } from '#shared/protocol/records.ts';
import type { HubDatabase } from '../database.ts';
import { CompoundTwin, type TwinDevice } from './compoundTwin.ts';

export { CompoundTwin, type TwinDevice } from './compoundTwin.ts';
export {
  eventHorizonMs,
  eventInstant,
  isFuture,
  placeReading,
  reckon,
  type Reckoning,
} from './deviceClock.ts';
export { kindOf, toColumn, type PointSlot } from './values.ts';

/**
 * `new`: a device's newest word. `late`: older than that. `repeat`: older, and heard before. `mark`: the hub's own,
 * repeating what was known.
 */
export type ReadingRole = 'new' | 'late' | 'repeat' | 'mark';

export type ReadingListener = (
  twin: CompoundTwin,
  device: TwinDevice,
  index: number,
  value: number,
  timeMs: number,
  quality: number,
  role: ReadingRole,
) => void;

export type DeviceListener = (
  twin: CompoundTwin,
  changed: TwinDevice | null,
  removedKey: string | null,
) => void;

export interface Twin {
  readonly compounds: ReadonlyMap<string, CompoundTwin>;
  ensureCompound(manifest: CompoundManifest, plan: CompoundPlan): CompoundTwin;
  /** `planned`: the compound's plan says so, not the device. */
  describe(twin: CompoundTwin, system: string, id: string, meta: DeviceMeta, planned?: boolean): TwinDevice;
  /** What an undeclared point's first reading showed it to be. */
  learn(twin: CompoundTwin, device: TwinDevice, pointId: string, kind: NonNullable<PointMeta['kind']>): void;
  forget(twin: CompoundTwin, key: string): void;
  /** Null puts it back in service. On disk before it holds. */
  setService(twin: CompoundTwin, device: TwinDevice, mark: OutOfService | null): void;
  read(
    twin: CompoundTwin,
    device: TwinDevice,
    index: number,
    value: number,
    timeMs: number,
    quality: number,
    role: ReadingRole,
  ): void;
  onReading(listener: ReadingListener): void;
  onDevice(listener: DeviceListener): void;
  /** Writes what grew since; cheap when nothing did. */
  save(): void;
}

export function createTwin(db: HubDatabase, now: () => number): Twin {
  const compounds = new Map<string, CompoundTwin>();
  const readingListeners: ReadingListener[] = [];
  const deviceListeners: DeviceListener[] = [];
  const putCompound = db.prepare('INSERT OR REPLACE INTO compounds VALUES (?, ?, ?)');
  const statements = {
    point: db.prepare('INSERT OR IGNORE INTO points VALUES (?, ?, ?, ?)'),
    word: db.prepare('INSERT OR IGNORE INTO words VALUES (?, ?, ?)'),
    device: db.prepare('INSERT OR REPLACE INTO devices VALUES (?, ?, ?)'),
    gone: db.prepare('DELETE FROM devices WHERE compound = ? AND key = ?'),
  };

  const markOut = db.prepare('INSERT OR REPLACE INTO out_of_service VALUES (?, ?, ?)');
  const markIn = db.prepare('DELETE FROM out_of_service WHERE compound = ? AND device = ?');

  restore(db, compounds, now());

  const saveAll = db.transaction(() => {
    for (const twin of compounds.values()) {
      for (const row of twin.unsaved) {
        if (row.kind === 'point') statements.point.run(twin.id, row.idx, row.device, row.text);
        else if (row.kind === 'word') statements.word.run(twin.id, row.idx, row.text);
        else if (row.kind === 'device') statements.device.run(twin.id, row.device, row.text);
        else statements.gone.run(twin.id, row.device);
      }
      twin.unsaved.length = 0;
    }
  });

  return {
    compounds,
    ensureCompound(manifest, plan) {
      putCompound.run(manifest.id, JSON.stringify(manifest), JSON.stringify(plan));
      let twin = compounds.get(manifest.id);
      if (twin) {
        twin.manifest = manifest;
        twin.plan = plan;
      } else {
        twin = new CompoundTwin(manifest.id, manifest, plan);
        compounds.set(manifest.id, twin);
      }
      return twin;
    },
    describe(twin, system, id, meta, planned = false) {
      const known = twin.devices.get(`${system}/${id}`);
      const [before, wasPlanned] = [known?.record, known?.planned];
      const device = twin.describe(system, id, meta, now(), planned);
      if (JSON.stringify(before) === JSON.stringify(device.record) && wasPlanned === planned)
        twin.unsaved.pop();
      else for (const listener of deviceListeners) listener(twin, device, null);
      return device;
    },
    learn(twin, device, pointId, kind) {
      twin.learn(device, pointId, kind);
      for (const listener of deviceListeners) listener(twin, device, null);
    },
    forget(twin, key) {
      if (!twin.forget(key)) return;
      markIn.run(twin.id, key);
      for (const listener of deviceListeners) listener(twin, null, key);
    },
    setService(twin, device, mark) {
      if (mark) markOut.run(twin.id, device.record.key, JSON.stringify(mark));
      else markIn.run(twin.id, device.record.key);
      device.record = { ...device.record, outOfService: mark };
      for (const listener of deviceListeners) listener(twin, device, null);
    },
    read(twin, device, index, value, timeMs, quality, role) {
      twin.set(index, value, timeMs, quality);
      for (const listener of readingListeners) listener(twin, device, index, value, timeMs, quality, role);
    },
    onReading: (listener) => void readingListeners.push(listener),
    onDevice: (listener) => void deviceListeners.push(listener),
    save() {
      for (const twin of compounds.values()) {
        if (twin.unsaved.length > 0) {
          saveAll.immediate();
          return;
        }
      }
    },
  };
}

function restore(db: HubDatabase, compounds: Map<string, CompoundTwin>, nowMs: number): void {
  const rows = <T>(sql: string) => db.prepare<[], T>(sql).iterate();
  for (const row of rows<{ id: string; manifest: string; plan: string }>('SELECT * FROM compounds')) {
    compounds.set(
      row.id,
      new CompoundTwin(
        row.id,
        JSON.parse(row.manifest) as CompoundManifest,
        JSON.parse(row.plan) as CompoundPlan,
      ),
    );
  }
  for (const row of rows<{ compound: string; idx: number; device: string; point: string }>(
    'SELECT * FROM points ORDER BY compound, idx',
  )) {
    compounds.get(row.compound)?.restorePoint(row.idx, row.device, row.point);
  }
  for (const row of rows<{ compound: string; idx: number; word: string }>(
    'SELECT * FROM words ORDER BY compound, idx',
  )) {
    compounds.get(row.compound)?.restoreWord(row.idx, row.word);
  }
  for (const row of rows<{ compound: string; key: string; meta: string }>('SELECT * FROM devices')) {
    const slash = row.key.indexOf('/');
    const { planned, ...meta } = JSON.parse(row.meta) as DeviceMeta & { readonly planned?: boolean };
    compounds
      .get(row.compound)
      ?.describe(row.key.slice(0, slash), row.key.slice(slash + 1), meta, nowMs, planned === true, false);
  }
  for (const row of rows<{ compound: string; device: string; mark: string }>(
    'SELECT * FROM out_of_service',
  )) {
    const device = compounds.get(row.compound)?.devices.get(row.device);
    if (device) device.record = { ...device.record, outOfService: JSON.parse(row.mark) as OutOfService };
  }
}

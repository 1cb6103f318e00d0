/** The twin room: all compounds, restored at start, saved as they grow. Others listen for readings here. */
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import type { DeviceMeta } from '#shared/protocol/device.ts';
import { readRules, type CompoundRules } from '#shared/alarms/compoundRules.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { OutOfService } from '#shared/protocol/records.ts';
import type { HubDatabase, Records } from '../records/index.ts';
import { CompoundTwin, type TwinDevice } from './compoundTwin.ts';

export { bareManifest } from './bareManifest.ts';
export { CompoundTwin, type CompoundData, type TwinDevice } from './compoundTwin.ts';
export {
  eventHorizonMs,
  eventInstant,
  isFuture,
  ownTimeOf,
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

/** A text that readings will name by its code. */
export type WordListener = (twin: CompoundTwin, code: number, word: string) => void;

export interface Twin {
  readonly compounds: ReadonlyMap<string, CompoundTwin>;
  ensureCompound(manifest: CompoundManifest, plan: CompoundPlan): CompoundTwin;
  /** `planned`: the compound's plan says so, not the device. */
  describe(twin: CompoundTwin, system: string, id: string, meta: DeviceMeta, planned?: boolean): TwinDevice;
  /** After a message whose readings showed what undeclared points are. */
  learned(twin: CompoundTwin, device: TwinDevice): void;
  forget(twin: CompoundTwin, key: string): void;
  /** The compound's own alarm rules, checked before. */
  setRules(twin: CompoundTwin, rules: CompoundRules): void;
  onWord(listener: WordListener): void;
  onRules(listener: (twin: CompoundTwin) => void): void;
  /** Null puts it back in service. */
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
  /** Null where everything that readings refer to is on disk; else it resolves when it is. */
  whenNamed(): Promise<void> | null;
}

const sql = {
  compound: 'INSERT OR REPLACE INTO compounds (id, manifest, plan) VALUES (?, ?, ?)',
  point: 'INSERT OR IGNORE INTO points (compound, idx, device, point) VALUES (?, ?, ?, ?)',
  device: 'INSERT OR REPLACE INTO devices (compound, key, meta) VALUES (?, ?, ?)',
  gone: 'DELETE FROM devices WHERE compound = ? AND key = ?',
  setting: 'INSERT OR REPLACE INTO compound_settings (compound, name, value) VALUES (?, ?, ?)',
  out: 'INSERT OR REPLACE INTO out_of_service (compound, device, mark) VALUES (?, ?, ?)',
  in: 'DELETE FROM out_of_service WHERE compound = ? AND device = ?',
} as const;

export function createTwin(records: Records, now: () => number): Twin {
  const compounds = new Map<string, CompoundTwin>();
  const readingListeners: ReadingListener[] = [];
  const deviceListeners: DeviceListener[] = [];
  const ruleListeners: ((twin: CompoundTwin) => void)[] = [];
  const wordListeners: WordListener[] = [];
  let unnamed = 0;

  /** Written before readings that refer to it. */
  function name(sqlText: string, params: readonly (string | number)[]): void {
    unnamed++;
    records.write([{ sql: sqlText, params }], (stored) => {
      if (stored) unnamed--;
    });
  }

  function create(manifest: CompoundManifest, plan: CompoundPlan): CompoundTwin {
    const { id } = manifest;
    const twin = new CompoundTwin(id, manifest, plan, {
      point: ({ idx, device, point }) => name(sql.point, [id, idx, device, point]),
      promise: (next) => name(sql.setting, [id, 'next-word', String(next)]),
      keep(code, word) {
        for (const listener of wordListeners) listener(twin, code, word);
      },
    });
    compounds.set(id, twin);
    return twin;
  }

  function tell(twin: CompoundTwin, changed: TwinDevice | null, removedKey: string | null): void {
    for (const listener of deviceListeners) listener(twin, changed, removedKey);
  }

  /** What the device, or the plan, says of it: enough to make it again. */
  function keepDevice(twin: CompoundTwin, { record, planned }: TwinDevice): void {
    const { key, name, positionEnu, placeId, intervalS, camera, video, pointMeta: points } = record;
    const meta = { name, positionEnu, placeId, intervalS, camera, video, points, planned };
    const said = Object.entries(meta).filter(([, value]) => value !== null && value !== false);
    records.write([{ sql: sql.device, params: [twin.id, key, JSON.stringify(Object.fromEntries(said))] }]);
  }

  restore(records.db, create, compounds, now());

  return {
    compounds,
    ensureCompound(manifest, plan) {
      records.write([
        { sql: sql.compound, params: [manifest.id, JSON.stringify(manifest), JSON.stringify(plan)] },
      ]);
      const twin = compounds.get(manifest.id);
      if (!twin) return create(manifest, plan);
      twin.manifest = manifest;
      twin.plan = plan;
      return twin;
    },
    describe: (twin, system, id, meta, planned = false) =>
      records.together(() => {
        const known = twin.devices.get(`${system}/${id}`);
        const [before, wasPlanned] = [known?.record, known?.planned];
        const device = twin.describe(system, id, meta, now(), planned);
        if (JSON.stringify(before) === JSON.stringify(device.record) && wasPlanned === planned) return device;
        keepDevice(twin, device);
        tell(twin, device, null);
        return device;
      }),
    learned(twin, device) {
      twin.tellLearned(device);
      keepDevice(twin, device);
      tell(twin, device, null);
    },
    forget(twin, key) {
      if (!twin.forget(key)) return;
      records.together(() => {
        records.write([
          { sql: sql.gone, params: [twin.id, key] },
          { sql: sql.in, params: [twin.id, key] },
        ]);
        tell(twin, null, key);
      });
    },
    setRules(twin, rules) {
      records.write([{ sql: sql.setting, params: [twin.id, 'rules', JSON.stringify(rules)] }]);
      twin.rules = rules;
      for (const listener of ruleListeners) listener(twin);
    },
    onWord: (listener) => void wordListeners.push(listener),
    onRules: (listener) => void ruleListeners.push(listener),
    setService(twin, device, mark) {
      const { key } = device.record;
      records.write([
        mark
          ? { sql: sql.out, params: [twin.id, key, JSON.stringify(mark)] }
          : { sql: sql.in, params: [twin.id, key] },
      ]);
      device.record = { ...device.record, outOfService: mark };
      tell(twin, device, null);
    },
    read(twin, device, index, value, timeMs, quality, role) {
      twin.set(index, value, timeMs, quality);
      for (const listener of readingListeners) listener(twin, device, index, value, timeMs, quality, role);
    },
    onReading: (listener) => void readingListeners.push(listener),
    onDevice: (listener) => void deviceListeners.push(listener),
    whenNamed() {
      if (unnamed === 0) return null;
      return new Promise((resolve) =>
        records.settled((stored) => {
          if (stored) resolve();
        }),
      );
    },
  };
}

function restore(
  db: HubDatabase,
  create: (manifest: CompoundManifest, plan: CompoundPlan) => CompoundTwin,
  compounds: ReadonlyMap<string, CompoundTwin>,
  nowMs: number,
): void {
  const rows = <T>(sql: string) => db.prepare<[], T>(sql).iterate();
  for (const row of rows<{ id: string; manifest: string; plan: string }>('SELECT * FROM compounds')) {
    create(JSON.parse(row.manifest) as CompoundManifest, JSON.parse(row.plan) as CompoundPlan);
  }
  for (const row of rows<{ compound: string; idx: number; device: string; point: string }>(
    'SELECT * FROM points ORDER BY compound, idx',
  )) {
    compounds.get(row.compound)?.restorePoint(row.idx, row.device, row.point);
  }
  for (const row of rows<{ compound: string; next: number }>(
    `SELECT compound, max(next) AS next FROM (SELECT compound, max(idx) + 1 AS next FROM words GROUP BY compound
       UNION SELECT compound, CAST(value AS INTEGER) FROM compound_settings WHERE name = 'next-word') GROUP BY compound`,
  ))
    compounds.get(row.compound)?.words.startFrom(row.next);
  for (const row of rows<{ compound: string; key: string; meta: string }>('SELECT * FROM devices')) {
    const slash = row.key.indexOf('/');
    const { planned, ...meta } = JSON.parse(row.meta) as DeviceMeta & { readonly planned?: boolean };
    compounds
      .get(row.compound)
      ?.describe(row.key.slice(0, slash), row.key.slice(slash + 1), meta, nowMs, planned === true);
  }
  for (const row of rows<{ compound: string; value: string }>(
    "SELECT compound, value FROM compound_settings WHERE name = 'rules'",
  )) {
    const twin = compounds.get(row.compound);
    const rules = readRules(JSON.parse(row.value), findSystem);
    if (twin && rules.ok) twin.rules = rules.value;
    else if (!rules.ok)
      process.stderr.write(`Rules of ${row.compound} are left out: ${rules.error.message}\n`);
  }
  for (const row of rows<{ compound: string; device: string; mark: string }>(
    'SELECT * FROM out_of_service',
  )) {
    const device = compounds.get(row.compound)?.devices.get(row.device);
    if (device) device.record = { ...device.record, outOfService: JSON.parse(row.mark) as OutOfService };
  }
}

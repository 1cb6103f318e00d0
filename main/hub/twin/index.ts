/** The twin room: all compounds, restored at start, saved as they grow. Others listen for readings here. */
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { findSystem } from '#shared/systems/index.ts';
import { onChangeS, type DeviceMeta, type PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundRules } from '#shared/alarms/compoundRules.ts';
import type { DeviceRecord, OutOfService } from '#shared/protocol/records.ts';
import type { Records } from '../records/index.ts';
import { CompoundTwin, describedByPlan, type Described, type TwinDevice } from './compoundTwin.ts';
import { createFormerReader, formerStatement, type FormerDevice } from './formerDevices.ts';
export { withOwnTimes } from './silence.ts';
import { silenceOf } from './silence.ts';
import { restore, restoreNames } from './restore.ts';
import { intervalOf } from './usualSilence.ts';

export { bareManifest } from './bareManifest.ts';
export { CompoundTwin, describedByPlan, type CompoundData, type TwinDevice } from './compoundTwin.ts';
export {
  clockOffsetMs,
  correctedInstant,
  eventHorizonMs,
  eventInstant,
  isFuture,
  ownTimeOf,
  placeReading,
  reckon,
  type Reckoning,
} from './deviceClock.ts';
export { formerCodes, isTextPoint, type FormerDevice } from './formerDevices.ts';
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
  /** Forgets its devices and no longer serves it; what its points are numbered stays, and so does its history. */
  dropCompound(twin: CompoundTwin): void;
  /** After a compound came, changed or went. */
  onCompound(listener: (id: string) => void): void;
  /** `by`: who says so, kept with the device: `describedByPlan`, or its owner. */
  describe(twin: CompoundTwin, system: string, id: string, meta: DeviceMeta, by: string): Described;
  /** Whether what to expect of a device that speaks on change is news: it is then kept and told. */
  learnSilence(twin: CompoundTwin, device: TwinDevice, nowMs: number): boolean;
  /** After a message whose readings showed what undeclared points are. */
  learned(twin: CompoundTwin, device: TwinDevice): void;
  forget(twin: CompoundTwin, key: string): void;
  /** Removed after an instant, and not there now: as they last were. */
  formerAt(compound: string, atMs: number): FormerDevice[];
  /** A device of a past that another hub told: it was there until then, and is not now. Null where one is there now. */
  keepFormer(twin: CompoundTwin, planned: PlannedDevice, untilMs: number): DeviceRecord | null;
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
  /** They have just been found silent and marked so: kept, with the times of their readings, over a restart. */
  keepSilent(twin: CompoundTwin, devices: readonly TwinDevice[]): void;
  keepHeard(twin: CompoundTwin, device: TwinDevice): void;
  onDevice(listener: DeviceListener): void;
  /** Null where everything that readings refer to is on disk; else it resolves when it is. */
  whenNamed(): Promise<void> | null;
}

const sql = {
  compound: 'INSERT OR REPLACE INTO compounds (id, manifest, plan) VALUES (?, ?, ?)',
  dropped: 'DELETE FROM compounds WHERE id = ?',
  point: 'INSERT OR IGNORE INTO points (compound, idx, device, point) VALUES (?, ?, ?, ?)',
  device: 'INSERT OR REPLACE INTO devices (compound, key, meta) VALUES (?, ?, ?)',
  gone: 'DELETE FROM devices WHERE compound = ? AND key = ?',
  setting: 'INSERT OR REPLACE INTO compound_settings (compound, name, value) VALUES (?, ?, ?)',
  out: 'INSERT OR REPLACE INTO out_of_service (compound, device, mark) VALUES (?, ?, ?)',
  in: 'DELETE FROM out_of_service WHERE compound = ? AND device = ?',
  silent: 'INSERT OR REPLACE INTO silences (compound, device, record) VALUES (?, ?, ?)',
  heard: 'DELETE FROM silences WHERE compound = ? AND device = ?',
} as const;

/** Of a device described again: its lists are the very same where nothing of them is new. */
function isSame(before: DeviceRecord, after: DeviceRecord): boolean {
  const head = (record: DeviceRecord) => JSON.stringify({ ...record, points: null, pointMeta: null });
  return (
    before.points === after.points && before.pointMeta === after.pointMeta && head(before) === head(after)
  );
}

export function createTwin(records: Records, now: () => number): Twin {
  const compounds = new Map<string, CompoundTwin>();
  const readingListeners: ReadingListener[] = [];
  const deviceListeners: DeviceListener[] = [];
  const ruleListeners: ((twin: CompoundTwin) => void)[] = [];
  const wordListeners: WordListener[] = [];
  const compoundListeners: ((id: string) => void)[] = [];
  /** Went, but not all that was written of them is on disk yet. */
  const dropped = new Map<string, CompoundTwin>();
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
  function keepDevice(twin: CompoundTwin, { record, describedBy, learntS }: TwinDevice): void {
    const { key, name, positionEnu, placeId, camera, video, pointMeta: points } = record;
    const { via = null, model = null, firmware = null } = record;
    const intervalS = record.isIntervalLearnt ? onChangeS : record.intervalS;
    const about = { name, positionEnu, placeId, intervalS, via, model, firmware, camera, video, points };
    const meta = { ...about, describedBy, learntS };
    const said = Object.entries(meta).filter(([, value]) => value !== null);
    records.write([{ sql: sql.device, params: [twin.id, key, JSON.stringify(Object.fromEntries(said))] }]);
  }

  function forget(twin: CompoundTwin, key: string): void {
    const was = twin.devices.get(key)?.record;
    if (!was || !twin.forget(key)) return;
    records.together(() => {
      records.write([
        // Where somebody was cared for is nobody's to know once the device is gone.
        ...(findSystem(was.system)?.discreet ? [] : [formerStatement({ record: was, untilMs: now() })]),
        { sql: sql.gone, params: [twin.id, key] },
        { sql: sql.in, params: [twin.id, key] },
        { sql: sql.heard, params: [twin.id, key] },
      ]);
      tell(twin, null, key);
    });
  }

  restore(records.db, create, compounds, now());
  const formerOf = createFormerReader(records);

  /** One that was here before, under this id: its points keep their numbers, for history refers to them. */
  function comeBack(manifest: CompoundManifest, plan: CompoundPlan): CompoundTwin {
    const { id } = manifest;
    const waiting = dropped.get(id);
    if (!waiting) {
      const twin = create(manifest, plan);
      restoreNames(records.db, compounds, id);
      return twin;
    }
    dropped.delete(id);
    compounds.set(id, waiting);
    waiting.manifest = manifest;
    waiting.plan = plan;
    return waiting;
  }

  return {
    compounds,
    ensureCompound(manifest, plan) {
      records.write([
        { sql: sql.compound, params: [manifest.id, JSON.stringify(manifest), JSON.stringify(plan)] },
      ]);
      const known = compounds.get(manifest.id);
      const twin = known ?? comeBack(manifest, plan);
      twin.manifest = manifest;
      twin.plan = plan;
      for (const listener of compoundListeners) listener(twin.id);
      return twin;
    },
    dropCompound(twin) {
      for (const key of twin.devices.keys()) forget(twin, key);
      records.write([{ sql: sql.dropped, params: [twin.id] }]);
      twin.plannedDevices = new Map();
      compounds.delete(twin.id);
      dropped.set(twin.id, twin);
      records.settled((stored) => {
        if (stored && dropped.get(twin.id) === twin) dropped.delete(twin.id);
      });
      for (const listener of compoundListeners) listener(twin.id);
    },
    onCompound: (listener) => void compoundListeners.push(listener),
    describe: (twin, system, id, meta, by) =>
      records.together(() => {
        const known = twin.devices.get(`${system}/${id}`);
        const [before, wasBy] = [known?.record, known?.describedBy];
        const described = twin.describe(system, id, meta, now(), by);
        const { device } = described;
        if (wasBy === by && before && isSame(before, device.record)) return described;
        keepDevice(twin, device);
        tell(twin, device, null);
        return described;
      }),
    learnSilence(twin, device, nowMs) {
      const { record, usual } = device;
      if (!record.isIntervalLearnt && record.intervalS !== onChangeS) return false;
      const expectedS = usual.expectedS(nowMs);
      const knownS = device.learntS ?? onChangeS;
      // A little more or less is no news.
      if (expectedS === null || Math.abs(expectedS - knownS) < knownS / 4) return false;
      device.learntS = expectedS;
      device.record = { ...record, ...intervalOf(onChangeS, expectedS) };
      keepDevice(twin, device);
      tell(twin, device, null);
      return true;
    },
    learned(twin, device) {
      twin.tellLearned(device);
      keepDevice(twin, device);
      tell(twin, device, null);
    },
    forget,
    formerAt: (compound, atMs) =>
      formerOf(compound, atMs).filter(({ record }) => !compounds.get(compound)?.devices.has(record.key)),
    keepFormer(twin, { system, id, ...meta }, untilMs) {
      const key = `${system}/${id}`;
      if (twin.devices.has(key)) return null;
      // Described for its points' numbers alone: nobody hears of it.
      const { record } = twin.describe(system, id, meta, now(), describedByPlan).device;
      twin.forget(key);
      records.write([formerStatement({ record, untilMs })]);
      return record;
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
      // A mark ages nothing: what is shown keeps the time of its reading. A late one is history's alone.
      if (role === 'mark') twin.set(index, value, twin.columns.times[index] ?? timeMs, quality);
      else if (role === 'new') twin.set(index, value, timeMs, quality);
      for (const listener of readingListeners) listener(twin, device, index, value, timeMs, quality, role);
    },
    keepSilent: (twin, devices) =>
      records.write(
        devices.map((device) => ({
          sql: sql.silent,
          params: [twin.id, device.record.key, JSON.stringify(silenceOf(twin, device))],
        })),
      ),
    keepHeard: (twin, { record }) => records.write([{ sql: sql.heard, params: [twin.id, record.key] }]),
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

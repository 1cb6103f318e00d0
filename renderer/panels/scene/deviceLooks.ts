/**
 * How each device looks, worked out again only for what changed: readings come by the thousand, and hardly any of
 * them changes a look. Pure; the scene's feeder hands over what comes out.
 */
import type { BayState, DeviceLevel, DeviceLook } from '#scene/contract.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import { orderSign } from '#shared/incidents/fireFacts.ts';
import type { AlarmRecord, DeviceRecord, OutOfService } from '#shared/protocol/records.ts';
import { bayPoint } from '#shared/systems/index.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';
import type { Language } from '#shared/twin/text.ts';
import { textIn } from '#shared/twin/text.ts';
import { deviceQuality, pointValue } from '#state/reading.ts';

export const levels: readonly DeviceLevel[] = ['normal', 'p1', 'p2', 'p3', 'p4'];

/** Of a fire so many of its first alarms keep labels of their own in the scene. */
const labelledApart = 5;

export interface LookSources {
  readonly devices: ReadonlyMap<string, DeviceRecord>;
  readonly alarms: readonly AlarmRecord[];
  readonly language: Language;
  /** Of the replayed instant, by device; null where the devices' own records tell. */
  readonly replayedService: ReadonlyMap<string, OutOfService> | null;
  /** Which alarm of the shown fire a device was, from 1; absent: it is no part of one. */
  readonly order?: ReadonlyMap<string, number>;
  /** Devices that changed between two instants, while that is shown; null: it is not. */
  readonly changed: ReadonlySet<string> | null;
}

export interface LookChanges {
  /** By device key. */
  readonly looks: ReadonlyMap<string, DeviceLook>;
  /** By the bay's id. */
  readonly bays: ReadonlyMap<string, BayState>;
}

export interface DeviceLooks {
  /** Devices, alarms or service are different; what that can change is looked at again at the next `take`. */
  replace(sources: LookSources): void;
  /** Forgets what was handed out, for a scene that knows nothing yet. */
  forget(): void;
  /** Point indices that were read; null = all of them. */
  readings(changed: Uint32Array | null): void;
  /** What looks different since the last call; null when nothing does. */
  take(columns: TwinColumns): LookChanges | null;
}

interface Known {
  readonly device: DeviceRecord;
  look: DeviceLook | null;
  bay: BayState | null;
}

/** The gravest alarm of each device; what is set aside changes no look. */
function worstOf(alarms: readonly AlarmRecord[]): Map<string, AlarmRecord> {
  const worst = new Map<string, AlarmRecord>();
  for (const alarm of alarms) {
    const one = worst.get(alarm.deviceKey);
    if (!isSetAside(alarm) && (!one || alarm.priority < one.priority)) worst.set(alarm.deviceKey, alarm);
  }
  return worst;
}

export function createDeviceLooks(): DeviceLooks {
  let sources: LookSources = {
    devices: new Map(),
    alarms: [],
    language: 'zh',
    replayedService: null,
    changed: null,
  };
  let known: Known[] = [];
  /** Int32Array [points]: which of `known` a point belongs to; −1 none. */
  let ownerOf = new Int32Array(0);
  let atOf = new Map<string, number>();
  let worst: ReadonlyMap<string, AlarmRecord> = new Map();
  let all = true;
  const dirty = new Set<number>();

  const index = () => {
    const before = new Map(known.map((one) => [one.device.key, one]));
    known = [...sources.devices.values()].map((device) => ({
      device,
      look: before.get(device.key)?.look ?? null,
      bay: before.get(device.key)?.bay ?? null,
    }));
    atOf = new Map(known.map(({ device }, at) => [device.key, at]));
    let points = 0;
    for (const { device } of known)
      for (const point of Object.values(device.points)) points = Math.max(points, point + 1);
    ownerOf = new Int32Array(points).fill(-1);
    known.forEach(({ device }, at) => {
      for (const point of Object.values(device.points)) ownerOf[point] = at;
    });
  };
  // What changed is lit up among what did not; an alarm says more.
  const calmLevel = ({ key }: DeviceRecord, quality: 'good' | 'stale' | 'unknown'): DeviceLevel => {
    if (sources.changed?.has(key)) return 'active';
    return quality === 'good' ? 'normal' : quality;
  };
  const lookOf = (device: DeviceRecord, quality: 'good' | 'stale' | 'unknown'): DeviceLook => {
    const alarm = worst.get(device.key);
    return {
      level: alarm ? (levels[alarm.priority] ?? 'normal') : calmLevel(device, quality),
      flashing: alarm !== undefined && !alarm.acknowledged,
      note: alarm ? noteOf(alarm) : '',
      ...(alarm && (sources.order?.get(alarm.deviceKey) ?? Infinity) <= labelledApart
        ? { isApart: true }
        : {}),
    };
  };
  /** Numbered where it is one of a fire's alarms: who commands sees on the spot which came first. */
  const noteOf = (alarm: AlarmRecord) => {
    const nth = sources.order?.get(alarm.deviceKey);
    const said = alarm.value || textIn(alarm.name, sources.language);
    return nth === undefined ? said : `${orderSign(nth)} ${said}`;
  };
  const bayOf = (device: DeviceRecord, quality: string, columns: TwinColumns): BayState => {
    const alarm = worst.get(device.key);
    if (alarm) return `p${alarm.priority}`;
    const occupied = pointValue(device, bayPoint(device.system) ?? '', columns);
    return quality !== 'good' || Number.isNaN(occupied) ? 2 : occupied === 1 ? 1 : 0;
  };

  return {
    replace(next) {
      const hasNewDevices = next.devices !== sources.devices;
      all ||=
        hasNewDevices ||
        next.language !== sources.language ||
        next.changed !== sources.changed ||
        next.replayedService !== sources.replayedService;
      const orderBefore = sources.order;
      sources = next;
      if (hasNewDevices) index();
      const before = worst;
      worst = worstOf(sources.alarms);
      const mark = (key: string) => {
        const at = atOf.get(key);
        const isOther =
          before.get(key) !== worst.get(key) || orderBefore?.get(key) !== sources.order?.get(key);
        if (at !== undefined && isOther) dirty.add(at);
      };
      for (const key of worst.keys()) mark(key);
      for (const key of before.keys()) mark(key);
    },
    forget() {
      for (const one of known) one.look = one.bay = null;
      all = true;
    },
    readings(changed) {
      if (changed === null) all = true;
      if (all || changed === null) return;
      for (const point of changed) {
        const owner = ownerOf[point] ?? -1;
        if (owner >= 0) dirty.add(owner);
      }
    },
    take(columns) {
      if (!all && dirty.size === 0) return null;
      const looks = new Map<string, DeviceLook>();
      const bays = new Map<string, BayState>();
      const consider = (at: number) => {
        const one = known[at];
        if (!one) return;
        const { device, look: before } = one;
        const isOut = sources.replayedService
          ? sources.replayedService.has(device.key)
          : device.outOfService !== null;
        const quality = isOut ? 'stale' : deviceQuality(device, columns);
        const look = lookOf(device, quality);
        if (
          before?.level !== look.level ||
          before.flashing !== look.flashing ||
          before.note !== look.note ||
          before.isApart !== look.isApart
        ) {
          one.look = look;
          looks.set(device.key, look);
        }
        if (bayPoint(device.system) === null) return;
        const bay = bayOf(device, quality, columns);
        if (bay === one.bay) return;
        one.bay = bay;
        bays.set(device.id, bay);
      };
      if (all) known.forEach((_, at) => consider(at));
      else dirty.forEach(consider);
      all = false;
      dirty.clear();
      return looks.size > 0 || bays.size > 0 ? { looks, bays } : null;
    },
  };
}

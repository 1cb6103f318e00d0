/**
 * A quiet sensor is not a normal sensor. A device silent for three intervals turns stale: its points say so, in the
 * twin and in history. When most of a system falls silent one group alarm stands for all of them.
 */
import { deviceHealthRules } from '#shared/systems/index.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import type { CompoundTwin, Twin, TwinDevice } from '../twin/index.ts';

const groupSize = 10;
const groupShare = 0.5;

export interface HealthVerdicts {
  active(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): void;
  clear(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): void;
}

/** Alarms of a whole system hang on the pseudo device `<system>/*`. */
export function groupKey(system: string): string {
  return `${system}/*`;
}

export function checkHealth(twin: Twin, nowMs: number, verdicts: HealthVerdicts): void {
  for (const compound of twin.compounds.values()) {
    const silentOf = new Map<string, TwinDevice[]>();
    const counts = new Map<string, { all: number; stale: number }>();
    for (const device of compound.devices.values()) {
      const { system, intervalS, key } = device.record;
      const silent = nowMs - device.lastSeenMs > intervalS * 3000;
      const count = counts.get(system) ?? { all: 0, stale: 0 };
      count.all++;
      if (silent) count.stale++;
      counts.set(system, count);
      if (silent) {
        const list = silentOf.get(system);
        if (list) list.push(device);
        else silentOf.set(system, [device]);
      }
      if (silent === device.stale) continue;
      device.stale = silent;
      if (silent) markStale(twin, compound, device, nowMs);
      else verdicts.clear(compound, key, deviceHealthRules.single, nowMs);
    }
    for (const [system, count] of counts) {
      const group = count.all >= groupSize && count.stale > count.all * groupShare;
      if (group) verdicts.active(compound, groupKey(system), deviceHealthRules.group, nowMs);
      else verdicts.clear(compound, groupKey(system), deviceHealthRules.group, nowMs);
      if (!group) {
        // Told again each time: what was silent under a group alarm must not be forgotten when that ends.
        for (const device of silentOf.get(system) ?? []) {
          verdicts.active(compound, device.record.key, deviceHealthRules.single, nowMs);
        }
      }
    }
  }
}

/** Each point repeats its last value with quality `stale`; what was never heard stays unknown. */
function markStale(twin: Twin, compound: CompoundTwin, device: TwinDevice, nowMs: number): void {
  for (const slot of device.slots.values()) {
    const timeMs = compound.columns.times[slot.index] ?? 0;
    if (timeMs === 0 || timeMs > nowMs) continue;
    twin.read(
      compound,
      device,
      slot.index,
      compound.columns.values[slot.index] ?? NaN,
      nowMs,
      qualityCodes.stale,
      'mark',
    );
  }
}

/** Devices that an open alarm calls silent, so that a restarted hub does not take them for heard. */
export function silentUnder(
  compound: CompoundTwin,
  { deviceKey, ruleId, system }: AlarmRecord,
): TwinDevice[] {
  if (ruleId === deviceHealthRules.group.id)
    return [...compound.devices.values()].filter(
      (device) => device.record.system === system && !wasHeard(compound, device),
    );
  const device = ruleId === deviceHealthRules.single.id ? compound.devices.get(deviceKey) : undefined;
  return device ? [device] : [];
}

export function hasDevices(compound: CompoundTwin, system: string): boolean {
  for (const { record } of compound.devices.values()) if (record.system === system) return true;
  return false;
}

/** The last that is known of it is its own word, not the hub's mark. */
function wasHeard({ columns }: CompoundTwin, { slots }: TwinDevice): boolean {
  return [...slots.values()].some(
    ({ index }) => (columns.times[index] ?? 0) > 0 && columns.qualities[index] !== qualityCodes.stale,
  );
}

/**
 * A quiet sensor is not a normal sensor. A device silent for three intervals turns stale: its points say so, in the
 * twin and in history. When most of a system falls silent, or many of its devices at once, one group alarm stands for
 * all of them and withdraws the single ones; so does one of a gateway, when it or most of what speaks through it does.
 */
import { deviceHealthRules, systemOrUnknown } from '#shared/systems/index.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import type { CompoundTwin, Twin, TwinDevice } from '../twin/index.ts';

const groupSize = 10;
const groupShare = 0.5;
/** So many of one system within this time have one cause, however large the system is. */
const burstSize = 50;
const burstMs = 60_000;
/** A single alarm waits for one more look: by then it shows whether it is one of many. */
const singleAfterMs = 900;
/** Alarms raised or withdrawn in one look; the rest follows in the next, a second later. */
const mostAtOnce = 100;
const markedAtOnce = 500;
const learnEveryMs = 600_000;

export interface HealthVerdicts {
  /** Whether it was not known yet. */
  active(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): boolean;
  clear(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): void;
  /** A group alarm speaks for it. Whether there was something to withdraw. */
  withdraw(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): boolean;
}

/** Alarms of a whole system hang on the pseudo device `<system>/*`. */
export function groupKey(system: string): string {
  return `${system}/*`;
}

interface Silence {
  all: number;
  readonly silent: TwinDevice[];
  /** Fell silent within the last minute. */
  lately: number;
  /** Of a gateway: detectors of fire or gas speak through it. */
  carriesFire: boolean;
}

/** So few behind a gateway tell nothing of it. */
const gatewaySize = 3;

export interface HealthWatch {
  /** Called once a second. */
  check(nowMs: number): void;
}

export function createHealthWatch(twin: Twin, verdicts: HealthVerdicts): HealthWatch {
  /** Most devices that were silent under the group alarm that stands, by compound and system. */
  const peaks = new Map<string, number>();
  let learntAtMs = -Infinity;
  const toMark: { compound: CompoundTwin; device: TwinDevice }[] = [];

  function markSome(): void {
    const marked = new Map<CompoundTwin, TwinDevice[]>();
    for (const { compound, device } of toMark.splice(0, markedAtOnce)) {
      if (!device.stale) continue;
      markStale(twin, compound, device, device.staleSinceMs);
      marked.set(compound, [...(marked.get(compound) ?? []), device]);
    }
    for (const [compound, devices] of marked) twin.keepSilent(compound, devices);
    if (toMark.length > 0) setImmediate(markSome);
  }

  /** By system, and by the key of the gateway that devices speak through. */
  function look(
    compound: CompoundTwin,
    nowMs: number,
    learns: boolean,
  ): { readonly systems: Map<string, Silence>; readonly gateways: Map<string, Silence> } {
    const systems = new Map<string, Silence>();
    const gateways = new Map<string, Silence>();
    const count = (silences: Map<string, Silence>, id: string, device: TwinDevice) => {
      let silence = silences.get(id);
      if (!silence) silences.set(id, (silence = { all: 0, silent: [], lately: 0, carriesFire: false }));
      silence.all++;
      if (systemOrUnknown(device.record.system).group === 'fire') silence.carriesFire = true;
      if (!device.stale) return;
      silence.silent.push(device);
      if (nowMs - device.staleSinceMs < burstMs) silence.lately++;
    };
    for (const device of compound.devices.values()) {
      if (learns) twin.learnSilence(compound, device, nowMs);
      const { system, intervalS, key } = device.record;
      const isSilent = nowMs - device.lastSeenMs > intervalS * 3000;
      if (isSilent !== device.stale) {
        device.stale = isSilent;
        device.staleSinceMs = nowMs;
        if (isSilent && toMark.push({ compound, device }) === 1) setImmediate(markSome);
        if (!isSilent) {
          twin.keepHeard(compound, device);
          verdicts.clear(compound, key, deviceHealthRules.single, nowMs);
        }
      }
      count(systems, system, device);
      if (device.record.via) count(gateways, device.record.via, device);
    }
    return { systems, gateways };
  }

  function isGroup(id: string, { all, silent, lately }: Silence): boolean {
    const most = all >= groupSize && silent.length > all * groupShare;
    const peak = peaks.get(id);
    const group = most || lately >= burstSize || (peak !== undefined && silent.length > peak * groupShare);
    if (group) peaks.set(id, Math.max(peak ?? 0, silent.length));
    else peaks.delete(id);
    return group;
  }

  /** Devices whose silence is their gateway's. */
  function checkGateways(
    compound: CompoundTwin,
    gateways: ReadonlyMap<string, Silence>,
    nowMs: number,
  ): ReadonlySet<TwinDevice> {
    const covered = new Set<TwinDevice>();
    for (const [key, silence] of gateways) {
      const gateway = compound.devices.get(key);
      const { all, silent, carriesFire } = silence;
      const isDown = gateway?.stale === true || (all >= gatewaySize && silent.length > all * groupShare);
      const [rule, other] = carriesFire
        ? [deviceHealthRules.fireGateway, deviceHealthRules.gateway]
        : [deviceHealthRules.gateway, deviceHealthRules.fireGateway];
      verdicts.clear(compound, key, other, nowMs);
      if (!isDown) {
        verdicts.clear(compound, key, rule, nowMs);
        continue;
      }
      verdicts.active(compound, key, rule, nowMs);
      for (const device of silent) covered.add(device);
      if (gateway) covered.add(gateway);
    }
    return covered;
  }

  return {
    check(nowMs) {
      const learns = nowMs - learntAtMs >= learnEveryMs;
      if (learns) learntAtMs = nowMs;
      for (const compound of twin.compounds.values()) {
        // Nobody speaks in a recording, and nobody is missed.
        if (compound.manifest.recording) continue;
        let left = mostAtOnce;
        const { systems, gateways } = look(compound, nowMs, learns);
        const covered = checkGateways(compound, gateways, nowMs);
        for (const [system, all] of systems) {
          const silent =
            covered.size === 0 ? all.silent : all.silent.filter((device) => !covered.has(device));
          const lately = silent.filter((device) => nowMs - device.staleSinceMs < burstMs).length;
          const silence = covered.size === 0 ? all : { ...all, silent, lately };
          const group = isGroup(`${compound.id}\n${system}`, silence);
          if (group) verdicts.active(compound, groupKey(system), deviceHealthRules.group, nowMs);
          else verdicts.clear(compound, groupKey(system), deviceHealthRules.group, nowMs);
          // Told again each time: what was silent under a group alarm must not be forgotten when that ends.
          for (const device of all.silent) {
            if (left === 0) break;
            const { key } = device.record;
            if (group || covered.has(device))
              left -= Number(verdicts.withdraw(compound, key, deviceHealthRules.single, nowMs));
            else if (nowMs - device.staleSinceMs >= singleAfterMs)
              left -= Number(verdicts.active(compound, key, deviceHealthRules.single, nowMs));
          }
        }
      }
    },
  };
}

/** Each point repeats its last value with quality `stale`; what was never heard stays unknown. */
function markStale(twin: Twin, compound: CompoundTwin, device: TwinDevice, nowMs: number): void {
  for (const slot of device.slots.values()) {
    const timeMs = compound.columns.times[slot.index] ?? 0;
    if (timeMs === 0 || timeMs > nowMs) continue;
    slot.markMs = nowMs;
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
  if (isGatewayRule({ id: ruleId }))
    return [...compound.devices.values()].filter(
      (device) =>
        (device.record.via === deviceKey || device.record.key === deviceKey) && !wasHeard(compound, device),
    );
  if (ruleId === deviceHealthRules.group.id)
    return [...compound.devices.values()].filter(
      (device) => device.record.system === system && !wasHeard(compound, device),
    );
  const device = ruleId === deviceHealthRules.single.id ? compound.devices.get(deviceKey) : undefined;
  return device ? [device] : [];
}

/** Somebody speaks through it: a gateway that serves nobody any more can be in no alarm about that. */
export function isGateway(compound: CompoundTwin, key: string): boolean {
  for (const { record } of compound.devices.values()) if (record.via === key) return true;
  return false;
}

export function isGatewayRule({ id }: Pick<AlarmRule, 'id'>): boolean {
  return id === deviceHealthRules.gateway.id || id === deviceHealthRules.fireGateway.id;
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

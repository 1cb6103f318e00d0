/**
 * From readings to conditions: rules compiled per point index, hysteresis and delays kept here. It knows nothing of
 * acknowledgement; it says "holds" or "gone" once each, after the rule's delay. What is long past on arrival counts from
 * its arrival: the device's clock is wrong, or it could not be heard.
 */
import { equalsCode, holds, withinHours } from '#shared/alarms/condition.ts';
import { findPoint, systemOrUnknown } from '#shared/systems/index.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { eventHorizonMs, type CompoundTwin, type TwinDevice } from '../twin/index.ts';

interface Watch {
  readonly rule: AlarmRule;
  readonly device: string;
  readonly code: number;
  active: boolean;
  /** Instant at which a pending change takes effect; 0 when none is pending. */
  dueMs: number;
  pendingAtMs: number;
  value: number;
}

export interface Verdicts {
  active(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number, value: number): void;
  clear(twin: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): void;
  /** It held, and newer word says that it does no longer. `reading`: which one told. */
  missed(
    twin: CompoundTwin,
    deviceKey: string,
    rule: AlarmRule,
    atMs: number,
    value: number,
    reading: { readonly index: number; readonly timeMs: number },
  ): void;
}

const longPastMs = 5 * 60_000;

function isImmediate(rule: AlarmRule): boolean {
  return rule.onDelayMs === 0 && !rule.hours;
}

/** The instant from which an alarm counts, given when it was and when it was heard. */
export function onsetMs(timeMs: number, nowMs: number): number {
  return nowMs - timeMs > longPastMs ? nowMs : timeMs;
}

type Read = (
  twin: CompoundTwin,
  device: TwinDevice,
  index: number,
  value: number,
  timeMs: number,
  nowMs: number,
) => void;

export interface Evaluator {
  readonly read: Read;
  /** A reading its device does not vouch for: it may raise, it ends nothing. */
  readonly readDoubtful: Read;
  /**
   * A reading that is older than what is known. What would have raised an alarm still does, as one that is over: out of
   * order, out of a backlog or by a clock that was set back, nobody has seen it.
   */
  readonly readLate: Read;
  /** What was known when the hub stopped: delays that ran then start again. */
  recall(...reading: [...Parameters<Read>, isVouched: boolean]): void;
  /** Applies delays that have run out. */
  tick(nowMs: number, localHour: (twin: CompoundTwin) => number): void;
  /** The device is gone; if it comes back, it starts from normal. */
  forget(twin: CompoundTwin, deviceKey: string): void;
  /** Restores what was active when the hub stopped, so that the end of a condition is noticed. */
  restore(twin: CompoundTwin, deviceKey: string, ruleId: string, sinceMs: number): void;
}

export function createEvaluator(verdicts: Verdicts): Evaluator {
  const watches = new Map<CompoundTwin, Map<number, Watch[]>>();
  const pending = new Set<{ twin: CompoundTwin; watch: Watch }>();
  const pendingOf = new Map<Watch, { twin: CompoundTwin; watch: Watch }>();

  function watchesOf(twin: CompoundTwin, device: TwinDevice, index: number): Watch[] {
    let byIndex = watches.get(twin);
    if (!byIndex) watches.set(twin, (byIndex = new Map()));
    let list = byIndex.get(index);
    if (!list) {
      const owner = twin.pointOwners[index];
      list = systemOrUnknown(device.record.system)
        .rules.filter((rule) => rule.point === owner?.point)
        .map((rule) => ({
          rule,
          device: device.record.key,
          code: equalsCode(rule, findPoint(device.record.system, rule.point ?? '')),
          active: false,
          dueMs: 0,
          pendingAtMs: 0,
          value: NaN,
        }));
      byIndex.set(index, list);
    }
    return list;
  }

  function drop(watch: Watch): void {
    const entry = pendingOf.get(watch);
    if (entry) pending.delete(entry);
    pendingOf.delete(watch);
    watch.dueMs = 0;
  }

  function settle(twin: CompoundTwin, watch: Watch): void {
    drop(watch);
    watch.active = !watch.active;
    if (watch.active) verdicts.active(twin, watch.device, watch.rule, watch.pendingAtMs, watch.value);
    else verdicts.clear(twin, watch.device, watch.rule, watch.pendingAtMs);
  }

  function take(twin: CompoundTwin, watch: Watch, value: number, atMs: number, nowMs: number): void {
    const now = holds(watch.rule, value, watch.active, watch.code);
    if (now) watch.value = value;
    if (now === watch.active) {
      if (watch.dueMs > 0) drop(watch);
      return;
    }
    if (watch.dueMs > 0) return;
    watch.pendingAtMs = atMs;
    const delayMs = now ? watch.rule.onDelayMs : watch.rule.offDelayMs;
    if (delayMs === 0 && !watch.rule.hours) settle(twin, watch);
    else {
      watch.dueMs = nowMs + delayMs;
      const entry = { twin, watch };
      pending.add(entry);
      pendingOf.set(watch, entry);
    }
  }

  return {
    read(twin, device, index, value, timeMs, nowMs) {
      for (const watch of watchesOf(twin, device, index))
        take(twin, watch, value, onsetMs(timeMs, nowMs), nowMs);
    },
    readDoubtful(twin, device, index, value, timeMs, nowMs) {
      for (const watch of watchesOf(twin, device, index))
        if (holds(watch.rule, value, watch.active, watch.code))
          take(twin, watch, value, onsetMs(timeMs, nowMs), nowMs);
    },
    readLate(twin, device, index, value, timeMs, nowMs) {
      for (const { rule, active, code } of watchesOf(twin, device, index)) {
        if (active || !isImmediate(rule) || !holds(rule, value, false, code)) continue;
        // A fire is never too old: a clock may have been set back by years.
        if (rule.priority === 1 || nowMs - timeMs <= eventHorizonMs)
          verdicts.missed(twin, device.record.key, rule, onsetMs(timeMs, nowMs), value, { index, timeMs });
      }
    },
    recall(twin, device, index, value, timeMs, nowMs, isVouched) {
      for (const watch of watchesOf(twin, device, index)) {
        const delayed = watch.active ? watch.rule.offDelayMs > 0 : !isImmediate(watch.rule);
        // What raised the alarm may not have reached the disk; what did is older and ends nothing.
        const isOlder = watch.active && timeMs < watch.pendingAtMs;
        if (delayed && !isOlder && (isVouched || !watch.active))
          take(twin, watch, value, onsetMs(timeMs, nowMs), nowMs);
      }
    },
    tick(nowMs, localHour) {
      for (const { twin, watch } of pending) {
        if (nowMs < watch.dueMs) continue;
        if (!watch.active && !withinHours(watch.rule, localHour(twin))) continue;
        settle(twin, watch);
      }
    },
    forget(twin, deviceKey) {
      for (const [index, list] of watches.get(twin) ?? []) {
        if (list[0]?.device !== deviceKey) continue;
        list.forEach(drop);
        watches.get(twin)?.delete(index);
      }
    },
    restore(twin, deviceKey, ruleId, sinceMs) {
      const device = twin.devices.get(deviceKey);
      if (!device) return;
      for (const slot of device.slots.values()) {
        for (const watch of watchesOf(twin, device, slot.index))
          if (watch.rule.id === ruleId) Object.assign(watch, { active: true, pendingAtMs: sinceMs });
      }
    },
  };
}

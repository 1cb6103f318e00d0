/**
 * From readings to conditions: rules compiled per point index, hysteresis and delays kept here. It knows nothing of
 * acknowledgement; it says "holds" or "gone" once each, after the rule's delay. What is long past on arrival counts from
 * its arrival: the device's clock is wrong, or it could not be heard.
 */
import { holds, withinHours } from '#shared/alarms/condition.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { eventHorizonMs, type CompoundTwin, type TwinDevice } from '../twin/index.ts';
import { createWatch, holdsNow, isAbsent, type Watch } from '#shared/alarms/watch.ts';

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
  /** The hub has marked the point as stale. */
  mark(twin: CompoundTwin, device: TwinDevice, index: number, nowMs: number): void;
  /** Rules have changed: what holds by the new ones holds, what no rule watches any more is over. */
  reload(twin: CompoundTwin, nowMs: number): void;
  /** A device is there: rules on its silence begin to count. */
  meet(twin: CompoundTwin, device: TwinDevice, nowMs: number): void;
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

export type RulesOf = (twin: CompoundTwin, device: TwinDevice) => readonly AlarmRule[];

export function createEvaluator(verdicts: Verdicts, rulesOf: RulesOf): Evaluator {
  const watches = new Map<CompoundTwin, Map<number, Watch[]>>();
  const pending = new Set<{ twin: CompoundTwin; watch: Watch }>();
  const pendingOf = new Map<Watch, { twin: CompoundTwin; watch: Watch }>();
  /** Those that look at silence, and active ones whose hours may end. */
  const quiet = new Set<{ readonly twin: CompoundTwin; readonly watch: Watch }>();
  const timed = new Map<Watch, CompoundTwin>();

  function watchesOf(twin: CompoundTwin, device: TwinDevice, index: number, nowMs: number): Watch[] {
    let byIndex = watches.get(twin);
    if (!byIndex) watches.set(twin, (byIndex = new Map()));
    let list = byIndex.get(index);
    if (!list) {
      const owner = twin.pointOwners[index];
      list = rulesOf(twin, device)
        .filter((rule) => rule.point === owner?.point && rule.condition.kind !== 'aggregate')
        .map((rule) => createWatch(rule, device.record.key, nowMs));
      byIndex.set(index, list);
      for (const watch of list) if (watch.rule.condition.kind === 'absent') quiet.add({ twin, watch });
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
    if (watch.rule.hours && watch.active) timed.set(watch, twin);
    else timed.delete(watch);
    if (watch.active) verdicts.active(twin, watch.device, watch.rule, watch.pendingAtMs, watch.value);
    else verdicts.clear(twin, watch.device, watch.rule, watch.pendingAtMs);
  }

  function wait(twin: CompoundTwin, watch: Watch, dueMs: number): void {
    watch.dueMs = dueMs;
    const entry = { twin, watch };
    pending.add(entry);
    pendingOf.set(watch, entry);
  }

  function take(
    twin: CompoundTwin,
    watch: Watch,
    now: boolean,
    value: number,
    atMs: number,
    nowMs: number,
  ): void {
    if (now) watch.value = value;
    if (now === watch.active) {
      if (watch.dueMs > 0) drop(watch);
      return;
    }
    if (watch.dueMs > 0) return;
    watch.pendingAtMs = atMs;
    const delayMs = now ? watch.rule.onDelayMs : watch.rule.offDelayMs;
    if (delayMs === 0 && !watch.rule.hours) settle(twin, watch);
    else wait(twin, watch, nowMs + delayMs);
  }

  function readOne(twin: CompoundTwin, watch: Watch, value: number, atMs: number, nowMs: number): void {
    watch.heardMs = nowMs;
    const { kind } = watch.rule.condition;
    if (kind === 'changed') {
      const isOther = !Number.isNaN(watch.lastValue) && value !== watch.lastValue;
      watch.lastValue = value;
      if (!isOther) return;
      verdicts.active(twin, watch.device, watch.rule, atMs, value);
      return verdicts.clear(twin, watch.device, watch.rule, atMs);
    }
    if (kind === 'absent') return take(twin, watch, false, value, atMs, nowMs);
    const now = holdsNow(watch, value, atMs);
    if (now !== null) take(twin, watch, now, value, atMs, nowMs);
  }

  return {
    read(twin, device, index, value, timeMs, nowMs) {
      for (const watch of watchesOf(twin, device, index, nowMs))
        readOne(twin, watch, value, onsetMs(timeMs, nowMs), nowMs);
    },
    readDoubtful(twin, device, index, value, timeMs, nowMs) {
      for (const watch of watchesOf(twin, device, index, nowMs)) {
        const isStale = watch.rule.condition.kind === 'stale';
        if (isStale || holds(watch.rule, value, watch.active, watch.code))
          take(twin, watch, true, value, onsetMs(timeMs, nowMs), nowMs);
      }
    },
    mark(twin, device, index, nowMs) {
      for (const watch of watchesOf(twin, device, index, nowMs))
        if (watch.rule.condition.kind === 'stale') take(twin, watch, true, NaN, nowMs, nowMs);
    },
    meet(twin, device, nowMs) {
      if (!rulesOf(twin, device).some(({ condition }) => condition.kind === 'absent')) return;
      for (const { index } of device.slots.values()) watchesOf(twin, device, index, nowMs);
    },
    reload(twin, nowMs) {
      const before = [...(watches.get(twin)?.values() ?? [])].flat();
      watches.delete(twin);
      for (const entry of quiet) if (entry.twin === twin) quiet.delete(entry);
      const wasActive = new Map<string, Watch>();
      for (const watch of before) {
        drop(watch);
        timed.delete(watch);
        if (watch.active) wasActive.set(`${watch.device}\n${watch.rule.id}`, watch);
      }
      for (const device of twin.devices.values()) {
        for (const { index } of device.slots.values()) {
          const value = twin.columns.values[index] ?? NaN;
          for (const watch of watchesOf(twin, device, index, nowMs)) {
            const key = `${watch.device}\n${watch.rule.id}`;
            const old = wasActive.get(key);
            wasActive.delete(key);
            if (old) Object.assign(watch, { active: true, pendingAtMs: old.pendingAtMs, value: old.value });
            if (old && watch.rule.hours) timed.set(watch, twin);
            const now = Number.isNaN(value) ? null : holdsNow(watch, value, nowMs);
            watch.lastValue = value;
            if (now !== null) take(twin, watch, now, value, nowMs, nowMs);
          }
        }
      }
      for (const { device, rule } of wasActive.values()) verdicts.clear(twin, device, rule, nowMs);
    },
    readLate(twin, device, index, value, timeMs, nowMs) {
      for (const { rule, active, code } of watchesOf(twin, device, index, nowMs)) {
        if (active || !isImmediate(rule) || !holds(rule, value, false, code)) continue;
        // A fire is never too old: a clock may have been set back by years.
        if (rule.priority === 1 || nowMs - timeMs <= eventHorizonMs)
          verdicts.missed(twin, device.record.key, rule, onsetMs(timeMs, nowMs), value, { index, timeMs });
      }
    },
    recall(twin, device, index, value, timeMs, nowMs, isVouched) {
      for (const watch of watchesOf(twin, device, index, nowMs)) {
        watch.lastValue = value;
        watch.heardMs = timeMs;
        const delayed = watch.active ? watch.rule.offDelayMs > 0 : !isImmediate(watch.rule);
        // What raised the alarm may not have reached the disk; what did is older and ends nothing.
        const isOlder = watch.active && timeMs < watch.pendingAtMs;
        if (!delayed || isOlder || (!isVouched && watch.active)) continue;
        const now = holdsNow(watch, value, onsetMs(timeMs, nowMs));
        if (now !== null) take(twin, watch, now, value, onsetMs(timeMs, nowMs), nowMs);
      }
    },
    tick(nowMs, localHour) {
      for (const { twin, watch } of quiet)
        if (!watch.active && watch.dueMs === 0 && isAbsent(watch, nowMs))
          take(twin, watch, true, NaN, nowMs, nowMs);
      for (const [watch, twin] of timed) {
        if (withinHours(watch.rule, localHour(twin))) continue;
        // The hours are over, and so is the alarm; it waits for the next ones, should its condition still hold then.
        watch.pendingAtMs = nowMs;
        settle(twin, watch);
        wait(twin, watch, nowMs);
      }
      for (const { twin, watch } of pending) {
        if (nowMs < watch.dueMs) continue;
        if (!watch.active && !withinHours(watch.rule, localHour(twin))) continue;
        settle(twin, watch);
      }
    },
    forget(twin, deviceKey) {
      for (const [index, list] of watches.get(twin) ?? []) {
        if (list[0]?.device !== deviceKey) continue;
        for (const watch of list) {
          drop(watch);
          timed.delete(watch);
        }
        for (const entry of quiet) if (list.includes(entry.watch)) quiet.delete(entry);
        watches.get(twin)?.delete(index);
      }
    },
    restore(twin, deviceKey, ruleId, sinceMs) {
      const device = twin.devices.get(deviceKey);
      if (!device) return;
      for (const slot of device.slots.values()) {
        for (const watch of watchesOf(twin, device, slot.index, sinceMs)) {
          if (watch.rule.id !== ruleId) continue;
          Object.assign(watch, { active: true, pendingAtMs: sinceMs });
          if (watch.rule.hours) timed.set(watch, twin);
        }
      }
    },
  };
}

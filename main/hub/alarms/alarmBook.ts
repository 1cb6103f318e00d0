/**
 * The book of open alarms: one record per source and condition, each step written through the commit loop and told when
 * it is committed. Where the disk refuses, the gravest and what people did are told all the same, marked as not stored.
 */
import { stepAlarm, type AlarmInput, type Step } from '#shared/alarms/machine.ts';
import type { AlarmRecord, AlarmTransition } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';
import { createAlarmStore, type AlarmStore } from './alarmStore.ts';

export interface AlarmBook {
  readonly store: AlarmStore;
  open(): IterableIterator<AlarmRecord>;
  standing(compound: string, deviceKey: string, ruleId: string): AlarmRecord | undefined;
  /** As it is shown: marked while its last step is not on disk although the disk was asked. */
  shown(alarm: AlarmRecord): AlarmRecord;
  announce(step: Step, by?: string | null, note?: string, atMs?: number): void;
  feed(alarm: AlarmRecord, input: AlarmInput): void;
  /** A person's step, or the fault that forbids it. */
  apply(id: string, input: AlarmInput, by: string, note: string): Result<AlarmRecord>;
  /** At once with each step, so that what follows from it is written in the same unit. */
  onStep(listener: (transition: AlarmTransition) => void): void;
  /** For whoever watches: after the commit, or earlier and marked where the disk refuses. */
  onTransition(listener: (transition: AlarmTransition) => void): void;
}

export function createAlarmBook(records: Records, now: () => number): AlarmBook {
  const store = createAlarmStore(records);
  const open = new Map<string, AlarmRecord>();
  /** Steps of each alarm that the disk has refused and not taken since. */
  const refused = new Map<string, number>();
  const stepListeners: ((transition: AlarmTransition) => void)[] = [];
  const listeners: ((transition: AlarmTransition) => void)[] = [];
  const keyOf = (compound: string, device: string, rule: string) => `${compound}\n${device}\n${rule}`;
  const keyOfAlarm = (alarm: AlarmRecord) => keyOf(alarm.compound, alarm.deviceKey, alarm.ruleId);

  for (const alarm of store.open()) open.set(keyOfAlarm(alarm), alarm);

  function shown(alarm: AlarmRecord): AlarmRecord {
    return refused.has(alarm.id) ? { ...alarm, notStored: true } : alarm;
  }

  function count(id: string, change: 1 | -1): void {
    const steps = (refused.get(id) ?? 0) + change;
    if (steps > 0) refused.set(id, steps);
    else refused.delete(id);
  }

  function tell(transition: AlarmTransition): void {
    const told = { ...transition, alarm: shown(transition.alarm) };
    for (const listener of listeners) listener(told);
  }

  /**
   * A step is logged when it took effect here, so that an alarm's steps never change places; what devices said of their
   * own time stands in the record.
   */
  function announce({ alarm, verb }: Step, by: string | null = null, note = '', atMs = now()): void {
    records.together(() => {
      if (alarm.state === 'normal') open.delete(keyOfAlarm(alarm));
      else open.set(keyOfAlarm(alarm), alarm);
      let wasRefused = false;
      const transition = store.write(alarm, verb, atMs, by, note, (stored) => {
        if (!stored) count(alarm.id, 1);
        else if (wasRefused) count(alarm.id, -1);
        wasRefused = !stored;
        if (stored || alarm.priority <= 2 || by !== null) tell(transition);
      });
      for (const listener of stepListeners) listener(transition);
    });
  }

  return {
    store,
    open: () => open.values(),
    standing: (compound, device, rule) => open.get(keyOf(compound, device, rule)),
    shown,
    announce,
    feed(alarm, input) {
      const step = stepAlarm(alarm, input);
      if (step.ok && step.value) announce(step.value);
    },
    apply(id, input, by, note) {
      const alarm = store.find(id);
      if (!alarm) return failure('no-alarm');
      const step = stepAlarm(alarm, input);
      if (!step.ok) return step;
      if (!step.value) return success(alarm);
      announce(step.value, by, note);
      return success(step.value.alarm);
    },
    onStep: (listener) => void stepListeners.push(listener),
    onTransition: (listener) => void listeners.push(listener),
  };
}

/**
 * The alarm room: conditions become records, records live the life of `shared/alarms/machine`. What a message or a
 * second of silence brings is one unit of the commit loop.
 */
import { eventMatches } from '#shared/alarms/condition.ts';
import { isOverdue, longestShelvingMs } from '#shared/alarms/machine.ts';
import type { DeviceEvent } from '#shared/protocol/device.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { AlarmRule } from '#shared/systems/declaration.ts';
import { deviceHealthRules } from '#shared/systems/index.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { EventListener } from '../ingest/index.ts';
import type { Records } from '../records/index.ts';
import type { CompoundTwin, Twin, TwinDevice } from '../twin/index.ts';
import { createAlarmBook, type AlarmBook } from './alarmBook.ts';
import type { AlarmStore } from './alarmStore.ts';
import { createEvaluator, onsetMs } from './evaluator.ts';
import { newAlarm } from './newAlarm.ts';
import { placeOfAlarm, ruleOf, rulesOfDevice, shown, withholding } from './ruleFacts.ts';
import { createAggregates } from './aggregates.ts';
import { valueOf, whereOf } from './eventFacts.ts';
import { createHealthWatch, hasDevices, isGateway, isGatewayRule, silentUnder } from './health.ts';

/** A step later than this after its reading is logged when it was learnt. */
const promptMs = 2000;
const escalatedAtOnce = 20;

export interface Alarms {
  readonly store: AlarmStore;
  open(compound: string): AlarmRecord[];
  readonly shown: AlarmBook['shown'];
  /** The rule behind an alarm, as it stands now. */
  ruleOf(alarm: AlarmRecord): AlarmRule | undefined;
  acknowledge(id: string, by: string, note: string): Result<AlarmRecord>;
  reset(id: string, by: string, note: string): Result<AlarmRecord>;
  shelve(id: string, by: string, reason: string, minutes: number): Result<AlarmRecord>;
  unshelve(id: string, by: string): Result<AlarmRecord>;
  readonly onStep: AlarmBook['onStep'];
  readonly onTransition: AlarmBook['onTransition'];
  readonly takeEvent: EventListener;
  /** Whether a rule asks for this event. */
  heeds(compound: CompoundTwin, device: TwinDevice, event: Pick<DeviceEvent, 'type' | 'data'>): boolean;
  /** Once the twin knows again what it knew when the hub stopped. */
  resume(): void;
  stop(): void;
}

export function createAlarms(options: {
  records: Records;
  twin: Twin;
  now: () => number;
  /** Whether history already holds this reading. */
  wasKnown: (compound: string, index: number, timeMs: number, value: number) => Promise<boolean>;
}): Alarms {
  const { records, twin, now } = options;
  const book = createAlarmBook(records, now);

  /** Time of the reading or event that is taken in now, by its device's own clock. */
  let saidAtMs: number | null = null;

  function raise(
    compound: CompoundTwin,
    deviceKey: string,
    rule: AlarmRule,
    atMs: number,
    value: string,
    event: DeviceEvent | null,
  ): void {
    const eventId = event?.id ?? null;
    const standing = book.standing(compound.id, deviceKey, rule.id);
    const where = event && whereOf(event);
    if (standing) {
      const told = rule.toldBy === undefined ? {} : placeOfAlarm(compound, deviceKey, rule, value);
      const placed = { ...standing, ...told, ...(where ? { positionEnu: where } : {}) };
      return book.feed({ ...placed, eventId }, { kind: 'active', atMs, value });
    }
    const alarm = newAlarm(compound, deviceKey, rule, {
      atMs,
      happenedAtMs: saidAtMs ?? atMs,
      learntAtMs: now(),
      value,
      where,
      eventId,
    });
    // The first step stands with the reading or event that made it, unless nobody could know it then.
    const isPrompt = rule.onDelayMs === 0 && now() - atMs <= promptMs;
    book.announce({ alarm, verb: 'raised' }, null, '', isPrompt ? atMs : now());
  }

  function clear(compound: CompoundTwin, deviceKey: string, rule: AlarmRule, atMs: number): void {
    const standing = book.standing(compound.id, deviceKey, rule.id);
    if (standing) book.feed(standing, { kind: 'clear', atMs });
  }

  const evaluator = createEvaluator(
    {
      active: (compound, device, rule, atMs, value) =>
        raise(compound, device, rule, atMs, shown(compound, device, rule, value), null),
      clear,
      missed: (compound, device, rule, atMs, value, { index, timeMs }) =>
        void options.wasKnown(compound.id, index, timeMs, value).then((known) => {
          // Delivered twice, or sent again after a reconnect.
          if (known || book.standing(compound.id, device, rule.id)?.conditionActive) return;
          raise(compound, device, rule, atMs, shown(compound, device, rule, value), null);
          clear(compound, device, rule, now());
        }),
    },
    rulesOfDevice,
  );
  const aggregates = createAggregates(twin, {
    active: (compound, key, rule, atMs, value) =>
      raise(compound, key, rule, atMs, shown(compound, key, rule, value), null),
    clear,
  });
  const health = createHealthWatch(twin, {
    active(compound, device, rule, atMs) {
      if (book.standing(compound.id, device, rule.id)?.conditionActive) return false;
      raise(compound, device, rule, atMs, '', null);
      return true;
    },
    clear,
    withdraw(compound, device, rule, atMs) {
      const standing = book.standing(compound.id, device, rule.id);
      if (standing) book.feed(standing, { kind: 'withdraw', atMs });
      return standing !== undefined;
    },
  });

  for (const alarm of book.open()) {
    const compound = twin.compounds.get(alarm.compound);
    if (!compound || !alarm.conditionActive) continue;
    evaluator.restore(compound, alarm.deviceKey, alarm.ruleId, alarm.lastAtMs);
  }

  twin.onReading((compound, device, index, value, timeMs, quality, role) => {
    if (role === 'mark') return evaluator.mark(compound, device, index, now());
    if (role === 'repeat') return;
    saidAtMs = timeMs;
    if (role === 'late') evaluator.readLate(compound, device, index, value, timeMs, now());
    else if (isVouched(value, quality)) evaluator.read(compound, device, index, value, timeMs, now());
    else evaluator.readDoubtful(compound, device, index, value, timeMs, now());
    saidAtMs = null;
    if (role === 'new') renew(compound, device, index, value, timeMs);
  });

  /** Another zone of a panel in alarm is another alarm to see. */
  function renew(
    compound: CompoundTwin,
    device: TwinDevice,
    index: number,
    code: number,
    timeMs: number,
  ): void {
    for (const rule of rulesOfDevice(compound, device)) {
      if (rule.toldBy === undefined || device.slots.get(rule.toldBy)?.index !== index) continue;
      const value = compound.words.text(code) ?? '';
      // The rest of the message may end the alarm; then its last word is no news.
      queueMicrotask(() => {
        const standing = book.standing(compound.id, device.record.key, rule.id);
        if (!standing || value === '') return;
        const placed = { ...standing, ...placeOfAlarm(compound, device.record.key, rule, value) };
        book.feed(placed, { kind: 'renewed', atMs: onsetMs(timeMs, now()), value });
      });
    }
  }

  /** A device that was taken away can never return to normal; what it raised ends once somebody has seen it. */
  twin.onDevice((compound, changed, removedKey) => {
    if (changed) evaluator.meet(compound, changed, now());
    if (removedKey === null) return;
    evaluator.forget(compound, removedKey);
    for (const alarm of book.open()) {
      if (alarm.compound !== compound.id || alarm.deviceKey !== removedKey) continue;
      book.feed({ ...alarm, latching: false }, { kind: 'clear', atMs: now() });
    }
  });

  // Of a compound that went nobody watches anything any more.
  twin.onCompound((id) => {
    if (twin.compounds.has(id)) return;
    for (const alarm of book.open())
      if (alarm.compound === id) book.feed(alarm, { kind: 'withdraw', atMs: now() });
  });

  /** Shelving runs out, and alarms follow what withholds them, within a quarter of a second. */
  function review(nowMs: number): void {
    for (const alarm of book.open()) {
      if (alarm.shelvedUntilMs !== null && alarm.shelvedUntilMs <= nowMs)
        book.feed(alarm, { kind: 'unshelve', atMs: nowMs });
    }
    for (const alarm of book.open()) {
      const compound = twin.compounds.get(alarm.compound);
      const rule = ruleOf(compound, alarm);
      if (!compound || !rule) continue;
      // Nobody is left to be heard again.
      const isLeft =
        (rule === deviceHealthRules.group && !hasDevices(compound, alarm.system)) ||
        (isGatewayRule(rule) && !isGateway(compound, alarm.deviceKey));
      if (isLeft) book.feed(alarm, { kind: 'clear', atMs: nowMs });
      else
        book.feed(alarm, { kind: 'withhold', atMs: nowMs, as: withholding(compound, alarm.deviceKey, rule) });
    }
    escalate(nowMs);
  }

  /** A few at a time: in a flood thousands would be told of in one moment. */
  function escalate(nowMs: number): void {
    let left = escalatedAtOnce;
    for (const alarm of book.open()) {
      if (!isOverdue(alarm, nowMs)) continue;
      book.feed(alarm, { kind: 'escalate', atMs: nowMs });
      if (--left === 0) return;
    }
  }

  const hourOf = (compound: CompoundTwin) => localTime(now(), compound.manifest.origin.timeZone).hour;
  twin.onRules((compound) => records.together(() => evaluator.reload(compound, now())));
  const delays = setInterval(() => {
    evaluator.tick(now(), hourOf);
    review(now());
  }, 250);
  const silence = setInterval(() => {
    health.check(now());
    aggregates.check(now(), hourOf);
  }, 1000);

  return {
    store: book.store,
    open: (compound) =>
      [...book.open()].filter((alarm) => alarm.compound === compound).map((alarm) => book.shown(alarm)),
    acknowledge: (id, by, note) => book.apply(id, { kind: 'acknowledge', atMs: now(), by, note }, by, note),
    reset: (id, by, note) => book.apply(id, { kind: 'reset', atMs: now(), by, note }, by, note),
    shelve: (id, by, reason, minutes) => {
      const untilMs = now() + Math.min(minutes * 60_000, longestShelvingMs + 1);
      return book.apply(id, { kind: 'shelve', atMs: now(), untilMs, by, note: reason }, by, reason);
    },
    unshelve: (id, by) => book.apply(id, { kind: 'unshelve', atMs: now() }, by, ''),
    shown: book.shown,
    ruleOf: (alarm) => ruleOf(twin.compounds.get(alarm.compound), alarm),
    onStep: book.onStep,
    onTransition: book.onTransition,
    heeds: (compound, device, { type, data = {} }) =>
      rulesOfDevice(compound, device).some((rule) => eventMatches(rule, type, data)),
    takeEvent(compound, device, event, receivedMs) {
      saidAtMs = event.t;
      for (const rule of rulesOfDevice(compound, device)) {
        if (!eventMatches(rule, event.type, event.data ?? {})) continue;
        const atMs = onsetMs(event.t, receivedMs);
        raise(compound, device.record.key, rule, atMs, valueOf(event), event);
      }
      saidAtMs = null;
    },
    resume() {
      for (const alarm of book.open()) {
        const compound = twin.compounds.get(alarm.compound);
        if (!compound || !alarm.conditionActive) continue;
        for (const device of silentUnder(compound, alarm))
          Object.assign(device, { stale: true, lastSeenMs: 0 });
      }
      for (const compound of twin.compounds.values())
        for (const device of compound.devices.values())
          for (const { index } of device.slots.values()) {
            const { values, times, qualities } = compound.columns;
            const timeMs = times[index] ?? 0;
            if (timeMs === 0) continue;
            const value = values[index] ?? NaN;
            evaluator.recall(
              compound,
              device,
              index,
              value,
              timeMs,
              now(),
              isVouched(value, qualities[index]),
            );
          }
    },
    stop() {
      clearInterval(delays);
      clearInterval(silence);
    },
  };
}

/** The device stands by it; a mark of the hub, or what the device calls bad or leaves out, can end nothing. */
function isVouched(value: number, quality: number | undefined): boolean {
  return (quality === qualityCodes.good || quality === qualityCodes.substituted) && !Number.isNaN(value);
}

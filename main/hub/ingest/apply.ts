/**
 * The one way from messages to the twin, whatever dialect they came in: devices are described, clocks reckoned, values
 * checked by point, events and replies handed on. What is bad is refused with its reason, and what is good around it is
 * kept.
 */
import {
  mostPointsOfDevice,
  type CommandReply,
  type DeviceEvent,
  type PointValue,
} from '#shared/protocol/device.ts';
import { isPlainId } from '#shared/twin/topic.ts';
import { qualityCode, qualityCodes, type QualityCode } from '#shared/twin/columns.ts';
import {
  bareManifest,
  describedByPlan,
  eventInstant,
  isFuture,
  kindOf,
  ownTimeOf,
  placeReading,
  reckon,
  toColumn,
  type CompoundTwin,
  type PointSlot,
  type Reckoning,
  type Twin,
  type TwinDevice,
} from '../twin/index.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { type Fault, fault } from '#shared/protocol/result.ts';
import { makeRoom } from './announced.ts';
import { nativeOwner } from './dialects/native/index.ts';
import type { DeviceAddress, DeviceMessage } from './message.ts';
import type { Ownership } from './ownership.ts';

const maxDevices = 50_000;

export type EventListener = (
  twin: CompoundTwin,
  device: TwinDevice,
  event: DeviceEvent,
  receivedMs: number,
  /** As the device wrote it; `event.t` is when it happened. */
  sentMs: number,
) => void;

export type ReplyListener = (device: DeviceAddress, reply: CommandReply, receivedMs: number) => void;

/** Of the message that is taken in. */
export interface Arrival {
  readonly receivedMs: number;
  readonly payload: Uint8Array;
  /** The broker had kept it from before: it says nothing of whether the device still lives. */
  readonly retained: boolean;
  /** Of the message's dialect, where the message names nobody else. */
  readonly from: string;
  refuse(fault: Fault): void;
}

export function createApply(
  twin: Twin,
  ownership: Ownership,
  on: {
    readonly event: EventListener;
    readonly reply: ReplyListener;
    readonly hasOpenAlarm: (compound: string) => boolean;
  },
) {
  function deviceOf({ compound, key }: DeviceAddress): { compound: CompoundTwin; device: TwinDevice } | null {
    const found = twin.compounds.get(compound);
    const device = found?.devices.get(key);
    return found && device ? { compound: found, device } : null;
  }

  /** What the plan says of it, where the plan names it: nobody else does any more. */
  function returnToPlan(compound: CompoundTwin, key: string): void {
    const planned = compound.plannedDevices.get(key);
    twin.forget(compound, key);
    if (!planned) return;
    const { id, system, ...meta } = planned;
    twin.describe(compound, system, id, meta, describedByPlan);
  }

  function describe(
    { device, meta }: Extract<DeviceMessage, { kind: 'describe' }>,
    from: string,
    { refuse, receivedMs }: Arrival,
  ): boolean {
    const upside = meta.points?.find(({ min, max }) => min !== undefined && max !== undefined && min > max);
    if (upside) return (refuse(fault('point-limits', { point: upside.id })), false);
    let compound = twin.compounds.get(device.compound);
    if (!compound) {
      if (!isPlainId(device.compound)) return (refuse(fault('compound-id')), false);
      if (!makeRoom(twin, receivedMs, on.hasOpenAlarm)) return (refuse(fault('too-many-compounds')), false);
      compound = twin.ensureCompound(bareManifest(device.compound), emptyPlan);
    }
    if (compound.devices.size >= maxDevices && !compound.devices.has(device.key))
      return (refuse(fault('too-many-devices', { most: maxDevices })), false);
    const taken = ownership.refusal(from, compound, device);
    if (taken !== null) {
      // It was this one's until the plan or the mapping changed.
      if (compound.devices.get(device.key)?.describedBy === from) returnToPlan(compound, device.key);
      return (refuse(taken), false);
    }
    const { leftOut } = twin.describe(compound, device.system, device.id, meta, from);
    if (leftOut.length > 0)
      refuse(
        fault('too-many-points', {
          count: leftOut.length,
          first: leftOut[0] ?? '',
          mostOfDevice: mostPointsOfDevice,
          mostOfCompound: compound.mostPoints,
        }),
      );
    return true;
  }

  function read(
    compound: CompoundTwin,
    device: TwinDevice,
    slot: PointSlot,
    value: number,
    reckoning: Reckoning,
    quality: QualityCode,
    repeated: boolean,
  ): void {
    const { times, qualities } = compound.columns;
    const isMark = qualities[slot.index] === qualityCodes.stale;
    // In history the mark stands where the silence was found; what is shown keeps the reading's own time.
    const atMs = Math.max(times[slot.index] ?? 0, isMark ? slot.markMs : 0);
    const placed = placeReading(reckoning, { atMs, isMark, ownMs: slot.ownMs });
    if (placed.as !== 'late') slot.ownMs = ownTimeOf(reckoning);
    if (placed.as === 'new') device.clock.lagMs = reckoning.receivedMs - reckoning.tMs;
    const role = placed.as !== 'late' ? 'new' : repeated ? 'repeat' : 'late';
    twin.read(compound, device, slot.index, value, placed.atMs, quality, role);
    // Its last word before it fell silent is what the mark has to repeat.
    if (placed.as === 'behind')
      twin.read(compound, device, slot.index, value, atMs, qualityCodes.stale, 'mark');
  }

  /** The time is refused, not what was said: it may be a fire. */
  function refuseFuture(tMs: number, { receivedMs, refuse }: Arrival): void {
    if (isFuture(tMs, receivedMs)) refuse(fault('time', { t: tMs }));
  }

  function takeState(
    compound: CompoundTwin,
    device: TwinDevice,
    { tMs, values, quality }: Extract<DeviceMessage, { kind: 'state' }>,
    arrival: Arrival,
  ): void {
    const { receivedMs, refuse } = arrival;
    const sentMs = tMs ?? receivedMs;
    refuseFuture(sentMs, arrival);
    const reckoning = reckon(device.clock, sentMs, receivedMs);
    const repeated = device.recent.isRepeat(sentMs, arrival.payload);
    if (!arrival.retained) hear(device, receivedMs);
    const code = qualityCode(quality);
    let learned = false;
    const intern = (text: string) => compound.words.intern(text, receivedMs);
    for (const id of watchedLast(device, Object.keys(values))) {
      const given: PointValue = values[id] ?? null;
      let slot = device.slots.get(id);
      const kind = slot?.kind === 'any' ? kindOf(given) : null;
      if (kind !== null) {
        // The first value of a point that nobody declared tells what it is.
        compound.learn(device, id, kind);
        slot = device.slots.get(id);
        learned = true;
      }
      if (!slot) {
        refuse(fault('unknown-point', { point: id }));
        continue;
      }
      const value = toColumn(slot, given, intern);
      if (value.ok) read(compound, device, slot, value.value, reckoning, code, repeated);
      else refuse(value.error);
    }
    if (learned) twin.learned(compound, device);
  }

  function takeEvent(
    compound: CompoundTwin,
    device: TwinDevice,
    { tMs, id, type, data }: Extract<DeviceMessage, { kind: 'event' }>,
    arrival: Arrival,
  ): void {
    const { receivedMs } = arrival;
    const sentMs = tMs ?? receivedMs;
    if (!arrival.retained) hear(device, receivedMs);
    refuseFuture(sentMs, arrival);
    const t = eventInstant(device.clock, sentMs, receivedMs);
    on.event(compound, device, { t, id, type, data }, receivedMs, sentMs);
  }

  /** Whether it was taken. */
  return function apply(message: DeviceMessage, arrival: Arrival): boolean {
    const from = message.from ?? arrival.from;
    if (twin.compounds.get(message.device.compound)?.manifest.recording) {
      arrival.refuse(fault('recording-read-only'));
      return false;
    }
    if (message.kind === 'describe') return describe(message, from, arrival);
    const found = deviceOf(message.device);
    if (!found) {
      if (message.kind !== 'gone') arrival.refuse(fault('unknown-device'));
      return false;
    }
    const { compound, device } = found;
    const owner = ownership.ownerOf(compound, device);
    if (owner !== from) {
      arrival.refuse(fault('device-taken', { device: message.device.key, owner }));
      return false;
    }
    switch (message.kind) {
      case 'gone':
        if (from === nativeOwner) twin.forget(compound, message.device.key);
        else returnToPlan(compound, message.device.key);
        break;
      case 'state':
        takeState(compound, device, message, arrival);
        break;
      case 'event':
        takeEvent(compound, device, message, arrival);
        break;
      case 'availability':
        // Said to be away: the next look at silent devices finds it so.
        if (message.online) hear(device, arrival.receivedMs);
        else device.lastSeenMs = 0;
        break;
      case 'reply':
        if (!arrival.retained) hear(device, arrival.receivedMs);
        on.reply(message.device, message.reply, arrival.receivedMs);
        break;
    }
    return true;
  };
}

function hear(device: TwinDevice, receivedMs: number): void {
  device.lastSeenMs = receivedMs;
  device.usual.heard(receivedMs, device.stale);
}

/** What rules look at comes last: by then the rest of the message is known. */
function watchedLast(device: TwinDevice, ids: string[]): string[] {
  if (ids.length < 2) return ids;
  const rank = (id: string) => Number(device.slots.get(id)?.watched === true);
  return ids.sort((a, b) => rank(a) - rank(b));
}

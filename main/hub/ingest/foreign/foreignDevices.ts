/**
 * The devices of one dialect under one prefix: described when something of them is new, heard in their own words, asked in
 * them too. A decoder says what it learnt; everything that foreign devices have in common is done here, once.
 */
import type { HomeOf } from '#shared/compounds/foreignName.ts';
import type { DeviceMeta, PointValue } from '#shared/protocol/device.ts';
import { fault } from '#shared/protocol/result.ts';
import type { DeviceAddress, ForeignBook, Told } from '../message.ts';
import { listingOf, metaOf, newForeignDevice, place, type ForeignDevice } from './foreignDevice.ts';
import { ownerOf } from './names.ts';
import { createOrders, showReplies, type Orders } from './orders.ts';
import { releases } from './presses.ts';
import { unreadable, type ForeignPoint } from './reading.ts';

const mostDevices = 20_000;
/** Kind of those that others speak through: a gateway of the catalogue. */
export const gatewayKind = 'IoT network gateway';
/** Of one device; a description may list 256. */
const mostPoints = 250;
const longestKey = 200;

export interface ForeignOptions {
  readonly dialect: string;
  /** Tells apart those of the same name under another prefix or from another broker. */
  readonly scope: string;
  readonly homeOf: HomeOf;
  /** Ids of the places of a compound's plan. */
  readonly placesOf: (compound: string) => ReadonlySet<string>;
  readonly now: () => number;
  /** Where one of this owner was when the hub was last stopped. */
  readonly formerOf: (owner: string) => DeviceAddress | null;
}

export interface ForeignFacts {
  readonly name?: string;
  readonly model?: string;
  readonly kind?: string;
  /** Maker and model; `model` says more, so that it is recognised. */
  readonly product?: string;
  readonly firmware?: string;
  /** Id of the one it speaks through. */
  readonly via?: string;
  /** Added to those it has, or in their place. */
  readonly points?: readonly ForeignPoint[];
}

/** What a value is that nobody announced; null: none of its points. */
export type PointOf = (key: string, value: string | number | boolean) => ForeignPoint | null;

export interface ForeignDevices extends ForeignBook, Orders {
  find(id: string): ForeignDevice | undefined;
  /** Null where there are too many. */
  learn(told: Told, id: string, facts: ForeignFacts): ForeignDevice | null;
  /** Values by its own keys, no objects among them; what was not known of it is learnt, as `pointOf` or its value tells. */
  say(
    told: Told,
    device: ForeignDevice,
    given: Readonly<Record<string, unknown>>,
    tMs: number | null,
    pointOf?: PointOf,
  ): void;
  event(
    told: Told,
    device: ForeignDevice,
    event: {
      readonly id: string;
      readonly type: string;
      readonly tMs: number | null;
      readonly data: Readonly<Record<string, unknown>>;
    },
  ): void;
  available(told: Told, device: ForeignDevice, online: boolean): void;
  reply(told: Told, device: ForeignDevice, id: string, ok: boolean, message?: string): void;
  remove(told: Told, id: string): void;
  all(): Iterable<ForeignDevice>;
}

export function createForeignDevices(options: ForeignOptions): ForeignDevices {
  const { dialect, scope, homeOf, placesOf, now, formerOf } = options;
  const devices = new Map<string, ForeignDevice>();
  /** Of each that others speak through. */
  const behind = new Map<string, Set<ForeignDevice>>();

  /** Says what is new of where and what it is. */
  function settle(told: Told, device: ForeignDevice, isNew = false): void {
    const { address: before, placed } = device;
    const home = homeOf({ dialect, id: device.id, node: null, scope });
    place(device, home, home ? placesOf(home.compound) : new Set(), dialect);
    const { address, owner: from } = device;
    const moved = before?.compound !== address?.compound || before?.key !== address?.key;
    // A point that is called otherwise now would stay beside itself.
    const isOther = moved || loses(placed, device.placed);
    if (before && isOther && device.described !== '') {
      told.messages.push({ kind: 'gone', device: before, from });
      device.described = '';
    }
    if (address) {
      const meta: DeviceMeta = metaOf(device, gatewayOf(device));
      const described = JSON.stringify(meta);
      if (described !== device.described) {
        device.described = described;
        told.messages.push({ kind: 'describe', device: address, meta, from });
      }
    }
    // Those that speak through it name it by where it is.
    if (moved || isNew) for (const one of behind.get(device.id) ?? []) if (one !== device) settle(told, one);
  }

  /** Key of the one it speaks through; null where that is nowhere, or in another compound. */
  function gatewayOf({ id, via, address }: ForeignDevice): string | null {
    const gateway = via === null || via === id ? null : devices.get(via)?.address;
    return gateway && gateway.compound === address?.compound ? gateway.key : null;
  }

  /** From before the hub was stopped: its system stays, and an address that is not its own any more goes. */
  function recall(device: ForeignDevice): void {
    const former = formerOf(device.owner);
    if (!former) return;
    device.home = homeOf({ dialect, id: device.id, node: null, scope });
    device.address = former;
    device.described = 'before';
    if (former.system !== dialect) device.proposal = { ...device.proposal, system: former.system };
  }

  function learnPoints(told: Told, device: ForeignDevice, points: readonly ForeignPoint[]): boolean {
    let isNew = false;
    let leftOut = 0;
    for (const point of points) {
      const before = device.exposed.get(point.key);
      if (before && JSON.stringify(before) === JSON.stringify(point)) continue;
      if (!before && (device.exposed.size >= mostPoints || point.key === '' || point.key.length > longestKey))
        leftOut++;
      else {
        device.exposed.set(point.key, point);
        isNew = true;
      }
    }
    if (leftOut > 0) told.refusals.push(fault('too-many-values', { count: leftOut, most: mostPoints }));
    return isNew;
  }

  function learn(told: Told, id: string, { points = [], ...facts }: ForeignFacts): ForeignDevice | null {
    let device = devices.get(id);
    const isNew = !device;
    if (!device) {
      if (id === '' || id.length > longestKey) {
        told.refusals.push(fault('foreign-name', { most: longestKey }));
        return null;
      }
      if (devices.size >= mostDevices) {
        told.refusals.push(fault('too-many-devices', { most: mostDevices }));
        return null;
      }
      device = newForeignDevice(id, ownerOf(dialect, id, scope));
      devices.set(id, device);
      recall(device);
    }
    const hasPoints = learnPoints(told, device, points);
    const isOther = takeFacts(device, facts);
    if (isNew || hasPoints || isOther) settle(told, device, isNew);
    return device;
  }

  function speaksThrough(device: ForeignDevice, via: string): void {
    if (device.via !== null) behind.get(device.via)?.delete(device);
    device.via = via;
    const those = behind.get(via) ?? new Set();
    behind.set(via, those.add(device));
  }

  /** Whether something of it is new. */
  function takeFacts(device: ForeignDevice, { via, name, ...facts }: Omit<ForeignFacts, 'points'>): boolean {
    let isOther = false;
    if (via !== undefined && via !== device.via) {
      speaksThrough(device, via);
      isOther = true;
    }
    if (name && name !== device.name) {
      device.name = name;
      isOther = true;
    }
    for (const fact of ['model', 'kind', 'product', 'firmware'] as const) {
      const given = facts[fact];
      if (given === undefined || given === device[fact]) continue;
      device[fact] = given;
      isOther = true;
    }
    return isOther;
  }

  /** Points that nobody announced; numbers and yes or no that are written as text may be either. */
  function discover(
    told: Told,
    device: ForeignDevice,
    given: Readonly<Record<string, unknown>>,
    pointOf: PointOf,
  ): void {
    const points: ForeignPoint[] = [];
    for (const key of Object.keys(given)) {
      const value = given[key];
      if (device.exposed.has(key) || value === '') continue;
      if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string') continue;
      const point = pointOf(key, value);
      if (point) points.push(point);
    }
    if (points.length > 0) learn(told, device.id, { points });
  }

  /** What it last said, at the address that it has now. */
  function sayAgain(told: Told, { address, placed, owner: from }: ForeignDevice): void {
    const values: Record<string, PointValue> = {};
    let tMs = 0;
    for (const { pointId, last, lastMs } of placed.values()) {
      if (last === undefined) continue;
      values[pointId] = last;
      tMs = Math.max(tMs, lastMs);
    }
    if (address && tMs > 0)
      told.messages.push({ kind: 'state', device: address, from, tMs, values, quality: undefined });
  }

  return {
    find: (id) => devices.get(id),
    all: () => devices.values(),
    learn,
    ...createOrders({ dialect, scope, find: (id) => devices.get(id) }),
    say(told, device, given, tMs, pointOf = pointByValue) {
      const nowMs = now();
      const values: Record<string, PointValue> = {};
      let count = 0;
      if (saysMore(device, given)) discover(told, device, given, pointOf);
      const released = device.presses.length > 0 ? releases(device.presses, given, nowMs) : null;
      for (const key in given) {
        const placed = device.placed.get(key);
        const value = placed?.read(given[key]);
        if (placed === undefined || value === undefined) continue;
        if (value === unreadable) {
          const written = (JSON.stringify(given[key]) ?? String(given[key])).slice(0, 200);
          told.refusals.push(fault('payload', { point: placed.pointId, value: written }));
          continue;
        }
        values[placed.pointId] = value;
        placed.last = value;
        placed.lastMs = nowMs;
        count++;
      }
      const { address, owner: from } = device;
      if (address && released)
        told.messages.push({
          kind: 'state',
          device: address,
          from,
          tMs,
          values: released,
          quality: undefined,
        });
      if (!address || count === 0) return;
      told.messages.push({ kind: 'state', device: address, from, tMs, values, quality: undefined });
      if (device.awaited.length > 0) showReplies(told, device, values);
    },
    event(told, { address, owner: from }, { id, type, tMs, data }) {
      if (address) told.messages.push({ kind: 'event', device: address, from, id, type, tMs, data });
    },
    available(told, { address, owner: from }, online) {
      if (address) told.messages.push({ kind: 'availability', device: address, from, online });
    },
    reply(told, { address, owner: from }, id, ok, message) {
      if (!address) return;
      const reply = { id, ok, ...(message ? { message: message.slice(0, 500) } : {}) };
      told.messages.push({ kind: 'reply', device: address, from, reply });
    },
    remove(told, id) {
      const device = devices.get(id);
      devices.delete(id);
      if (!device) return;
      if (device.via !== null) behind.get(device.via)?.delete(device);
      if (device.address && device.described !== '')
        told.messages.push({ kind: 'gone', device: device.address, from: device.owner });
      for (const one of behind.get(id) ?? []) if (one !== device) settle(told, one);
    },
    list: () => [...devices.values()].map((device) => listingOf(device, dialect, scope)),
    count() {
      let unmapped = 0;
      for (const { home } of devices.values()) if (home?.mapped === null) unmapped++;
      return { devices: devices.size, unmapped };
    },
    remap() {
      const told: Told = { messages: [], refusals: [], answers: [] };
      const before = new Map([...devices.values()].map((device) => [device, device.described]));
      for (const device of devices.values()) settle(told, device);
      for (const [device, described] of before) if (device.described !== described) sayAgain(told, device);
      return told.messages;
    },
  };
}

function pointByValue(key: string, value: string | number | boolean): ForeignPoint {
  return typeof value === 'string'
    ? { key }
    : { key, kind: typeof value === 'number' ? 'number' : 'boolean' };
}

function loses(before: ForeignDevice['placed'], after: ForeignDevice['placed']): boolean {
  const ids = new Set([...after.values()].map(({ pointId }) => pointId));
  for (const { pointId } of before.values()) if (!ids.has(pointId)) return true;
  return false;
}

function saysMore({ placed }: ForeignDevice, given: Readonly<Record<string, unknown>>): boolean {
  for (const key in given) if (!placed.has(key)) return true;
  return false;
}

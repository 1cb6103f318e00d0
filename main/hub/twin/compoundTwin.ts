/**
 * One compound as the hub knows it now: devices, their points' columns, texts in use. A point's index is given
 * once and kept for ever, because history refers to it. Every change carries a sequence number, so that a screen
 * that was away asks only for what it missed.
 */
import type { CompoundMapping } from '#shared/compounds/mapping.ts';
import type { Scenarios } from '#shared/compounds/scenario.ts';
import {
  mostPointsOfDevice,
  type DeviceMeta,
  type PlannedDevice,
  type PointMeta,
  type PointValue,
} from '#shared/protocol/device.ts';
import type { Household } from '#shared/protocol/household.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { noRules, type CompoundRules } from '#shared/alarms/compoundRules.ts';
import { findPoint, systemOrUnknown } from '#shared/systems/index.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';
import { newClock, type DeviceClock } from './deviceClock.ts';
import { mostOfAnnounced, mostOfCompound, PointIndices, type PointOwner } from './pointIndices.ts';
import { RecentMessages } from './recentMessages.ts';
import { intervalOf, UsualSilence } from './usualSilence.ts';
import { slotOf, type PointSlot } from './values.ts';
import { Words, type WordsOptions } from './words.ts';

/** Described by the compound's plan alone; a device's own description, once heard, outlives the plan's. */
export const describedByPlan = 'plan';

export interface TwinDevice {
  record: DeviceRecord;
  readonly slots: Map<string, PointSlot>;
  /** Hub's receive time of the last message, ms; decides staleness. */
  lastSeenMs: number;
  stale: boolean;
  /** Hub time at which `stale` last changed, ms. */
  staleSinceMs: number;
  readonly clock: DeviceClock;
  readonly recent: RecentMessages;
  readonly usual: UsualSilence;
  /** Interval that was learnt for it, s. */
  learntS: number | null;
  /** Whose description this is: the plan's, or that of an owner, see the ingest room. Null: nobody wrote it down. */
  describedBy: string | null;
}

/** A compound as its folder holds it. */
export interface CompoundData {
  readonly manifest: CompoundManifest;
  readonly plan: CompoundPlan;
  readonly devices: readonly PlannedDevice[];
  readonly mapping?: CompoundMapping | null;
  /** Who lives where; absent or null: nothing is known of that. */
  readonly households?: readonly Household[] | null;
  /** Of a demo: what can be played there. */
  readonly scenarios?: Scenarios | null;
}

/** What must reach the database before readings refer to it. */
export interface NewPoint extends PointOwner {
  readonly idx: number;
}

export interface Described {
  readonly device: TwinDevice;
  /** Points for which there was no room. */
  readonly leftOut: readonly string[];
}

export interface TwinNames extends WordsOptions {
  readonly point: (point: NewPoint) => void;
}

export class CompoundTwin {
  readonly id: string;
  manifest: CompoundManifest;
  plan: CompoundPlan;
  rules: CompoundRules = noRules;
  readonly columns = new TwinColumns();
  readonly devices = new Map<string, TwinDevice>();
  /** By `<system>/<device>`: what the plan says, whoever has described the device since. */
  plannedDevices: ReadonlyMap<string, PlannedDevice> = new Map();
  readonly words: Words;
  /** Counts on from the start of the process, so that no number of an earlier process is taken for one of this. */
  seq: number;
  private readonly firstSeq: number;
  private readonly names: TwinNames;
  /** Uint8Array [points], 1 where a point's value is the code of a text. */
  private isText = new Uint8Array(1024);
  private changedSeq = new Float64Array(1024);
  private readonly indices = new PointIndices();

  constructor(id: string, manifest: CompoundManifest, plan: CompoundPlan, names: TwinNames) {
    this.id = id;
    this.names = names;
    this.words = new Words(names);
    this.manifest = manifest;
    this.plan = plan;
    this.seq = this.firstSeq = Date.now() * 1000;
  }

  /** Whether what changed after `seq` can be told: it was counted by this process. */
  canResume(seq: number): boolean {
    return seq >= this.firstSeq && seq <= this.seq;
  }

  /** `<system>/<device>` and point id of each index. */
  get pointOwners(): readonly PointOwner[] {
    return this.indices.owners;
  }

  restorePoint(idx: number, device: string, point: string): void {
    this.indices.restore(idx, { device, point });
  }

  /** Adds or changes a device. Points keep their indices; new ones are added while there is room. */
  describe(system: string, id: string, meta: DeviceMeta, nowMs: number, by: string | null): Described {
    const key = `${system}/${id}`;
    const declared = systemOrUnknown(system);
    const known = this.devices.get(key);
    const slots = known?.slots ?? new Map<string, PointSlot>();
    // A long list comes in several messages: what an earlier one told stays.
    const metaPoints = new Map(known?.record.pointMeta.map((point) => [point.id, point]));
    const leftOut: string[] = [];
    let isNew = !known;
    for (const given of meta.points ?? []) {
      const before = metaPoints.get(given.id);
      // What a point was found to be stays true when the device describes itself again without saying it.
      const kind = given.kind ?? before?.kind;
      const point = kind ? { ...given, kind } : given;
      if (before && JSON.stringify(before) === JSON.stringify(point)) continue;
      const hasRoom =
        before || (metaPoints.size < mostPointsOfDevice && this.indexOf(key, system, given.id) !== null);
      if (!hasRoom) {
        leftOut.push(given.id);
        continue;
      }
      isNew = true;
      metaPoints.set(given.id, point);
    }
    // A device that lists its points has those only; else all that its system declares.
    const ids = metaPoints.size > 0 ? [...metaPoints.keys()] : declared.points.map((point) => point.id);
    if (metaPoints.size === 0) isNew ||= ids.some((pointId) => !slots.has(pointId));
    const watchedPoints = new Set(declared.rules.map((rule) => rule.point));
    for (const pointId of isNew ? new Set([...slots.keys(), ...ids]) : []) {
      const index = slots.get(pointId)?.index ?? this.indexOf(key, system, pointId);
      if (index === null) {
        leftOut.push(pointId);
        continue;
      }
      const watched = watchedPoints.has(pointId);
      const slot = slotOf(index, pointId, findPoint(system, pointId), metaPoints.get(pointId), watched);
      const { ownMs, markMs } = slots.get(pointId) ?? slot;
      slots.set(pointId, { ...slot, ownMs, markMs });
      this.markText(index, slot.kind);
    }
    // The very same lists where nothing of them is new, so that a long one need not be compared.
    const lists =
      known && !isNew
        ? { points: known.record.points, pointMeta: known.record.pointMeta }
        : {
            points: Object.fromEntries([...slots].map(([pointId, slot]) => [pointId, slot.index])),
            pointMeta: [...metaPoints.values()],
          };
    const name = typeof meta.name === 'string' ? { zh: meta.name, en: meta.name } : meta.name;
    const record: DeviceRecord = {
      key,
      compound: this.id,
      system,
      id,
      name,
      positionEnu: meta.positionEnu ?? null,
      placeId: meta.placeId ?? null,
      ...intervalOf(meta.intervalS ?? declared.intervalS, known?.learntS ?? null),
      via: meta.via ?? null,
      model: meta.model ?? null,
      firmware: meta.firmware ?? null,
      camera: meta.camera ?? null,
      video: meta.video ?? null,
      ...lists,
      outOfService: known?.record.outOfService ?? null,
    };
    const device = known ?? {
      record,
      slots,
      lastSeenMs: nowMs,
      stale: false,
      staleSinceMs: nowMs,
      clock: newClock(),
      recent: new RecentMessages(),
      usual: new UsualSilence(),
      learntS: null,
      describedBy: by,
    };
    device.record = record;
    device.describedBy = by;
    this.devices.set(key, device);
    return { device, leftOut };
  }

  /** What the first reading of an undeclared point showed it to be; `tellLearned` puts it into the record. */
  learn({ slots }: TwinDevice, pointId: string, kind: NonNullable<PointMeta['kind']>): void {
    const slot = slots.get(pointId);
    if (!slot) return;
    slots.set(pointId, { ...slot, kind });
    this.markText(slot.index, kind);
  }

  tellLearned(device: TwinDevice): void {
    const pointMeta = device.record.pointMeta.map((point) => {
      const kind = device.slots.get(point.id)?.kind;
      return kind === 'number' || kind === 'boolean' || kind === 'text' ? { ...point, kind } : point;
    });
    device.record = { ...device.record, pointMeta };
  }

  forget(key: string): boolean {
    return this.devices.delete(key);
  }

  /** Ever numbered here. */
  get mostPoints(): number {
    return this.manifest.announced === true ? mostOfAnnounced : mostOfCompound;
  }

  /** Null where there is no room for one more. */
  private indexOf(device: string, system: string, point: string): number | null {
    const owner = { device, point };
    const known = this.indices.find(owner);
    if (known !== undefined) return known;
    const idx = this.indices.give(owner, findPoint(system, point) !== undefined, this.mostPoints);
    if (idx === null) return null;
    this.columns.ensure(idx + 1);
    this.names.point({ idx, device, point });
    return idx;
  }

  private markText(index: number, kind: PointSlot['kind']): void {
    if (index >= this.isText.length) {
      const grown = new Uint8Array(Math.max(index + 1, this.isText.length * 2));
      grown.set(this.isText);
      this.isText = grown;
    }
    this.isText[index] = Number(kind === 'text');
  }

  /** Codes of texts among readings, each once. */
  textCodes({ count, index, value }: Readings): number[] {
    const codes = new Set<number>();
    for (let i = 0; i < count; i++) {
      const code = value[i] ?? NaN;
      if (this.isText[index[i] ?? 0] === 1 && !Number.isNaN(code)) codes.add(code);
    }
    return [...codes];
  }

  /** Returns whether the reading is now the newest of its point. */
  set(index: number, value: number, timeMs: number, quality: number): boolean {
    const before = this.columns.values[index] ?? NaN;
    if (!this.columns.set(index, value, timeMs, quality)) return false;
    if (this.isText[index] === 1 && before !== value) this.words.replace(before, value);
    if (index >= this.changedSeq.length) {
      const grown = new Float64Array(Math.max(index + 1, this.changedSeq.length * 2));
      grown.set(this.changedSeq);
      this.changedSeq = grown;
    }
    this.changedSeq[index] = ++this.seq;
    return true;
  }

  /** Readings that changed after `seq`; 0 gives all that were ever heard. */
  changedSince(seq: number): Readings {
    const builder = new ReadingsBuilder();
    const { columns } = this;
    for (let index = 0; index < columns.length; index++) {
      if ((this.changedSeq[index] ?? 0) <= seq || (columns.times[index] ?? 0) === 0) continue;
      builder.push(
        index,
        columns.values[index] ?? NaN,
        columns.times[index] ?? 0,
        columns.qualities[index] ?? 0,
      );
    }
    return builder.take();
  }

  /** A column value as a person's value; null where nothing is known. */
  toValue(
    { system, pointMeta }: DeviceRecord,
    pointId: string,
    value: number,
    /** Texts of the past; those of now are known. */
    words?: ReadonlyMap<number, string>,
  ): PointValue {
    if (Number.isNaN(value)) return null;
    const declared = findPoint(system, pointId);
    switch (declared?.kind ?? pointMeta.find((point) => point.id === pointId)?.kind) {
      case 'boolean':
        return value === 1;
      case 'state':
        return declared?.states?.[value]?.id ?? null;
      case 'text':
        return words?.get(value) ?? this.words.text(value);
      default:
        return value;
    }
  }
}

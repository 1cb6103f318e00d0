/** A device of Home Assistant's as its announcements make it: its entities, each created once, and what they amount to. */
import type { MappedDevice } from '#shared/compounds/mapping.ts';
import type { DeviceMeta, PointMeta } from '#shared/protocol/device.ts';
import { readerOf, unreadable } from '#hub/ingest/foreign/reading.ts';
import { addressOf, type DeviceAddress, type DeviceMessage } from '#hub/ingest/message.ts';
import { failure, success } from '#shared/protocol/result.ts';
import { findPoint } from '#shared/systems/index.ts';
import { createAvailability, type Availability } from './availability.ts';
import type { DeviceConfig } from './config.ts';
import { homeAssistantDialect } from '#shared/compounds/foreignName.ts';
import type { ForeignListing } from '#shared/protocol/foreign.ts';
import { pointIdIn, systemOf, undeclaredSystem, type Entity } from './entity.ts';

/** Of one device. */
export const mostEntities = 500;
/** Ids that entities of one device ever had: the points of those that went stay with it. */
export const mostEntityIds = 1000;
/** Devices there speak when something changes; how often they live a sign is told by their availability. */
const intervalS = 86_400;

export interface PlacedEntity extends Entity {
  /** Id of its point. */
  readonly pointId: string;
}

/** What its announcements say of the device itself. */
export interface DeviceFacts {
  /** All it goes by. */
  readonly identifiers: readonly string[];
  /** An identifier of the one it speaks through. */
  readonly via: string | null;
  /** Maker and model; empty: not said. */
  readonly model: string;
  readonly firmware: string;
}

export interface KnownDevice {
  compound: string;
  readonly id: string;
  /** The group it announced itself in. */
  readonly nodeId: string | null;
  readonly name: string;
  /** What it is called as the owner of a device. */
  readonly from: string;
  facts: DeviceFacts;
  /** Key of the one it speaks through, as its last description had it. */
  via: string | null;
  /** By discovery topic and key. */
  readonly entities: Map<string, Entity>;
  /** That its entities ever had. */
  readonly ownIds: Set<string>;
  /** What the compound's mapping says of it; null: nothing. */
  mapped: MappedDevice | null;
  address: DeviceAddress;
  /** `entities` as the last description told them; empty where there was none. */
  placed: readonly PlacedEntity[];
  readonly availability: Availability;
  /** Who listens to each topic it named. */
  readonly listeners: Set<Set<KnownDevice>>;
}

export function newDevice(
  known: Pick<KnownDevice, 'compound' | 'id' | 'nodeId' | 'name' | 'from' | 'mapped' | 'facts'>,
): KnownDevice {
  const { compound, id, mapped } = known;
  return {
    ...known,
    via: null,
    entities: new Map(),
    ownIds: new Set(),
    address: addressOf(compound, mapped?.system ?? systemOf([]), mapped?.id ?? id),
    placed: [],
    availability: createAvailability(),
    listeners: new Set(),
  };
}

export function factsOf(config: DeviceConfig | null): DeviceFacts {
  const { identifiers = [], connections = [], manufacturer, model, sw_version, via_device } = config ?? {};
  const own = Array.isArray(identifiers) ? identifiers : [identifiers];
  const word = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 100) : '';
  return {
    identifiers: [...own, ...connections.map(([, value = '']) => value)].slice(0, 20).map(String),
    via: word(via_device) || null,
    model: [word(manufacturer), word(model)]
      .filter((one) => one !== '')
      .join(' ')
      .slice(0, 100),
    firmware: word(sw_version),
  };
}

/** What is to be told after its entities changed, or the one it speaks through. */
export function describeDevice(device: KnownDevice, via: string | null): DeviceMessage[] {
  const { from, address: before, facts } = device;
  device.via = via;
  const mapped = device.mapped ?? {};
  const wasDescribed = device.placed.length > 0;
  const gone: DeviceMessage[] = wasDescribed ? [{ kind: 'gone', device: before, from }] : [];
  const entities = mapped.ignored === true ? [] : [...device.entities.values()];
  const system = mapped.system ?? systemOf(entities.map(({ config }) => config));
  device.address = addressOf(device.compound, system, mapped.id ?? device.id);
  device.placed = entities.map((entity) =>
    placedAs(entity, system, mapped.points?.[entity.ownId] ?? pointIdIn(system, entity)),
  );
  if (entities.length === 0) return gone;
  const points = new Map<string, PointMeta>();
  for (const { pointId, stateTopic, meta } of device.placed)
    if (stateTopic) points.set(pointId, { ...meta, id: pointId });
  const meta: DeviceMeta = {
    name: mapped.name ?? device.name,
    intervalS,
    points: [...points.values()],
    ...(mapped.placeId === undefined ? {} : { placeId: mapped.placeId }),
    ...(mapped.positionEnu === undefined ? {} : { positionEnu: [...mapped.positionEnu] }),
    ...(via === null ? {} : { via }),
    ...(facts.model === '' ? {} : { model: facts.model }),
    ...(facts.firmware === '' ? {} : { firmware: facts.firmware }),
  };
  const moved = before.compound !== device.compound || before.key !== device.address.key;
  return [...(moved ? gone : []), { kind: 'describe', device: device.address, meta, from }];
}

/** Read as the declared point that it is: in its unit, by its states. */
function placedAs(entity: Entity, system: string, pointId: string): PlacedEntity {
  const declared = findPoint(system, pointId);
  if (!declared) return { ...entity, pointId };
  const { kind, unit } = entity.meta;
  const read = readerOf(
    { key: entity.ownId, ...(kind ? { kind } : {}), ...(unit ? { unit } : {}) },
    declared,
  );
  return {
    ...entity,
    pointId,
    read(said) {
      const found = entity.read(said);
      if (!found.ok || found.value === null) return found;
      const value = read(found.value);
      if (value === unreadable)
        return failure('payload', { point: pointId, value: JSON.stringify(found.value) });
      return success(value ?? null);
    },
  };
}

export function listingOf(device: KnownDevice, scope: string): ForeignListing {
  const { id, name, compound, mapped, placed, entities, address, facts } = device;
  const found = [...entities.values()];
  const system = systemOf(found.map(({ config }) => config));
  return {
    dialect: homeAssistantDialect,
    scope,
    id,
    name,
    model: facts.model,
    compound,
    deviceKey: placed.length === 0 ? null : address.key,
    mapped,
    proposal: {
      system: system === undeclaredSystem ? null : system,
      placeId: null,
      points: Object.fromEntries(found.map((entity) => [entity.ownId, pointIdIn(system, entity)])),
    },
    points: placed.map(({ ownId, pointId, meta }) => ({
      key: ownId,
      pointId,
      kind: meta.kind ?? null,
      unit: meta.unit ?? null,
      atMs: null,
    })),
  };
}

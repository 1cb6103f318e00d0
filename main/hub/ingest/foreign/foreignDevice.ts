/**
 * A device of another system and what it is here: its compound, system, id and points, as the mapping says and else as
 * they are proposed. Placed anew whenever something of that changes.
 */
import type { ForeignHome } from '#shared/compounds/foreignName.ts';
import { pointsIn, propose, type ExposedDevice, type Proposal } from '#shared/compounds/proposal.ts';
import { onChangeS, type DeviceMeta, type PointMeta, type PointValue } from '#shared/protocol/device.ts';
import type { ForeignListing } from '#shared/protocol/foreign.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';
import { findPoint, findSystem } from '#shared/systems/index.ts';
import { addressOf, type DeviceAddress } from '../message.ts';
import { isPress } from './presses.ts';
import { plainId, plainPointId } from './names.ts';
import { readerOf, type ForeignPoint, type Read } from './reading.ts';

export interface PlacedPoint {
  readonly point: ForeignPoint;
  readonly pointId: string;
  readonly declared: PointDeclaration | undefined;
  readonly read: Read;
  /** Undefined until it was heard. */
  last: PointValue | undefined;
  lastMs: number;
}

/** What was asked of it and is not seen yet. */
export interface Awaited {
  readonly commandId: string;
  /** By point id. */
  readonly wanted: ReadonlyMap<string, PointValue>;
  readonly expiresMs: number;
}

export interface ForeignDevice {
  readonly id: string;
  /** What it is called as the owner of a device of ours. */
  readonly owner: string;
  name: string;
  model: string;
  /** What the other system says such devices are. */
  kind: string;
  /** Maker and model; empty: not known. */
  product: string;
  firmware: string;
  /** Id of the one it speaks through. */
  via: string | null;
  readonly exposed: Map<string, ForeignPoint>;
  placed: ReadonlyMap<string, PlacedPoint>;
  /** Of those, the buttons. */
  presses: readonly PlacedPoint[];
  home: ForeignHome | null;
  proposal: Proposal;
  /** Null: it belongs nowhere, or is ignored. */
  address: DeviceAddress | null;
  /** Its last description, as text; empty where there was none. */
  described: string;
  awaited: readonly Awaited[];
}

export function newForeignDevice(id: string, owner: string): ForeignDevice {
  return {
    id,
    owner,
    name: id,
    model: '',
    kind: '',
    product: '',
    firmware: '',
    via: null,
    exposed: new Map(),
    placed: new Map(),
    presses: [],
    home: null,
    proposal: { system: null, placeId: null, points: {} },
    address: null,
    described: '',
    awaited: [],
  };
}

/**
 * `otherwise`: the system of those that nobody recognises. What its points last said stays with them. A system that was
 * recognised and points that were placed stay what they are while the device shows more of itself, or is renamed: with
 * its address a device would lose the alarms that stand there. Only another home, or another mapping, places it anew.
 */
export function place(
  device: ForeignDevice,
  home: ForeignHome | null,
  places: ReadonlySet<string>,
  otherwise: string,
): void {
  const { id, name, model, kind } = device;
  const exposed = [...device.exposed.values()];
  const mapped = home?.mapped ?? {};
  const isSettled = JSON.stringify(home) === JSON.stringify(device.home);
  const wasSystem = device.address?.system;
  device.home = home;
  device.proposal = proposed(device, { name, model, kind, points: exposed }, places, isSettled);
  const system = mapped.system ?? device.proposal.system ?? otherwise;
  device.address =
    home === null || mapped.ignored === true
      ? null
      : addressOf(home.compound, system, mapped.id ?? plainId(id));
  const declaration = findSystem(system);
  const ids =
    system === device.proposal.system || !declaration
      ? device.proposal.points
      : pointsIn(declaration, exposed);
  const stays = isSettled && system === wasSystem;
  const before = device.placed;
  const placed = new Map<string, PlacedPoint>();
  const taken = new Set<string>();
  for (const point of exposed) {
    const given =
      mapped.points && Object.hasOwn(mapped.points, point.key) ? mapped.points[point.key] : undefined;
    const known = before.get(point.key);
    const kept = stays ? known?.pointId : undefined;
    const pointId = freeId(given ?? kept ?? own(ids, point.key) ?? ownPointId(system, point.key), taken);
    const declared = findPoint(system, pointId);
    const read = readerOf(point, declared);
    placed.set(point.key, {
      point,
      pointId,
      declared,
      read,
      last: known?.pointId === pointId ? known.last : rereadOf(known?.last, read),
      lastMs: known?.lastMs ?? 0,
    });
  }
  device.placed = placed;
  device.presses = [...placed.values()].filter(isPress);
}

function proposed(
  { proposal: before }: ForeignDevice,
  exposed: ExposedDevice,
  places: ReadonlySet<string>,
  isSettled: boolean,
): Proposal {
  const found = propose(exposed, places);
  const kept = isSettled && before.system !== null ? findSystem(before.system) : undefined;
  if (!kept || kept.id === found.system) return found;
  return { ...found, system: kept.id, points: pointsIn(kept, exposed.points) };
}

function own(ids: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(ids, key) ? ids[key] : undefined;
}

/** A name of its own that a declared point has, but for something else. */
function ownPointId(system: string, key: string): string {
  const id = plainPointId(key);
  return findPoint(system, id) ? plainPointId(`${key}-own`) : id;
}

function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let nth = 2; taken.has(free); nth++) free = `${id.slice(0, 60)}~${nth}`;
  taken.add(free);
  return free;
}

/** As the point reads it that it is now. */
function rereadOf(last: PointValue | undefined, read: Read): PointValue | undefined {
  if (last === undefined) return undefined;
  const again = read(last);
  return typeof again === 'symbol' ? undefined : again;
}

/** `via`: key of the device that it speaks through. */
export function metaOf(device: ForeignDevice, via: string | null): DeviceMeta {
  const { name, home, proposal, placed, product, firmware } = device;
  const mapped = home?.mapped ?? {};
  const placeId = mapped.placeId ?? proposal.placeId;
  const points = [...placed.values()].map(({ point, pointId, declared }): PointMeta => {
    if (declared) return { id: pointId };
    return {
      id: pointId,
      ...(point.name ? { name: point.name.slice(0, 200) } : {}),
      ...(point.kind ? { kind: point.kind } : {}),
      ...(point.unit ? { unit: point.unit.slice(0, 32) } : {}),
      ...(point.min === undefined ? {} : { min: point.min }),
    };
  });
  return {
    name: mapped.name ?? (name.slice(0, 200) || 'device'),
    intervalS: onChangeS,
    points,
    ...(placeId === null ? {} : { placeId }),
    ...(mapped.positionEnu === undefined ? {} : { positionEnu: [...mapped.positionEnu] }),
    ...(via === null ? {} : { via }),
    ...(product === '' ? {} : { model: product.slice(0, 100) }),
    ...(firmware === '' ? {} : { firmware: firmware.slice(0, 100) }),
  };
}

export function listingOf(device: ForeignDevice, dialect: string, scope: string): ForeignListing {
  const { id, name, model, home, proposal, address, placed, described } = device;
  return {
    dialect,
    scope,
    id,
    name,
    model,
    compound: home?.compound ?? null,
    deviceKey: described === '' ? null : (address?.key ?? null),
    mapped: home?.mapped ?? null,
    proposal,
    points: [...placed.values()].map(({ point, pointId, declared, last, lastMs }) => ({
      key: point.key,
      pointId,
      kind: declared?.kind ?? point.kind ?? null,
      unit: declared?.unit ?? point.unit ?? null,
      ...(last === undefined ? {} : { value: last }),
      atMs: lastMs === 0 ? null : lastMs,
    })),
  };
}

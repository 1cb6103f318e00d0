/** What the overview of device health counts: devices by system, by gateway, and by group and building. Pure. */
import { buildingOf } from '#shared/incidents/place.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';

export interface Heard {
  readonly heard: number;
  readonly all: number;
}

export interface SystemRow extends Heard {
  readonly system: string;
  /** Oldest version that is told, and how many devices run an older one than the newest of their model. */
  readonly oldest: string | null;
  readonly behind: number;
}

export interface GatewayRow extends Heard {
  readonly key: string;
}

export interface CoverageRow {
  readonly group: string;
  /** By building, in the order of `buildings`; null: it has no such device. */
  readonly cells: readonly (Heard | null)[];
  readonly total: Heard;
}

const inOrder = new Intl.Collator('en', { numeric: true });

/** `1.10.2` is newer than `1.9`, `v` before it means nothing. */
export function compareVersions(a: string, b: string): number {
  return inOrder.compare(a.replace(/^v/i, ''), b.replace(/^v/i, ''));
}

const shareOf = ({ heard, all }: Heard) => heard / all;

/** Those with the smallest share that is heard come first. */
export function systemRows(
  devices: readonly DeviceRecord[],
  isHeard: (device: DeviceRecord) => boolean,
): readonly SystemRow[] {
  const newest = new Map<string, string>();
  const modelOf = ({ system, model }: DeviceRecord) => `${system}\n${model ?? ''}`;
  for (const device of devices) {
    const { firmware } = device;
    const known = newest.get(modelOf(device));
    if (firmware && (known === undefined || compareVersions(firmware, known) > 0))
      newest.set(modelOf(device), firmware);
  }
  const rows = new Map<string, { heard: number; all: number; oldest: string | null; behind: number }>();
  for (const device of devices) {
    const row = rows.get(device.system) ?? { heard: 0, all: 0, oldest: null, behind: 0 };
    rows.set(device.system, row);
    row.all++;
    if (isHeard(device)) row.heard++;
    const { firmware } = device;
    if (!firmware) continue;
    if (row.oldest === null || compareVersions(firmware, row.oldest) < 0) row.oldest = firmware;
    if (compareVersions(firmware, newest.get(modelOf(device)) ?? firmware) < 0) row.behind++;
  }
  return [...rows]
    .map(([system, row]) => ({ system, ...row }))
    .toSorted((a, b) => shareOf(a) - shareOf(b) || b.all - a.all);
}

/** Devices by the gateway that they speak through; those of none are left out. */
export function gatewayRows(
  devices: readonly DeviceRecord[],
  isHeard: (device: DeviceRecord) => boolean,
): readonly GatewayRow[] {
  const rows = new Map<string, { heard: number; all: number }>();
  for (const device of devices) {
    if (!device.via) continue;
    const row = rows.get(device.via) ?? { heard: 0, all: 0 };
    rows.set(device.via, row);
    row.all++;
    if (isHeard(device)) row.heard++;
  }
  return [...rows]
    .map(([key, row]) => ({ key, ...row }))
    .toSorted((a, b) => shareOf(a) - shareOf(b) || inOrder.compare(a.key, b.key));
}

/** Which groups of systems each building has, and how much of that is heard. */
export function coverageOf(
  devices: readonly DeviceRecord[],
  plan: CompoundPlan,
  isHeard: (device: DeviceRecord) => boolean,
): { readonly buildings: readonly string[]; readonly rows: readonly CoverageRow[] } {
  const buildings = plan.places
    .filter(({ kind }) => kind === 'building')
    .map(({ id }) => id)
    .toSorted(inOrder.compare);
  const groups = new Map<
    string,
    { total: { heard: number; all: number }; at: Map<string, { heard: number; all: number }> }
  >();
  for (const device of devices) {
    const { group } = systemOrUnknown(device.system);
    const row = groups.get(group) ?? { total: { heard: 0, all: 0 }, at: new Map() };
    groups.set(group, row);
    const counts = [row.total];
    const building = buildingOf(device.placeId, plan);
    if (building !== null) {
      const cell = row.at.get(building) ?? { heard: 0, all: 0 };
      row.at.set(building, cell);
      counts.push(cell);
    }
    for (const count of counts) {
      count.all++;
      if (isHeard(device)) count.heard++;
    }
  }
  const rows = [...groups].map(([group, { total, at }]) => ({
    group,
    total,
    cells: buildings.map((building) => at.get(building) ?? null),
  }));
  return { buildings, rows: rows.toSorted((a, b) => b.total.all - a.total.all) };
}

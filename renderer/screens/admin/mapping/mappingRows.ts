/** Foreign devices as the mapping table lists them: filtered, sorted, and what accepting a proposal would write. */
import type { MappedDevice } from '#shared/compounds/mapping.ts';
import type { ForeignDevice } from '#shared/protocol/foreign.ts';

export interface MappingEdit {
  readonly dialect: string;
  readonly id: string;
  readonly mapped: MappedDevice | null;
}

export const mappingStates = ['unmapped', 'mapped', 'ignored'] as const;
export type MappingState = (typeof mappingStates)[number];

export interface MappingFilter {
  readonly text: string;
  /** Null: of every dialect. */
  readonly dialect: string | null;
  readonly state: MappingState | null;
}

export const columns = ['name', 'dialect', 'state', 'system', 'place', 'heard'] as const;
export interface Order {
  readonly column: (typeof columns)[number];
  readonly descending: boolean;
}

export interface MappingRow {
  readonly key: string;
  readonly device: ForeignDevice;
  readonly state: MappingState;
  /** As it is now, mapped or as proposed. */
  readonly system: string;
  readonly place: string;
  readonly isProposed: { readonly system: boolean; readonly place: boolean };
  readonly heardMs: number;
}

/** A device of the same name may come from two brokers: rows are told apart by more than the mapping is. */
export function rowOf(device: ForeignDevice): MappingRow {
  const { source, scope, dialect, id, mapped, proposal, deviceKey } = device;
  const here = deviceKey?.split('/')[0];
  return {
    key: JSON.stringify([source, scope, dialect, id]),
    device,
    state: mapped === null ? 'unmapped' : mapped.ignored === true ? 'ignored' : 'mapped',
    system: mapped?.system ?? proposal.system ?? here ?? '',
    place: mapped?.placeId ?? proposal.placeId ?? '',
    isProposed: {
      system: mapped?.system === undefined && proposal.system !== null,
      place: mapped?.placeId === undefined && proposal.placeId !== null,
    },
    heardMs: Math.max(0, ...device.points.map(({ atMs }) => atMs ?? 0)),
  };
}

export function shownRows(
  rows: readonly MappingRow[],
  { text, dialect, state }: MappingFilter,
  { column, descending }: Order,
): readonly MappingRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(
    (row) =>
      (dialect === null || row.device.dialect === dialect) &&
      (state === null || row.state === state) &&
      words.every((word) => searched(row).includes(word)),
  );
  const sign = descending ? -1 : 1;
  return found.sort((a, b) => sign * compared(a, b, column) || (a.key < b.key ? -1 : 1));
}

function searched({ device, system, place }: MappingRow): string {
  const { name, id, model, deviceKey } = device;
  return [name, id, model, system, place, deviceKey ?? ''].join('\n').toLowerCase();
}

const collator = new Intl.Collator('zh', { numeric: true });

function compared(a: MappingRow, b: MappingRow, column: Order['column']): number {
  switch (column) {
    case 'name':
      return collator.compare(a.device.name, b.device.name);
    case 'dialect':
      return collator.compare(a.device.dialect, b.device.dialect);
    case 'state':
      return mappingStates.indexOf(a.state) - mappingStates.indexOf(b.state);
    case 'system':
      return collator.compare(a.system, b.system);
    case 'place':
      return collator.compare(a.place, b.place);
    case 'heard':
      return a.heardMs - b.heardMs;
  }
}

/** What is mapped stays; what is not is as proposed. Null where nothing is proposed that is not there, or it is ignored. */
export function acceptedOf({ device, state }: MappingRow): MappingEdit | null {
  const { dialect, id, mapped, proposal } = device;
  if (state === 'ignored') return null;
  const isOwnSystem = mapped?.system === undefined || mapped.system === proposal.system;
  const proposed: MappedDevice = {
    ...(proposal.system === null ? {} : { system: proposal.system }),
    ...(proposal.placeId === null ? {} : { placeId: proposal.placeId }),
    ...(isOwnSystem && Object.keys(proposal.points).length > 0 ? { points: proposal.points } : {}),
  };
  const merged = { ...proposed, ...mapped, ...pointsOf(proposed, mapped) };
  const isNews = Object.keys(proposed).length > 0 && !sameMapping(merged, mapped);
  return isNews ? { dialect, id, mapped: merged } : null;
}

function pointsOf(proposed: MappedDevice, mapped: MappedDevice | null): Pick<MappedDevice, 'points'> {
  const points = { ...proposed.points, ...mapped?.points };
  return Object.keys(points).length > 0 ? { points } : {};
}

export function sameMapping(a: MappedDevice | null, b: MappedDevice | null): boolean {
  return canonical(a) === canonical(b);
}

function canonical(mapped: MappedDevice | null): string {
  if (mapped === null) return 'null';
  const sorted = (value: object) => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    sorted(mapped).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && !Array.isArray(value) ? sorted(value) : value,
    ]),
  );
}

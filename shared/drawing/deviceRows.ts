/**
 * Devices from a table as property companies keep it: `3-2-501, 烟感, SN123456`. With a heading its words say which column is
 * what; without one each cell is taken for what it looks like.
 */
import { proposePlace } from '../compounds/proposedPlace.ts';
import { propose } from '../compounds/proposal.ts';
import type { PlannedDevice } from '../protocol/device.ts';
import { findSystem, systems } from '../systems/index.ts';
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';
import { pointIn } from './placeAt.ts';

export type RowProblem = 'empty' | 'no-system' | 'no-id' | 'bad-id' | 'twice' | 'no-place';

export interface DeviceRow {
  /** In the table, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Null where it cannot be taken. */
  readonly device: PlannedDevice | null;
  /** `no-place`: it is taken all the same, and waits for a place. */
  readonly problem: RowProblem | null;
  /** Known already: it is put where the table says. */
  readonly isKnown: boolean;
}

const headings = {
  place: /^(place|room|location|home|位置|地点|安装位置|房号|房间|房间号|门牌)$/i,
  system: /^(system|type|kind|category|系统|类型|设备类型|种类|类别)$/i,
  id: /^(id|sn|s\/n|serial|serial ?number|imei|deveui|mac|编号|设备编号|序列号|设备号|出厂编号)$/i,
  name: /^(name|title|名称|设备名称)$/i,
  east: /^(x|east|east ?m|东)$/i,
  north: /^(y|north|north ?m|北)$/i,
  up: /^(z|up|height|height ?m|高|高度)$/i,
} as const;
type Column = keyof typeof headings;
const columnNames = Object.keys(headings) as Column[];

const isId = /^[^/+#\p{Cc}\s][^/+#\p{Cc}]{0,127}$/u;
const looksLikeSerial = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_.:-]{3,}$/;

/** Also of a home that the plan does not have. */
const looksLikePlace = /^[\da-z]{1,4}[-–/]\d{1,2}[-–/]\d{3,4}室?$|号楼|单元|栋|\b(?:bldg|building)\b/iu;

export function deviceRows(
  table: readonly (readonly string[])[],
  plan: Pick<CompoundPlan, 'places'>,
  existing: readonly PlannedDevice[],
): DeviceRow[] {
  const places = new Map(plan.places.map((place) => [place.id, place]));
  const placeIds = new Set(places.keys());
  const known = new Map(existing.map((device) => [`${device.system}/${device.id}`, device]));
  const inPlace = new Map<string, number>();
  for (const { placeId } of existing) if (placeId) inPlace.set(placeId, (inPlace.get(placeId) ?? 0) + 1);
  const seen = new Set<string>();
  const columns = headingOf(table[0] ?? []);
  const rows = columns ? table.slice(1) : table;

  return rows.flatMap<DeviceRow>((cells, nth) => {
    const row = nth + (columns ? 2 : 1);
    const text = cells.map((cell) => cell.trim());
    if (text.every((cell) => cell === '')) return [];
    const refuse = (problem: RowProblem): DeviceRow[] => [
      { row, cells, device: null, problem, isKnown: false },
    ];
    const said = columns ? readByHeading(text, columns) : readByLook(text, placeIds);
    const system = systemOf(said.system, text, placeIds);
    if (!system) return refuse('no-system');
    if (said.id === '') return refuse('no-id');
    if (!isId.test(said.id)) return refuse('bad-id');
    const key = `${system}/${said.id}`;
    if (seen.has(key)) return refuse('twice');
    seen.add(key);
    const placeId =
      said.place === '' ? null : placeIds.has(said.place) ? said.place : proposePlace(said.place, placeIds);
    const place = placeId === null ? undefined : places.get(placeId);
    const count = placeId === null ? 0 : (inPlace.get(placeId) ?? 0);
    const positionEnu = said.at ?? (place ? pointIn(place, count) : null);
    if (placeId !== null) inPlace.set(placeId, count + 1);
    const short = findSystem(system)?.short;
    const before = known.get(key);
    const device: PlannedDevice = {
      ...before,
      id: said.id,
      system,
      name: said.name !== '' ? said.name : (before?.name ?? named(placeId, short) ?? said.id),
      ...(positionEnu ? { positionEnu: [...positionEnu] } : {}),
      ...(placeId === null ? {} : { placeId }),
    };
    return [{ row, cells, device, problem: positionEnu ? null : 'no-place', isKnown: before !== undefined }];
  });
}

const named = (placeId: string | null, short: { readonly zh: string; readonly en: string } | undefined) =>
  placeId !== null && short ? { zh: `${placeId} ${short.zh}`, en: `${placeId} ${short.en}` } : null;

/** Null where the first line is a device already. */
function headingOf(cells: readonly string[]): ReadonlyMap<Column, number> | null {
  const found = new Map<Column, number>();
  cells.forEach((cell, nth) => {
    const column = columnNames.find((name) => !found.has(name) && headings[name].test(cell.trim()));
    if (column) found.set(column, nth);
  });
  return found.size >= 2 ? found : null;
}

interface Said {
  readonly place: string;
  readonly system: string;
  readonly id: string;
  readonly name: string;
  readonly at: Enu | null;
}

function readByHeading(cells: readonly string[], columns: ReadonlyMap<Column, number>): Said {
  const of = (column: Column) => cells[columns.get(column) ?? -1] ?? '';
  const [east, north, up] = [of('east'), of('north'), of('up')];
  const at: Enu = [Number(east), Number(north), Number(up)];
  const isPlaced = east !== '' && north !== '' && at.every(Number.isFinite);
  return {
    place: of('place'),
    system: of('system'),
    id: of('id'),
    name: of('name'),
    at: isPlaced ? at : null,
  };
}

function readByLook(cells: readonly string[], places: ReadonlySet<string>): Said {
  const place =
    cells.find((cell) => cell !== '' && (places.has(cell) || proposePlace(cell, places) !== null)) ??
    cells.find((cell) => looksLikePlace.test(cell)) ??
    '';
  const rest = cells.filter((cell) => cell !== '' && cell !== place);
  const system = rest.find((cell) => systemNamed(cell) !== null) ?? '';
  const others = rest.filter((cell) => cell !== system);
  const id =
    others.find((cell) => looksLikeSerial.test(cell)) ?? others.find((cell) => isId.test(cell)) ?? '';
  return { place, system, id, name: others.find((cell) => cell !== id) ?? '', at: null };
}

function systemOf(said: string, cells: readonly string[], places: ReadonlySet<string>): string | null {
  if (said !== '') return systemNamed(said);
  return propose({ name: cells.join(' '), points: [] }, places).system;
}

function systemNamed(text: string): string | null {
  const plain = text.toLowerCase();
  const exact = systems.find(({ id, name, short }) =>
    [id, name.zh, name.en, short.zh, short.en].some((one) => one.toLowerCase() === plain),
  );
  return exact?.id ?? propose({ name: text, points: [] }, new Set()).system;
}

/**
 * The mapping as a table for a spreadsheet, and such a table read back: what would change line by line, and what is wrong
 * with the others. Headings are understood in both languages.
 */
import type { MappedDevice } from '#shared/compounds/mapping.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import type { ForeignDevice } from '#shared/protocol/foreign.ts';
import { systems } from '#shared/systems/index.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { sameMapping, type MappingEdit } from './mappingRows.ts';

/** In the order in which they are written. */
const headings = {
  dialect: { zh: '协议', en: 'Dialect' },
  id: { zh: '外部标识', en: 'Foreign id' },
  foreignName: { zh: '外部名称', en: 'Foreign name' },
  system: { zh: '系统', en: 'System' },
  deviceId: { zh: '设备编号', en: 'Device id' },
  place: { zh: '位置', en: 'Place' },
  nameZh: { zh: '中文名称', en: 'Name in Chinese' },
  nameEn: { zh: '英文名称', en: 'Name in English' },
  points: { zh: '测点', en: 'Points' },
  ignored: { zh: '忽略', en: 'Ignored' },
} as const satisfies Record<string, LocalText>;
type Column = keyof typeof headings;
const columns = Object.keys(headings) as Column[];

export interface SheetFault {
  readonly line: number;
  readonly key: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface SheetChange {
  readonly line: number;
  readonly kind: 'new' | 'changed' | 'removed';
  readonly edit: MappingEdit;
  readonly before: MappedDevice | null;
  /** The hub has not heard of it yet. */
  readonly isUnseen: boolean;
}

export interface ReadSheet {
  readonly changes: readonly SheetChange[];
  readonly unchanged: number;
  readonly faults: readonly SheetFault[];
}

export function sheetOf(devices: readonly ForeignDevice[], language: 'zh' | 'en'): string[][] {
  const lines = devices.map(({ dialect, id, name, mapped }) => {
    const given = mapped?.name;
    const cells: Record<Column, string> = {
      dialect,
      id,
      foreignName: name,
      system: mapped?.system ?? '',
      deviceId: mapped?.id ?? '',
      place: mapped?.placeId ?? '',
      nameZh: typeof given === 'string' ? given : (given?.zh ?? ''),
      nameEn: typeof given === 'string' ? '' : (given?.en ?? ''),
      points: pointsText(mapped?.points ?? {}),
      ignored: mapped?.ignored ? (language === 'zh' ? '是' : 'yes') : '',
    };
    return columns.map((column) => cells[column]);
  });
  return [columns.map((column) => headings[column][language]), ...lines];
}

function pointsText(points: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(points);
  return pairs.some(([key, id]) => /[;；=]/.test(key + id))
    ? JSON.stringify(points)
    : pairs.map(([key, id]) => `${key}=${id}`).join('; ');
}

class Wrong extends Error {
  readonly key: TextKey;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(key: TextKey, values: Readonly<Record<string, string | number>> = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/** `places`: ids of the plan; one without places takes any. */
export function readSheet(
  rows: readonly (readonly string[])[],
  devices: readonly ForeignDevice[],
  places: ReadonlySet<string>,
): ReadSheet {
  const [head = [], ...lines] = rows;
  const at = new Map(head.map((heading, nth) => [columnOf(heading), nth]));
  if (!at.has('dialect') || !at.has('id'))
    return { changes: [], unchanged: 0, faults: [{ line: 1, key: 'mapping.fault.head' }] };
  const known = new Map(devices.map((device) => [nameOf(device), device]));
  const changes: SheetChange[] = [];
  const faults: SheetFault[] = [];
  const lineOf = new Map<string, number>();
  let unchanged = 0;
  lines.forEach((row, nth) => {
    const line = nth + 2;
    const cell = (column: Column) => unmarked(row[at.get(column) ?? -1] ?? '');
    if (row.every((text) => text.trim() === '')) return;
    try {
      const name = { dialect: cell('dialect'), id: cell('id') };
      checkName(name);
      const device = known.get(nameOf(name));
      const mapped = mappedFrom(cell, places, device?.mapped ?? null);
      once(lineOf, nameOf(name), line);
      if (mapped?.id !== undefined) once(lineOf, `:${mapped.system ?? ''}/${mapped.id}`, line);
      const before = device?.mapped ?? null;
      if (sameMapping(mapped, before)) unchanged++;
      else
        changes.push({
          line,
          kind: mapped === null ? 'removed' : before === null ? 'new' : 'changed',
          edit: { ...name, mapped },
          before,
          isUnseen: device === undefined,
        });
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      faults.push({ line, key: error.key, values: error.values });
    }
  });
  return { changes, unchanged, faults };
}

function columnOf(heading: string): Column | undefined {
  const word = heading
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase();
  return columns.find(
    (column) =>
      word === column.toLowerCase() ||
      word === headings[column].zh ||
      word === headings[column].en.toLowerCase(),
  );
}

/** As it was before it was marked as text for spreadsheets. */
function unmarked(text: string): string {
  return text.trim().replace(/^'(?=[=+\-@])/, '');
}

function nameOf({ dialect, id }: { readonly dialect: string; readonly id: string }): string {
  return `${dialect}\n${id}`;
}

function once(lineOf: Map<string, number>, name: string, line: number): void {
  const first = lineOf.get(name);
  if (first !== undefined) throw new Wrong('mapping.fault.twice', { first });
  lineOf.set(name, line);
}

function checkName({ dialect, id }: { dialect: string; id: string }): void {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(dialect))
    throw new Wrong('mapping.fault.dialect', { value: dialect });
  if (id === '' || id.length > 200) throw new Wrong('mapping.fault.id', { value: id.slice(0, 40) });
}

function mappedFrom(
  cell: (column: Column) => string,
  places: ReadonlySet<string>,
  before: MappedDevice | null,
): MappedDevice | null {
  const system = systemOf(cell('system'));
  const [deviceId, placeId, zh, en] = [cell('deviceId'), cell('place'), cell('nameZh'), cell('nameEn')];
  // oxlint-disable-next-line no-control-regex -- they are what is refused
  if (!/^[^/+#\u0000-\u001f\u007f]{0,128}$/.test(deviceId))
    throw new Wrong('mapping.fault.deviceId', { value: deviceId.slice(0, 40) });
  if (placeId.length > 64 || (placeId !== '' && places.size > 0 && !places.has(placeId)))
    throw new Wrong('mapping.fault.place', { value: placeId.slice(0, 64) });
  if (zh.length > 200 || en.length > 200) throw new Wrong('mapping.fault.name');
  const points = pointsFrom(cell('points'));
  const name = zh !== '' && en !== '' ? { zh, en } : zh !== '' ? zh : en;
  const mapped: MappedDevice = {
    ...(system === '' ? {} : { system }),
    ...(deviceId === '' ? {} : { id: deviceId }),
    ...(placeId === '' ? {} : { placeId }),
    ...(name === '' ? {} : { name }),
    ...(Object.keys(points).length > 0 ? { points } : {}),
    ...(isYes(cell('ignored')) ? { ignored: true } : {}),
  };
  if (Object.keys(mapped).length === 0) return null;
  // A position has no column: it stays what it was.
  return before?.positionEnu ? { ...mapped, positionEnu: before.positionEnu } : mapped;
}

function systemOf(text: string): string {
  if (text === '') return '';
  const found = systems.find(
    ({ id, name }) => id === text || name.zh === text || name.en.toLowerCase() === text.toLowerCase(),
  );
  if (!found) throw new Wrong('mapping.fault.system', { value: text.slice(0, 40) });
  return found.id;
}

function pointsFrom(text: string): Record<string, string> {
  const points = new Map<string, string>();
  for (const [key, id] of text.startsWith('{') ? pairsInJson(text) : pairsIn(text)) {
    if (key === '' || key.length > 200 || id === '' || id.length > 64 || id === '__proto__')
      throw new Wrong('mapping.fault.points', { value: `${key}=${id}`.slice(0, 60) });
    points.set(key, id);
  }
  return Object.fromEntries(points);
}

function pairsIn(text: string): [string, string][] {
  return text
    .split(/[;；]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const cut = pair.lastIndexOf('=');
      return [pair.slice(0, Math.max(0, cut)).trim(), pair.slice(cut + 1).trim()];
    });
}

function pairsInJson(text: string): [string, string][] {
  try {
    const value: unknown = JSON.parse(text);
    return Object.entries(Object(value)).map(([key, id]) => [key, typeof id === 'string' ? id : '']);
  } catch {
    throw new Wrong('mapping.fault.points', { value: text.slice(0, 60) });
  }
}

function isYes(text: string): boolean {
  const word = text.toLowerCase();
  if (['', '否', 'no', 'false', '0'].includes(word)) return false;
  if (['是', 'yes', 'true', '1', 'x', '√'].includes(word)) return true;
  throw new Wrong('mapping.fault.ignored', { value: text.slice(0, 20) });
}

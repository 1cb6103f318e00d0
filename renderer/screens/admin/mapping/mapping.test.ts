import { describe, expect, it } from 'vitest';
import type { ForeignDevice } from '#shared/protocol/foreign.ts';
import { csvText, parseCsv } from '#shared/units/csv.ts';
import { acceptedOf, rowOf, shownRows } from './mappingRows.ts';
import { readSheet, sheetOf } from './mappingSheet.ts';
import { readTable } from './readTable.ts';

function device(id: string, change: Partial<ForeignDevice> = {}): ForeignDevice {
  return {
    source: 'main',
    dialect: 'zigbee2mqtt',
    scope: 'zigbee2mqtt',
    id,
    name: id,
    model: '',
    compound: 'test',
    deviceKey: null,
    mapped: null,
    proposal: { system: null, placeId: null, points: {} },
    points: [],
    ...change,
  };
}
const proposal = { system: 'smoke', placeId: '3-2-501', points: { smoke: 'smoke' } };
const all = { text: '', dialect: null, state: null };
const byName = { column: 'name', descending: false } as const;

describe('the table', () => {
  const rows = [
    device('b10', { name: '烟感 10', dialect: 'tasmota' }),
    device('b9', { name: '烟感 9', mapped: { system: 'smoke', placeId: '3-1' } }),
    device('c', { name: 'door', mapped: { ignored: true }, model: 'DW-1' }),
  ].map(rowOf);
  const names = (found: typeof rows | ReturnType<typeof shownRows>) => found.map(({ device: { id } }) => id);

  it('is filtered by state, dialect and words, and sorted with numbers as numbers', () => {
    expect(names(shownRows(rows, all, byName)).indexOf('b9')).toBeLessThan(
      names(shownRows(rows, all, byName)).indexOf('b10'),
    );
    expect(names(shownRows(rows, { ...all, state: 'unmapped' }, byName))).toEqual(['b10']);
    expect(names(shownRows(rows, { ...all, state: 'ignored' }, byName))).toEqual(['c']);
    expect(names(shownRows(rows, { ...all, dialect: 'tasmota' }, byName))).toEqual(['b10']);
    expect(names(shownRows(rows, { ...all, text: 'dw-1 DOOR' }, byName))).toEqual(['c']);
    expect(names(shownRows(rows, { ...all, text: '3-1' }, { column: 'place', descending: true }))).toEqual([
      'b9',
    ]);
  });

  it('accepts what is proposed, beside what is mapped, and nothing of what is ignored', () => {
    expect(acceptedOf(rowOf(device('a', { proposal })))?.mapped).toEqual(proposal);
    const partly = device('a', { proposal, mapped: { system: 'smoke', placeId: '8' } });
    expect(acceptedOf(rowOf(partly))?.mapped).toEqual({ ...proposal, placeId: '8' });
    const other = device('a', { proposal, mapped: { system: 'gas' } });
    expect(acceptedOf(rowOf(other))?.mapped).toEqual({ system: 'gas', placeId: '3-2-501' });
    expect(acceptedOf(rowOf(device('a', { proposal, mapped: { ...proposal } })))).toBeNull();
    expect(acceptedOf(rowOf(device('a', { proposal, mapped: { ignored: true } })))).toBeNull();
    expect(acceptedOf(rowOf(device('a')))).toBeNull();
  });
});

describe('a spreadsheet', () => {
  const places = new Set(['3-2-501']);
  const devices = [
    device('=cmd', {
      mapped: {
        system: 'smoke',
        id: 's-1',
        placeId: '3-2-501',
        name: { zh: '烟感，一', en: 'Smoke "one"' },
        points: { 'a=b;c': 'smoke', x: 'y' },
        positionEnu: [1, 2, 3],
      },
    }),
    device('plain', { mapped: { points: { battery_low: 'battery' }, ignored: true } }),
    device('none'),
  ];

  it.each(['zh', 'en'] as const)('comes back as it was written (%s)', (language) => {
    const rows = parseCsv(csvText(sheetOf(devices, language)));
    expect(readSheet(rows, devices, places)).toEqual({ changes: [], unchanged: 3, faults: [] });
  });

  it('tells what changes, and of each bad line why', () => {
    const text = `id,dialect,system,place,device id,ignored,points
none,zigbee2mqtt,智能烟感,3-2-501,,,smoke=smoke
plain,zigbee2mqtt,,,,,
new,tasmota,gas,,g-1,,
bad-system,tasmota,gaz,,,,
bad-place,tasmota,,9-9,,,
bad-id,tasmota,,,a/b,,
bad-points,tasmota,,,,,smoke
,tasmota,gas,,,,
none,zigbee2mqtt,gas,,,,
other,tasmota,gas,,g-1,,
ignored,tasmota,,,,perhaps,
x,Not a dialect,,,,,
`;
    const read = readSheet(parseCsv(text), devices, places);
    expect(read.changes.map(({ line, kind, isUnseen }) => [line, kind, isUnseen])).toEqual([
      [2, 'new', false],
      [3, 'removed', false],
      [4, 'new', true],
    ]);
    expect(read.changes[0]?.edit).toEqual({
      dialect: 'zigbee2mqtt',
      id: 'none',
      mapped: { system: 'smoke', placeId: '3-2-501', points: { smoke: 'smoke' } },
    });
    expect(read.faults.map(({ line, key }) => [line, key.split('.')[2]])).toEqual([
      [5, 'system'],
      [6, 'place'],
      [7, 'deviceId'],
      [8, 'points'],
      [9, 'id'],
      [10, 'twice'],
      [11, 'twice'],
      [12, 'ignored'],
      [13, 'dialect'],
    ]);
    expect(readSheet([['name'], ['x']], devices, places).faults).toEqual([
      { line: 1, key: 'mapping.fault.head' },
    ]);
    expect(readSheet([], devices, places).faults).toHaveLength(1);
  });

  it('may be CSV of either encoding, or XLSX', async () => {
    const gb = new Uint8Array([0xd0, 0xad, 0xd2, 0xe9, 0x2c, 0x31]);
    expect(await readTable(new File([gb], 'a.csv'))).toEqual([['协议', '1']]);
    // Lines keep their numbers.
    expect(await readTable(new File(['a\r\n\r\nb'], 'a.csv'))).toHaveLength(3);
    expect(await readTable(new File(['\uFEFF协议,1'], 'a.csv'))).toEqual([['协议', '1']]);
    const { Workbook } = (await import('exceljs')).default;
    const book = new Workbook();
    book.addWorksheet('a').addRows([['协议', '外部标识'], [], ['tasmota', 7]]);
    const bytes = await book.xlsx.writeBuffer();
    const read = await readTable(new File([new Uint8Array(bytes)], 'a.xlsx'));
    expect(read?.[0]).toEqual(['协议', '外部标识']);
    expect(read?.at(-1)).toEqual(['tasmota', '7']);
    expect(await readTable(new File(['no zip'], 'a.xlsx'))).toBeNull();
  });
});

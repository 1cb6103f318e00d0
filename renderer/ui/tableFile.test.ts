import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { isWorkbook, tableText, workbookRows } from './tableFile.ts';

test('a workbook’s first sheet: numbers, formulas, rich text and gaps as it shows them', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('设备');
  sheet.addRow(['房间', '系统', '编号']);
  sheet.addRow([]);
  sheet.getCell('A3').value = '3-2-501';
  sheet.getCell('C3').value = 20251127;
  sheet.getCell('B4').value = { richText: [{ text: '烟' }, { text: '感' }] };
  sheet.getCell('C4').value = { formula: 'C3+1', result: 20251128 };
  book.addWorksheet('other').addRow(['not read']);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  expect(isWorkbook(bytes)).toBe(true);
  expect(await workbookRows(bytes)).toEqual([
    ['房间', '系统', '编号'],
    [],
    ['3-2-501', '', '20251127'],
    ['', '烟感', '20251128'],
  ]);
  expect(await workbookRows(bytes, 1)).toHaveLength(1);
});

test('a zip that is no workbook is refused', async () => {
  await expect(workbookRows(new Uint8Array([0x50, 0x4b, 5, 6, ...Array(18).fill(0)]))).rejects.toThrow();
});

test.each([
  [[0xd1, 0xcc], '烟'],
  [[0xff, 0xfe, 0xdf, 0x70], '烟'],
  [[0xe7, 0x83, 0x9f], '烟'],
  [[0xef, 0xbb, 0xbf, 0x61], 'a'],
])('text %j is %s', (bytes, text) => {
  expect(tableText(new Uint8Array(bytes))).toBe(text);
});

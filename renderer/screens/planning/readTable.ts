/** A table out of a file or the clipboard: CSV in UTF-8 or GB 18030, tabs, or the first sheet of a workbook. */
import { parse } from 'csv-parse/browser/esm/sync';
import { isWorkbook, tableText, workbookRows } from '#ui/tableFile.ts';

/** More are not read; a table that is as long was cut. */
export const mostRows = 20_000;

export async function readTable(file: File): Promise<string[][]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isWorkbook(bytes)) return tableIn(tableText(bytes));
  return (await workbookRows(bytes, mostRows)).filter((row) => row.some((cell) => cell !== ''));
}

export function tableIn(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '');
  const firstLine = plain.slice(0, plain.indexOf('\n') < 0 ? undefined : plain.indexOf('\n'));
  // A full-width comma parts cells where nothing else does; else it is a word's.
  const delimiter = ['\t', ';', ',', '，'].find((one) => firstLine.includes(one)) ?? ',';
  return parse(plain, {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    to: mostRows,
  }) as string[][];
}

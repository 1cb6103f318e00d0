/** A table out of a file or the clipboard: CSV in UTF-8 or GB 18030, tabs, or the first sheet of a workbook. */
import { parse } from 'csv-parse/browser/esm/sync';

/** More are not read; a table that is as long was cut. */
export const mostRows = 20_000;

export async function readTable(file: File): Promise<string[][]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // A workbook is a zip.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes);
  return tableIn(decoded(bytes));
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What spreadsheets write where Chinese is the machine's language.
    return new TextDecoder('gb18030').decode(bytes);
  }
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

async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const { Workbook } = (await import('exceljs')).default;
  const book = new Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow({ includeEmpty: false }, (row) => {
    if (rows.length >= mostRows) return;
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
    rows.push(cells);
  });
  return rows;
}

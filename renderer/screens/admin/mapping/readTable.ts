/** A CSV or XLSX file that a person chose, as rows of text. The library for spreadsheets is fetched when one is chosen. */
import { parseCsv } from '#shared/units/csv.ts';

const mostBytes = 30 * 1024 * 1024;

/** Null where it is no such file, or too large. */
export async function readTable(file: File): Promise<string[][] | null> {
  if (file.size > mostBytes) return null;
  if (!/\.xlsx$/i.test(file.name)) return parseCsv(await textIn(file));
  try {
    const { Workbook } = (await import('exceljs')).default;
    const book = new Workbook();
    await book.xlsx.load(await file.arrayBuffer());
    const rows: string[][] = [];
    const [sheet] = book.worksheets;
    if (!sheet) return null;
    sheet.eachRow({ includeEmpty: true }, (row) => {
      const cells: string[] = [];
      row.eachCell({ includeEmpty: true }, (cell, nth) => void (cells[nth - 1] = cell.text));
      rows.push(Array.from(cells, (text) => text ?? ''));
    });
    return rows;
  } catch {
    return null;
  }
}

/** Chinese spreadsheets write CSV as GB 18030 where nobody asks for UTF-8. */
async function textIn(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  // An empty line counts: what is wrong is told with its line.
  return decoded(bytes)
    .replace(/^\uFEFF/, '')
    .replaceAll(/(^|\n)(?=\r?\n)/g, '$1,');
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

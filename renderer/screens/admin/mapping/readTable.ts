/** A CSV or XLSX file that a person chose, as rows of text. */
import { parseCsv } from '#shared/units/csv.ts';
import { isWorkbook, tableText, workbookRows } from '#ui/tableFile.ts';

const mostBytes = 30 * 1024 * 1024;

/** Null where it is no such file, or too large. */
export async function readTable(file: File): Promise<string[][] | null> {
  if (file.size > mostBytes) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isWorkbook(bytes) && !/\.xlsx$/i.test(file.name)) return parseCsv(numbered(tableText(bytes)));
  try {
    return await workbookRows(bytes);
  } catch {
    return null;
  }
}

/** An empty line counts: what is wrong is told with its line. */
const numbered = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll(/(^|\n)(?=\r?\n)/g, '$1,');

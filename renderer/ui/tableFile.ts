/** Tables as spreadsheets write them: workbooks, and text in the encodings that they choose by themselves. */

/** A workbook is a zip. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Where Chinese is the machine's language, text that nobody asked to be UTF-8 is GB 18030. Without a byte order mark. */
export function tableText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/**
 * Rows of the first sheet as it shows them, each cell in its column; those without a cell are among them, so that a row's place
 * is its number. Throws where it is no workbook. The library for spreadsheets is fetched when it is needed.
 */
export async function workbookRows(bytes: Uint8Array, mostRows = Infinity): Promise<string[][]> {
  const { Workbook } = (await import('exceljs')).default;
  const book = new Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const rows: string[][] = [];
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  sheet.eachRow({ includeEmpty: true }, (row) => {
    if (rows.length >= mostRows) return;
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, nth) => void (cells[nth - 1] = cell.text));
    rows.push(Array.from(cells, (text) => text ?? ''));
  });
  return rows;
}

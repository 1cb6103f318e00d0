/** Gives a table to the person as a spreadsheet. The library is large: it is fetched when somebody asks for one. */
export async function saveXlsx(
  name: string,
  sheets: readonly {
    readonly title: string;
    readonly rows: readonly (readonly (string | number | null)[])[];
  }[],
): Promise<void> {
  const { Workbook } = (await import('exceljs')).default;
  const book = new Workbook();
  for (const { title, rows } of sheets) {
    // A sheet's name may not hold these.
    const sheet = book.addWorksheet(title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31));
    sheet.addRows(rows.map((row) => [...row]));
    sheet.getRow(1).font = { bold: true };
    sheet.views = [{ state: 'frozen', ySplit: 1 }];
    sheet.columns.forEach((column, i) => {
      const longest = Math.max(...rows.slice(0, 200).map((row) => String(row[i] ?? '').length));
      column.width = Math.min(60, Math.max(8, longest * 1.4));
    });
  }
  const bytes = await book.xlsx.writeBuffer();
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The sheet as a page of its own: A4, black on white, whatever the theme is. */
import { printPage } from '#ui/printPage.ts';

const style = `
@page { size: A4 portrait; margin: 12mm; }
html, body { margin: 0; color: #000; background: #fff; }
body { font: 9.5pt/1.4 'Noto Sans SC', 'Noto Sans CJK SC', 'Inter', sans-serif; }
h1 { font-size: 15pt; margin: 0; border-bottom: 1.5pt solid #000; padding-bottom: 2mm; }
h2 { font-size: 10pt; margin: 0 0 1mm; border-bottom: 0.4pt solid #888; }
p { margin: 1.5mm 0; } .made { color: #444; font-size: 8.5pt; }
ul { margin: 0; padding: 0; list-style: none; }
.sheet-sections { columns: 2; column-gap: 8mm; } section { break-inside: avoid; margin: 0 0 3mm; }
.signed { display: flex; justify-content: space-between; margin-top: 6mm; }
`;

export function printSheet(sheet: HTMLElement, title: string, language: 'zh' | 'en'): void {
  printPage(sheet, { title, language, style });
}

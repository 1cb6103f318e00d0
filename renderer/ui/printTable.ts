/** A table as a page of its own, given to the browser's print dialog: onto paper, or as PDF. */
import { printPage } from './printPage.ts';

const style =
  "body { font: 9pt/1.35 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif; } h1 { font-size: 13pt; margin: 0 0 4pt; } p { margin: 0 0 6pt; } table { width: 100%; border-collapse: collapse; } th, td { border-bottom: 0.5pt solid #999; padding: 2pt 4pt; text-align: start; vertical-align: top; } th { border-bottom-color: #000; } tr { break-inside: avoid; } thead { display: table-header-group; } @page { margin: 14mm; }";

export function printTable(options: {
  readonly language: 'zh' | 'en';
  readonly title: string;
  readonly lines: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): void {
  const paper = document.createElement('div');
  const add = (parent: Element, tag: string, text = '') => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  add(paper, 'h1', options.title);
  for (const line of options.lines) add(paper, 'p', line);
  const table = add(paper, 'table');
  const head = add(add(table, 'thead'), 'tr');
  for (const cell of options.head) add(head, 'th', cell);
  const body = add(table, 'tbody');
  for (const row of options.rows) {
    const line = add(body, 'tr');
    for (const cell of row) add(line, 'td', cell);
  }
  printPage(paper, { title: options.title, language: options.language, style });
}

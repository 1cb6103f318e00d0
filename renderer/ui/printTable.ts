/** A table as a page of its own, given to the browser's print dialog: onto paper, or as PDF. */
export function printTable(options: {
  readonly language: 'zh' | 'en';
  readonly title: string;
  readonly lines: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): void {
  const frame = document.createElement('iframe');
  frame.title = options.title;
  frame.className = 'print-frame';
  document.body.append(frame);
  const page = frame.contentDocument;
  if (!page) return frame.remove();
  page.title = options.title;
  page.documentElement.lang = options.language === 'zh' ? 'zh-CN' : 'en';
  const add = (parent: Element, tag: string, text = '') => {
    const element = page.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  add(page.body, 'h1', options.title);
  for (const line of options.lines) add(page.body, 'p', line);
  const table = add(page.body, 'table');
  const head = add(add(table, 'thead'), 'tr');
  for (const cell of options.head) add(head, 'th', cell);
  const body = add(table, 'tbody');
  for (const row of options.rows) {
    const line = add(body, 'tr');
    for (const cell of row) add(line, 'td', cell);
  }
  const style = page.createElement('style');
  style.textContent =
    "body { font: 9pt/1.35 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif; } h1 { font-size: 13pt; margin: 0 0 4pt; } p { margin: 0 0 6pt; } table { width: 100%; border-collapse: collapse; } th, td { border-bottom: 0.5pt solid #999; padding: 2pt 4pt; text-align: start; vertical-align: top; } th { border-bottom-color: #000; } tr { break-inside: avoid; } thead { display: table-header-group; } @page { margin: 14mm; }";
  page.head.append(style);
  const view = frame.contentWindow;
  view?.addEventListener('afterprint', () => frame.remove());
  view?.focus();
  view?.print();
}

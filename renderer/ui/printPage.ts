/** Something of the screen as a page of its own, given to the browser's print dialog: onto paper, or as PDF under its title. */
export function printPage(
  content: Element,
  {
    title,
    language,
    style,
  }: { readonly title: string; readonly language: 'zh' | 'en'; readonly style: string },
): void {
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.className = 'print-frame';
  document.body.append(frame);
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  if (!page || !view) return frame.remove();
  page.title = title;
  page.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  page.body.append(page.importNode(content, true));
  const rules = page.createElement('style');
  rules.textContent = style;
  page.head.append(rules);
  // The title of the whole page names the file that is saved.
  const before = document.title;
  document.title = title;
  view.addEventListener('afterprint', () => {
    document.title = before;
    frame.remove();
  });
  void picturesIn(page).then(() => {
    view.focus();
    view.print();
  });
}

/** Resolves when each is there or has failed: what is printed sooner has holes. */
async function picturesIn(page: Document): Promise<void> {
  await Promise.all([...page.images].map((image) => image.decode().catch(() => undefined)));
}

/** The sheet as a file of its own and on paper: as it would be on white, whatever the screen's theme is. */
import { printPage } from '#ui/printPage.ts';
import { saveBlob } from '#ui/saveFile.ts';
import { papers, type Paper } from './sheet.ts';

/** With the colours for paper in the place of the screen's, and its true size. */
export function sheetText(svg: SVGSVGElement, paper: Paper): string {
  const [widthMm, heightMm] = papers[paper];
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  copy.setAttribute('width', `${widthMm}mm`);
  copy.setAttribute('height', `${heightMm}mm`);
  for (const element of copy.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex');
  return inPaperColors(new XMLSerializer().serializeToString(copy));
}

export function inPaperColors(svg: string): string {
  return svg.replaceAll(/var\(--[a-z0-9-]+, ?(#[0-9a-f]{6})\)/g, '$1');
}

export function saveSheet(svg: SVGSVGElement, paper: Paper, name: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${sheetText(svg, paper)}`;
  saveBlob(`${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.svg`, new Blob([text], { type: 'image/svg+xml' }));
}

export function printSheet(svg: SVGSVGElement, paper: Paper, title: string, language: 'zh' | 'en'): void {
  const drawn = new DOMParser().parseFromString(sheetText(svg, paper), 'image/svg+xml').documentElement;
  const style = `@page { size: ${paper} landscape; margin: 0; } html, body { margin: 0; } svg { display: block; }`;
  printPage(drawn, { title, language, style });
}

/** What a symbol may be, so that whoever draws them need understand nothing else: paths of one stroke on a field of ±32. */
const attributes = [
  'xmlns="http://www.w3.org/2000/svg"',
  'viewBox="-32 -32 64 64"',
  'fill="none"',
  'stroke="currentColor"',
  'stroke-width="3"',
  'stroke-linecap="round"',
  'stroke-linejoin="round"',
].join(' ');
const path = / {2}<path d="[MmLlHhVvCcSsQqTtAaZz0-9 .,-]+"\/>\n/;

/** A whole `symbol.svg`, with its last line break. */
export const symbolForm = new RegExp(`^<svg ${attributes}>\n(?:${path.source})+</svg>\n$`);

/** Well-known text of a coordinate system as a tree: which code its horizontal part has, and the units of both parts. */
export interface WktNode {
  readonly word: string;
  readonly values: readonly (string | number | WktNode)[];
}

const DEEPEST = 64;

/** Null where it is no such text. */
export function parseWkt(text: string): WktNode | null {
  let at = 0;
  const skip = (): void => {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  };
  const quoted = (): string => {
    let held = '';
    for (at++; at < text.length; at++) {
      if (text[at] !== '"') held += text[at] ?? '';
      else if (text[at + 1] === '"') held += text[at++] ?? '';
      else break;
    }
    at++;
    return held;
  };
  const node = (depth: number): WktNode | string | number | null => {
    skip();
    if (text[at] === '"') return quoted();
    const word = /^[A-Za-z0-9_.+-]+/.exec(text.slice(at, at + 80))?.[0];
    if (!word || depth > DEEPEST) return null;
    at += word.length;
    skip();
    if (text[at] !== '[' && text[at] !== '(') return Number.isFinite(Number(word)) ? Number(word) : word;
    at++;
    const values: (string | number | WktNode)[] = [];
    for (;;) {
      const value = node(depth + 1);
      if (value === null) return null;
      values.push(value);
      skip();
      const mark = text[at++];
      if (mark === ']' || mark === ')') return { word: word.toUpperCase(), values };
      if (mark !== ',') return null;
    }
  };
  const read = node(0);
  return read !== null && typeof read === 'object' ? read : null;
}

const nodesOf = ({ values }: WktNode): WktNode[] =>
  values.filter((value): value is WktNode => typeof value === 'object');

const PROJECTED = /^PROJ(CS|CRS|ECTEDCRS)$/;
const GEOGRAPHIC = /^(GEOGCS|GEOGCRS|GEOGRAPHICCRS|GEODCRS|GEODETICCRS)$/;
const VERTICAL = /^(VERT_CS|VERTCRS|VERTICALCRS)$/;
const LENGTH_UNIT = /^(UNIT|LENGTHUNIT)$/;

function find(root: WktNode, word: RegExp): WktNode | null {
  if (word.test(root.word)) return root;
  for (const child of nodesOf(root)) {
    const found = find(child, word);
    if (found) return found;
  }
  return null;
}

/** The part that says where on a map, and the one that says from where heights count. */
export const horizontalOf = (root: WktNode): WktNode | null =>
  find(root, PROJECTED) ?? find(root, GEOGRAPHIC);
export const verticalOf = (root: WktNode): WktNode | null => find(root, VERTICAL);
export const isProjected = ({ word }: WktNode): boolean => PROJECTED.test(word);

/** Its own EPSG code, not one of its parts; null where it names none. */
export function codeIn(node: WktNode): number | null {
  for (const { word, values } of nodesOf(node)) {
    if (word !== 'AUTHORITY' && word !== 'ID') continue;
    const code = Number(values[1]);
    if (String(values[0]).toUpperCase() === 'EPSG' && Number.isInteger(code) && code > 0) return code;
  }
  return null;
}

export const nameIn = ({ values }: WktNode): string => (typeof values[0] === 'string' ? values[0] : '');

/** Metres in one unit of its coordinates; null where it does not say. */
export function unitIn(node: WktNode): number | null {
  const own = nodesOf(node)
    .filter(({ word }) => LENGTH_UNIT.test(word))
    .at(-1);
  const inAxis = find({ word: '', values: nodesOf(node).filter(({ word }) => word === 'AXIS') }, LENGTH_UNIT);
  const metres = Number((own ?? inAxis)?.values[1]);
  return metres > 0 ? metres : null;
}

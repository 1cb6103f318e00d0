/** XML of an IDS file → nodes, bounded: a stranger's file may be deep, long or no XML at all. */
import { SaxesParser } from 'saxes';

export interface IdsNode {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: IdsNode[];
  text: string;
}

const DEEPEST = 40;
const MOST_NODES = 200_000;

/** Throws with the parser's words where it is no XML, or more than is wanted. */
export function readXml(xml: string): IdsNode {
  const root: IdsNode = { name: '', attributes: {}, children: [], text: '' };
  const path: IdsNode[] = [root];
  let nodes = 0;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length > DEEPEST || ++nodes > MOST_NODES) throw new Error('too deep or too long');
    const own: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) own[localOf(key)] = String(value);
    const node: IdsNode = { name: localOf(name), attributes: own, children: [], text: '' };
    path.at(-1)?.children.push(node);
    path.push(node);
  });
  parser.on('text', (text) => {
    const node = path.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => void path.pop());
  parser.write(xml).close();
  return root;
}

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1);

export const childrenOf = (node: IdsNode, name: string): IdsNode[] =>
  node.children.filter((child) => child.name === name);

export const childOf = (node: IdsNode | null, name: string): IdsNode | null =>
  node?.children.find((child) => child.name === name) ?? null;

export const textOf = (node: IdsNode | null): string => node?.text ?? '';

/** Words by which a system is recognised in the names of foreign devices: its own, and those that it declares. */
import type { SystemDeclaration } from '../systems/declaration.ts';

export interface RecognisedWord {
  readonly han: boolean;
  /** Whole, or split into words. */
  readonly parts: readonly string[];
  readonly length: number;
}

const remembered = new WeakMap<SystemDeclaration, readonly RecognisedWord[]>();

export function systemWords(system: SystemDeclaration): readonly RecognisedWord[] {
  const known = remembered.get(system);
  if (known) return known;
  const { id, name, short, recognises = [] } = system;
  const given = new Set([id, name.zh, name.en, short.zh, short.en, ...recognises]);
  const words = [...given].flatMap((word) => wordOf(word) ?? []);
  remembered.set(system, words);
  return words;
}

function wordOf(word: string): RecognisedWord | null {
  const han = /\p{Script=Han}/u.test(word);
  const parts = han ? [word.normalize('NFKC').toLowerCase()] : tokensOf(word);
  const length = parts.join('').length;
  return length < 2 ? null : { han, parts, length: han ? length * 2 : length };
}

/** Letters of the longest of these words that the text holds; 0 where it holds none. */
export function matchesAny(text: string, words: readonly RecognisedWord[]): number {
  if (text === '') return 0;
  const { whole, tokens } = readable(text);
  let longest = 0;
  for (const { han, parts, length } of words) {
    if (length <= longest) continue;
    if (han ? whole !== null && whole.includes(parts[0] ?? '') : holds(tokens, parts)) longest = length;
  }
  return longest;
}

interface Readable {
  /** Null: without Chinese words. */
  readonly whole: string | null;
  readonly tokens: readonly string[];
}

const mostRemembered = 5000;
/** Devices of one kind name their values alike, and each system is asked of each. */
const texts = new Map<string, Readable>();

function readable(text: string): Readable {
  const known = texts.get(text);
  if (known) return known;
  const whole = text.slice(0, 300).normalize('NFKC').toLowerCase();
  const found = { whole: /\p{Script=Han}/u.test(whole) ? whole : null, tokens: tokensOf(text) };
  if (texts.size >= mostRemembered) texts.clear();
  if (text.length <= 300) texts.set(text, found);
  return found;
}

function holds(tokens: readonly string[], parts: readonly string[]): boolean {
  for (let start = 0; start + parts.length <= tokens.length; start++)
    if (parts.every((part, nth) => tokens[start + nth] === part)) return true;
  return false;
}

/** Latin words in small letters, one rather than many of them. */
function tokensOf(text: string): string[] {
  return text
    .slice(0, 300)
    .normalize('NFKC')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '')
    .map((token) =>
      token.length > 3 && token.endsWith('s') && !token.endsWith('ss') ? token.slice(0, -1) : token,
    );
}

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
  const whole = text.slice(0, 300).normalize('NFKC').toLowerCase();
  let tokens: readonly string[] | null = null;
  let longest = 0;
  for (const { han, parts, length } of words) {
    if (length <= longest) continue;
    if (han ? whole.includes(parts[0] ?? '') : holds((tokens ??= tokensOf(text)), parts)) longest = length;
  }
  return longest;
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
    .map((token) => (token.length > 3 && token.endsWith('s') && !token.endsWith('ss') ? token.slice(0, -1) : token));
}

/** Arguments of one STEP record → values. References, enumerations and typed values keep their kind. */
export type StepValue = null | number | string | StepRef | StepEnum | StepTyped | readonly StepValue[];

export interface StepRef {
  readonly ref: number;
}
export interface StepEnum {
  readonly word: string;
}
export interface StepTyped {
  readonly type: string;
  readonly value: StepValue;
}

export function refOf(value: StepValue | undefined): number | null {
  return value !== null && typeof value === 'object' && 'ref' in value ? value.ref : null;
}

export function refsOf(value: StepValue | undefined): number[] {
  if (!Array.isArray(value)) {
    const one = refOf(value);
    return one === null ? [] : [one];
  }
  return value.flatMap((item: StepValue) => refOf(item) ?? []);
}

export const textOf = (value: StepValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

export const wordOf = (value: StepValue | undefined): string | null =>
  value !== null && typeof value === 'object' && 'word' in value ? value.word : null;

/** A plain number, or the number inside `IFCLENGTHMEASURE(1.)`. */
export function numberOf(value: StepValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (value !== null && typeof value === 'object' && 'type' in value) return numberOf(value.value);
  return null;
}

const MAX_DEPTH = 64;
const WORD = /[#.\w+-][\w.+-]*/y;
const BEYOND_ASCII = /[\x80-\xff]/;
const SLASH = 47;

/** `text` runs from the opening bracket to the closing one. Throws on text that is not STEP. */
export function parseArguments(text: string): readonly StepValue[] {
  let at = 0;
  const fail = (): never => {
    throw new Error(`Not a STEP argument list near “${text.slice(Math.max(0, at - 10), at + 20)}”.`);
  };
  const skip = (): void => {
    for (;;) {
      while (text.charCodeAt(at) <= 32) at++;
      if (text.charCodeAt(at) !== SLASH || text[at + 1] !== '*') return;
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? fail() : end + 2;
    }
  };
  const list = (depth: number): StepValue[] => {
    if (depth > MAX_DEPTH) fail();
    const items: StepValue[] = [];
    at++;
    skip();
    while (text[at] !== ')') {
      if (at >= text.length) fail();
      items.push(value(depth + 1));
      skip();
      if (text[at] === ',') at++;
      else if (text[at] !== ')') fail();
      skip();
    }
    at++;
    return items;
  };
  const value = (depth: number): StepValue => {
    skip();
    const c = text[at] ?? '';
    if (c === '(') return list(depth);
    if (c === "'") return quoted();
    if (c === '$' || c === '*') {
      at++;
      return null;
    }
    if (c === '"') {
      const end = text.indexOf('"', at + 1);
      const binary = text.slice(at + 1, end < 0 ? fail() : end);
      at = end + 1;
      return binary;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? fail();
    at += word.length;
    if (c === '#') return { ref: Number(word.slice(1)) };
    if (c === '.' && word.endsWith('.') && word.length > 1) return { word: word.slice(1, -1).toUpperCase() };
    const number = Number(word);
    if (!Number.isNaN(number)) return number;
    skip();
    if (text[at] !== '(') fail();
    return { type: word.toUpperCase(), value: list(depth)[0] ?? null };
  };
  const quoted = (): string => {
    let end = at + 1;
    for (;;) {
      end = text.indexOf("'", end);
      if (end < 0) fail();
      if (text[end + 1] !== "'") break;
      end += 2;
    }
    const raw = text.slice(at + 1, end);
    at = end + 1;
    return decodeText(raw);
  };
  skip();
  if (text[at] !== '(') fail();
  return list(0);
}

/** ISO 10303-21 text: `''`, `\X2\…\X0\`, `\X4\…\X0\`, `\X\hh`, `\S\c`; bytes beyond ASCII are UTF-8 where they can be. */
export function decodeText(raw: string): string {
  let text = raw.includes("''") ? raw.replaceAll("''", "'") : raw;
  if (text.includes('\\')) {
    text = text
      .replace(/\\X2\\((?:[0-9A-F]{4})*)\\X0\\/gi, (_, hex: string) =>
        hex.replace(/.{4}/g, (unit) => String.fromCharCode(parseInt(unit, 16))),
      )
      .replace(/\\X4\\((?:[0-9A-F]{8})*)\\X0\\/gi, (_, hex: string) =>
        hex.replace(/.{8}/g, (unit) => String.fromCodePoint(Math.min(parseInt(unit, 16), 0x10ffff))),
      )
      .replace(/\\X\\([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/\\S\\(.)/g, (_, c: string) => String.fromCharCode(c.charCodeAt(0) + 128))
      .replace(/\\P[A-I]\\/g, '')
      .replaceAll('\\\\', '\\');
    return text;
  }
  // Records are read as Latin-1; many programs write UTF-8 bytes although the standard forbids it.
  if (!BEYOND_ASCII.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

/** What a value may be in an IDS file: one text, or restrictions of XML Schema that hold together. */
import type { IdsNode } from './idsXml.ts';
import { childOf, childrenOf, textOf } from './idsXml.ts';

export interface IdsValue {
  accepts(value: string | number | boolean | null): boolean;
  /** As it is told to a person. */
  readonly shown: string;
}

/** Two numbers that a program and a file round differently are one. IDS 1.0, "tolerance": 1e-6 relative and absolute. */
const TOLERANCE = 1e-6;
const LONGEST_PATTERN = 400;

/** Null where the node says nothing: anything will do. Throws on a pattern that is none. */
export function readValue(node: IdsNode | null): IdsValue | null {
  if (!node) return null;
  const simple = childOf(node, 'simpleValue');
  if (simple) {
    const text = textOf(simple).trim();
    return { shown: text, accepts: (value) => isEqual(value, text) };
  }
  const restriction = childOf(node, 'restriction');
  return restriction && readRestriction(restriction);
}

function readRestriction(node: IdsNode): IdsValue {
  const all = (name: string): string[] => childrenOf(node, name).map((one) => one.attributes['value'] ?? '');
  const options = all('enumeration');
  const patterns = all('pattern').map(toRegExp);
  const bounds = (['minInclusive', 'maxInclusive', 'minExclusive', 'maxExclusive'] as const).flatMap((kind) =>
    all(kind).map((text) => ({ kind, limit: Number(text) })),
  );
  const lengths = (['length', 'minLength', 'maxLength'] as const).flatMap((kind) =>
    all(kind).map((text) => ({ kind, limit: Number(text) })),
  );
  return {
    shown: [
      ...options,
      ...all('pattern').map((pattern) => `/${pattern}/`),
      ...bounds.map(({ kind, limit }) => `${SIGN[kind]} ${limit}`),
      ...lengths.map(({ kind, limit }) => `${kind} ${limit}`),
    ].join(' | '),
    accepts(value) {
      if (value === null) return false;
      const text = String(value);
      if (options.length > 0 && !options.some((option) => isEqual(value, option))) return false;
      if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(text))) return false;
      return (
        bounds.every(({ kind, limit }) => isWithin(Number(value), kind, limit)) &&
        lengths.every(({ kind, limit }) =>
          kind === 'length'
            ? text.length === limit
            : kind === 'minLength'
              ? text.length >= limit
              : text.length <= limit,
        )
      );
    },
  };
}

const SIGN = { minInclusive: '≥', maxInclusive: '≤', minExclusive: '>', maxExclusive: '<' } as const;

function isWithin(value: number, kind: keyof typeof SIGN, limit: number): boolean {
  if (!Number.isFinite(value)) return false;
  const slack = TOLERANCE * Math.max(1, Math.abs(limit));
  switch (kind) {
    case 'minInclusive':
      return value >= limit - slack;
    case 'maxInclusive':
      return value <= limit + slack;
    case 'minExclusive':
      return value > limit + slack;
    case 'maxExclusive':
      return value < limit - slack;
  }
}

function isEqual(value: string | number | boolean | null, text: string): boolean {
  if (value === null) return false;
  if (typeof value === 'boolean') return String(value) === text.toLowerCase() || (value ? '1' : '0') === text;
  if (typeof value !== 'number') return value === text;
  const wanted = Number(text);
  return text !== '' && Math.abs(value - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
}

/** Patterns of XML Schema hold for the whole text; what differs from ours (`\i`, `\c`) is written out. */
function toRegExp(pattern: string): RegExp {
  const own = pattern.slice(0, LONGEST_PATTERN).replaceAll('\\i', '[A-Za-z_:]').replaceAll('\\c', '[\\w.:-]');
  return new RegExp(`^(?:${own})$`, 'u');
}

/**
 * Value templates of Home Assistant discovery, the part that devices use: paths into `value_json`, `value`, literals,
 * comparisons, arithmetic, `a if b else c`, and plain filters. Read by a parser of its own, because a template comes
 * from whoever may publish and must be able to do nothing else.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';

export interface Scope {
  /** The payload as text. */
  readonly value: string;
  /** The payload as JSON; undefined where it is none. */
  readonly json: unknown;
}

type Evaluate = (scope: Scope) => unknown;
export type Template = (scope: Scope) => unknown;

const token =
  /\s*(?:(\d+\.?\d*)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(==|!=|<=|>=|[-+*/<>|().,[\]])|([A-Za-z_]\w*))/y;

interface Token {
  readonly kind: 'number' | 'text' | 'sign' | 'word' | 'end';
  readonly text: string;
}

/** A template is one `{{ expression }}`; what stands around it is not supported. */
export function parseTemplate(source: string): Result<Template> {
  const inner = /^\s*\{\{-?([\s\S]*?)-?\}\}\s*$/.exec(source)?.[1];
  if (inner === undefined || source.length > 1000)
    return failure('template', { reason: 'only one {{ expression }}', template: source.slice(0, 80) });
  try {
    const tokens = tokensOf(inner);
    return success(parserOf(tokens).whole());
  } catch (error) {
    return failure('template', {
      reason: error instanceof Error ? error.message : String(error),
      template: inner.trim().slice(0, 80),
    });
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`unexpected “${text.slice(at, at + 10).trim()}”`);
    const [, number, single, double, sign, word] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'text', text: (single ?? double ?? '').replaceAll(/\\(.)/g, '$1') });
  }
  return tokens;
}

const compare: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  '==': (a, b) => a === b || String(a) === String(b),
  '!=': (a, b) => !(a === b || String(a) === String(b)),
  '<': (a, b) => Number(a) < Number(b),
  '>': (a, b) => Number(a) > Number(b),
  '<=': (a, b) => Number(a) <= Number(b),
  '>=': (a, b) => Number(a) >= Number(b),
};

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const filters: Readonly<Record<string, (value: unknown, args: readonly unknown[]) => unknown>> = {
  float: (value, [otherwise]) => numberOr(value, otherwise),
  int: (value, [otherwise]) => {
    const number = numberOr(value, otherwise);
    return typeof number === 'number' ? Math.trunc(number) : number;
  },
  round: (value, [places = 0]) => {
    const scale = 10 ** Number(places);
    return Math.round(Number(value) * scale) / scale;
  },
  default: (value, [otherwise]) => value ?? otherwise,
  abs: (value) => Math.abs(Number(value)),
  lower: (value) => String(value).toLowerCase(),
  upper: (value) => String(value).toUpperCase(),
  trim: (value) => String(value).trim(),
  string: String,
};

function numberOr(value: unknown, otherwise: unknown): unknown {
  const number = value === '' || value === null || value === undefined ? NaN : Number(value);
  return Number.isNaN(number) ? (otherwise ?? null) : number;
}

/** Only what the JSON itself holds: no inherited names. */
function member(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function parserOf(tokens: readonly Token[]) {
  let at = 0;
  const end: Token = { kind: 'end', text: 'the end' };
  const peek = () => tokens[at] ?? end;
  const next = () => tokens[at++] ?? end;
  const isNext = (text: string) => peek().kind !== 'text' && peek().text === text;
  function take(text: string): void {
    const found = next();
    if (found.kind === 'text' || found.text !== text)
      throw new Error(`expected “${text}”, found “${found.text}”`);
  }

  function conditional(): Evaluate {
    const yes = comparison();
    if (!isNext('if')) return yes;
    next();
    const condition = comparison();
    take('else');
    const no = conditional();
    return (scope) => (condition(scope) ? yes(scope) : no(scope));
  }

  function comparison(): Evaluate {
    const left = sum();
    const operator = Object.hasOwn(compare, peek().text) ? compare[next().text] : undefined;
    if (!operator) return left;
    const right = sum();
    return (scope) => operator(left(scope), right(scope));
  }

  function chain(signs: readonly string[], part: () => Evaluate): Evaluate {
    let left = part();
    while (peek().kind === 'sign' && signs.includes(peek().text)) {
      const operate = arithmetic[next().text];
      const [before, right] = [left, part()];
      left = (scope) => operate?.(Number(before(scope)), Number(right(scope)));
    }
    return left;
  }
  const sum = (): Evaluate => chain(['+', '-'], () => chain(['*', '/'], filtered));

  function filtered(): Evaluate {
    let value = primary();
    while (isNext('|')) {
      next();
      const { text } = next();
      const filter = Object.hasOwn(filters, text) ? filters[text] : undefined;
      if (!filter) throw new Error(`the filter “${text}” is not known`);
      const args: Evaluate[] = [];
      if (isNext('(')) {
        next();
        while (!isNext(')')) {
          args.push(conditional());
          if (isNext(',')) next();
        }
        take(')');
      }
      const before = value;
      value = (scope) =>
        filter(
          before(scope),
          args.map((arg) => arg(scope)),
        );
    }
    return value;
  }

  function path(from: Evaluate): Evaluate {
    let value = from;
    for (;;) {
      const before = value;
      if (isNext('.')) {
        next();
        const { text } = next();
        value = (scope) => member(before(scope), text);
      } else if (isNext('[')) {
        next();
        const { text } = next();
        take(']');
        value = (scope) => member(before(scope), text);
      } else return value;
    }
  }

  function primary(): Evaluate {
    const { kind, text } = next();
    if (kind === 'number') return () => Number(text);
    if (kind === 'text') return () => text;
    if (kind === 'sign' && text === '(') {
      const inner = conditional();
      take(')');
      return path(inner);
    }
    if (kind === 'sign' && text === '-') {
      const inner = filtered();
      return (scope) => -Number(inner(scope));
    }
    if (kind === 'word') {
      if (text === 'value_json') return path(({ json }) => json);
      if (text === 'value') return ({ value }) => value;
      if (/^true$/i.test(text)) return () => true;
      if (/^false$/i.test(text)) return () => false;
      if (/^none$/i.test(text)) return () => null;
    }
    throw new Error(`“${text}” is not understood`);
  }

  return {
    whole(): Evaluate {
      const expression = conditional();
      if (peek().kind !== 'end') throw new Error(`“${peek().text}” is not understood`);
      return expression;
    },
  };
}

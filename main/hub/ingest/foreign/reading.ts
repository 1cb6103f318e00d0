/**
 * Values of foreign devices as those of the point they are: text as numbers, ON as yes, LOCK as locked, bar as MPa. Made
 * once for each point; what cannot be read is told apart from what says nothing.
 */
import type { PointValue } from '#shared/protocol/device.ts';
import { callsForHelp, isEmergency } from '#shared/compounds/emergencyWords.ts';
import { standInOf, stateWords } from '#shared/compounds/stateWords.ts';
import type { ExposedPoint } from '#shared/compounds/proposal.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';
import { rescaled, rescaleFrom, type Rescale } from '#shared/units/rescale.ts';

export interface ForeignPoint extends ExposedPoint {
  /** What it says for yes and for no, where that is not true and false. */
  readonly on?: string | number | boolean;
  readonly off?: string | number | boolean;
  /** Less is no reading: of what is counted. */
  readonly min?: number;
  /** It can be told a value. */
  readonly settable?: boolean;
}

export const unreadable: unique symbol = Symbol('unreadable');
/** Undefined: nothing is said, the last value stands. Null: there is none now. */
export type Readout = PointValue | undefined | typeof unreadable;
export type Read = (given: unknown) => Readout;

const longestText = 512;

const yes: ReadonlySet<string> = new Set([
  'on',
  'true',
  '1',
  'yes',
  'open',
  'detected',
  'alarm',
  'active',
  'online',
]);
const no: ReadonlySet<string> = new Set([
  'off',
  'false',
  '0',
  'no',
  'closed',
  'close',
  'clear',
  'normal',
  'inactive',
  'idle',
  'offline',
]);
const silent: ReadonlySet<string> = new Set(['unknown', 'unavailable', 'none', 'null']);

export function readerOf(point: ForeignPoint, declared: PointDeclaration | undefined): Read {
  const kind = declared?.kind ?? point.kind;
  switch (kind) {
    case 'number': {
      const scale = rescaleFrom(point.unit, declared?.unit);
      return numberReader(scale ?? { factor: 1, offset: 0 });
    }
    case 'boolean':
      return callsForHelp(point) ? readPress : booleanReader(point, declared !== undefined);
    case 'state':
      return stateReader(point, stateWords(declared?.states ?? []));
    case 'text':
      return readText;
    default:
      return readAny;
  }
}

function numberReader(scale: Rescale): Read {
  const isSame = scale.factor === 1 && scale.offset === 0;
  return (given) => {
    let value = given;
    if (typeof given === 'string') {
      const text = given.trim();
      if (text === '') return undefined;
      if (silent.has(text.toLowerCase())) return null;
      value = Number(text);
    }
    if (value === null || value === undefined) return value;
    if (typeof value !== 'number' || !Number.isFinite(value)) return unreadable;
    return isSame ? value : rescaled(value, scale);
  };
}

/** Any other word, or none, is another press or the end of one. */
const readPress: Read = (given) =>
  given === undefined ? undefined : typeof given === 'string' && isEmergency(given);

/** `byMeaning`: what it says for yes counts, else its own true and false. */
function booleanReader({ on, off }: ForeignPoint, byMeaning: boolean): Read {
  return (given) => {
    if (typeof given === 'boolean' && !(byMeaning && typeof on === 'boolean')) return given;
    if (given === null || given === undefined) return given;
    if (on !== undefined && given === on) return true;
    if (off !== undefined && given === off) return false;
    if (given === 1 || given === true) return true;
    if (given === 0 || given === false) return false;
    if (typeof given !== 'string') return unreadable;
    const word = given.trim().toLowerCase();
    if (word === '') return undefined;
    if (on !== undefined && word === String(on).toLowerCase()) return true;
    if (off !== undefined && word === String(off).toLowerCase()) return false;
    if (silent.has(word)) return null;
    return yes.has(word) ? true : no.has(word) ? false : unreadable;
  };
}

function stateReader({ on, off }: ForeignPoint, words: ReadonlyMap<string, string>): Read {
  const known = new Map<unknown, string | null>();
  /** Yes and no of it, where its own words are none of ours. */
  function ofMeaning(given: unknown): string | undefined {
    if (on !== undefined && given === on) return words.get('true');
    if (off !== undefined && given === off) return words.get('false');
    return undefined;
  }
  return (given) => {
    if (given === null || given === undefined) return given;
    const before = known.get(given);
    if (before !== undefined) return before;
    if (typeof given === 'object') return unreadable;
    const word = String(given).trim().toLowerCase();
    if (word === '') return undefined;
    const own = typeof given === 'boolean' ? undefined : words.get(word);
    const state = own ?? ofMeaning(given) ?? words.get(word) ?? (silent.has(word) ? null : undefined);
    if (state === undefined) return unreadable;
    if (known.size < 100) known.set(given, state);
    return state;
  };
}

const readText: Read = (given) => {
  if (given === null || given === undefined) return given;
  if (typeof given === 'string') return given.length > longestText ? given.slice(0, longestText) : given;
  return (typeof given === 'object' ? JSON.stringify(given) : String(given)).slice(0, longestText);
};

const readAny: Read = (given) => {
  if (typeof given === 'boolean' || given === null || given === undefined) return given;
  if (typeof given === 'number') return Number.isFinite(given) ? given : unreadable;
  return readText(given);
};

/** What to tell it so that its point shows the wanted value; null where it has no word for that. */
export function wordFor(
  point: ForeignPoint,
  declared: PointDeclaration | undefined,
  read: Read,
  wanted: PointValue,
): { readonly word: unknown; readonly shown: PointValue } | null {
  const choices: readonly unknown[] = [
    ...[point.on, point.off].filter((one) => one !== undefined),
    ...(point.words ?? []),
    ...(point.kind === 'boolean' && point.on === undefined ? [true, false] : []),
  ];
  for (const shown of [wanted, typeof wanted === 'string' ? standInOf(wanted) : undefined]) {
    if (shown === undefined) continue;
    const word = choices.find((one) => read(one) === shown);
    if (word !== undefined) return { word, shown };
  }
  if (typeof wanted === 'number') {
    const scale = rescaleFrom(declared?.unit, point.unit);
    return scale && point.kind !== 'boolean' ? { word: rescaled(wanted, scale), shown: wanted } : null;
  }
  return choices.length === 0 && typeof wanted === 'string' ? { word: wanted, shown: wanted } : null;
}

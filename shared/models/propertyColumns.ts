/**
 * Properties of a model as columns: every different property once, every different set once, and for each row the sets it has.
 * What a value occurs in is found the other way round through an index that is made when it is first asked for. Hub and screen
 * read them alike.
 */
import type { ElementGroup, ElementProperty, PropertyName } from '#shared/protocol/model.ts';

/** name, value, unit */
export type StoredProperty = readonly [name: string, value: ElementProperty['value'], unit: string | null];

export interface PropertyTexts {
  readonly properties: readonly StoredProperty[];
  readonly setNames: readonly string[];
}

/** Lists of numbers behind each other: list `i` is `items[from[i]] … items[from[i + 1] − 1]`. */
interface Lists {
  readonly from: Uint32Array;
  readonly items: Uint32Array;
}

/** For every item the lists it is in. */
function invert({ from, items }: Lists, size: number): Lists {
  const inverted = new Uint32Array(size + 1);
  for (const item of items) inverted[item + 1] = (inverted[item + 1] ?? 0) + 1;
  for (let i = 0; i < size; i++) inverted[i + 1] = (inverted[i + 1] ?? 0) + (inverted[i] ?? 0);
  const next = inverted.slice();
  const out = new Uint32Array(items.length);
  for (let list = 0; list + 1 < from.length; list++) {
    for (let k = from[list] ?? 0; k < (from[list + 1] ?? 0); k++) {
      const item = items[k] ?? 0;
      const at = next[item] ?? 0;
      out[at] = list;
      next[item] = at + 1;
    }
  }
  return { from: inverted, items: out };
}

const listAt = ({ from, items }: Lists, i: number): Uint32Array =>
  items.subarray(from[i] ?? 0, from[i + 1] ?? from[i] ?? 0);

export interface PropertyReader {
  read(row: number): readonly ElementProperty[];
  /** Rows by what the property says there, ascending. */
  groups(set: string, name: string): readonly ElementGroup[];
  /** Rows by all that a set says, as one text: the layers of a wall, for example. */
  groupsOfSet(set: string): readonly ElementGroup[];
  /** Rows of which a name or value contains this text, in lower case, or which say this number with its unit; `limit` at most. */
  rowsContaining(needle: string, limit: number): readonly number[];
  /** Every name there is, with its set. */
  names(): readonly PropertyName[];
}

/**
 * `numbers`: properties of each set, then sets of each row; both as a count of lists, where each begins, and their items.
 */
export function openColumns({ properties, setNames }: PropertyTexts, numbers: Uint32Array): PropertyReader {
  let at = 0;
  const lists = (): Lists => {
    const count = numbers[at++] ?? 0;
    const from = numbers.subarray(at, at + count + 1);
    at += count + 1;
    const items = numbers.subarray(at, at + (from[count] ?? 0));
    at += items.length;
    return { from, items };
  };
  const membersOf = lists();
  const setsOf = lists();
  return createReader(properties, setNames, membersOf, setsOf);
}

/** One array of bytes of both: length of the texts, texts (JSON) up to a multiple of four, numbers. */
export function joinColumns(texts: Uint8Array, numbers: Uint8Array): Uint8Array {
  const from = 4 + ((texts.byteLength + 3) & ~3);
  const out = new Uint8Array(from + numbers.byteLength);
  new DataView(out.buffer).setUint32(0, texts.byteLength, true);
  out.set(texts, 4);
  out.set(numbers, from);
  return out;
}

/** Throws where the bytes are not what `joinColumns` made. */
export function openJoined(joined: ArrayBuffer): PropertyReader {
  const length = new DataView(joined).getUint32(0, true);
  const texts = JSON.parse(new TextDecoder().decode(new Uint8Array(joined, 4, length))) as PropertyTexts;
  return openColumns(texts, new Uint32Array(joined, 4 + ((length + 3) & ~3)));
}

/** `900 mm`, `2.5m`, `12 m²`, but not `3-2-501`. */
const MEASURED = /^-?\d+(\.\d+)?\s?(?!\d)[\p{L}°%µ][\p{L}\p{No}°%·/]*$/u;

/** Parts of a set that one label names. */
const MOST_PARTS = 6;

/** What a set is made of: the text of each property, and the name of one that only says how thick it is. */
export function contentText(properties: readonly StoredProperty[]): string {
  const parts = new Set(
    properties
      .map(([name, value]) => (typeof value === 'string' ? value : name).trim())
      .filter((part) => part !== ''),
  );
  const named = [...parts].slice(0, MOST_PARTS).join(' + ');
  return parts.size > MOST_PARTS ? `${named} + …` : named;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function createReader(
  properties: readonly StoredProperty[],
  setNames: readonly string[],
  membersOf: Lists,
  setsOf: Lists,
): PropertyReader {
  const inverse = once(() => ({
    setsWith: invert(membersOf, properties.length),
    rowsOfSet: invert(setsOf, setNames.length),
  }));
  const ofName = once(() => {
    const byName = new Map<string, number[]>();
    properties.forEach(([name], i) => {
      const known = byName.get(name);
      if (known) known.push(i);
      else byName.set(name, [i]);
    });
    return byName;
  });
  const texts = once(() =>
    properties.map(([name, value, unit]) => {
      const said = `${name}\t${String(value ?? '')}`;
      if (typeof value !== 'number') return said.toLowerCase();
      const shown = Number(value.toPrecision(9));
      return `${said}\t${shown} ${unit ?? ''}\t${shown}${unit ?? ''}\t`.toLowerCase();
    }),
  );
  const rowsHaving = (property: number, set: string | undefined, into: Set<number>): void => {
    const { setsWith, rowsOfSet } = inverse();
    for (const number of listAt(setsWith, property)) {
      if (set !== undefined && setNames[number] !== set) continue;
      for (const row of listAt(rowsOfSet, number)) into.add(row);
    }
  };
  const ascending = (rows: Set<number>): number[] => [...Uint32Array.from(rows).sort()];
  return {
    read(row) {
      const found: ElementProperty[] = [];
      for (const number of listAt(setsOf, row))
        for (const property of listAt(membersOf, number)) {
          const [name, value, unit] = properties[property] ?? ['', null, null];
          found.push({ set: setNames[number] ?? '', name, value, unit });
        }
      return found;
    },
    groups(set, name) {
      const found: ElementGroup[] = [];
      for (const property of ofName().get(name) ?? []) {
        const rows = new Set<number>();
        rowsHaving(property, set, rows);
        const [, value = null, unit = null] = properties[property] ?? [];
        if (rows.size > 0) found.push({ value, unit, elements: ascending(rows) });
      }
      return found;
    },
    groupsOfSet(set) {
      const rowsBy = new Map<string, Set<number>>();
      const { rowsOfSet } = inverse();
      setNames.forEach((own, number) => {
        if (own !== set) return;
        const label = contentText([...listAt(membersOf, number)].flatMap((i) => properties.slice(i, i + 1)));
        if (label === '') return;
        const rows = rowsBy.get(label) ?? new Set();
        for (const row of listAt(rowsOfSet, number)) rows.add(row);
        rowsBy.set(label, rows);
      });
      return [...rowsBy].flatMap(([value, rows]) =>
        rows.size > 0 ? [{ value, unit: null, elements: ascending(rows) }] : [],
      );
    },
    rowsContaining(needle, limit) {
      const rows = new Set<number>();
      const all = texts();
      // A number with its unit is meant whole: 5 m is neither 2.5 m nor 5 mm.
      const measured = MEASURED.test(needle) ? `\t${needle}\t` : needle;
      const fits = (text: string) => text.includes(text.endsWith('\t') ? measured : needle);
      for (let i = 0; i < all.length && rows.size < limit; i++)
        if (fits(all[i] ?? '')) rowsHaving(i, undefined, rows);
      return ascending(rows).slice(0, limit);
    },
    names() {
      const values = new Map<
        string,
        { readonly set: string; readonly name: string; readonly of: Set<number> }
      >();
      const { rowsOfSet } = inverse();
      setNames.forEach((set, number) => {
        if (listAt(rowsOfSet, number).length === 0) return;
        for (const property of listAt(membersOf, number)) {
          const name = properties[property]?.[0] ?? '';
          const key = JSON.stringify([set, name]);
          const held = values.get(key) ?? { set, name, of: new Set() };
          held.of.add(property);
          values.set(key, held);
        }
      });
      return [...values.values()].map(({ set, name, of }) => ({ set, name, values: of.size }));
    },
  };
}

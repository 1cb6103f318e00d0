/**
 * Properties on disk and in memory as columns: every different property once, every different set once, and for each row
 * the sets it has. What a value occurs in is found the other way round through an index made when the file is opened.
 * Compressed as a whole: what is told apart is little even of large models.
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { ElementGroup, ElementProperty, PropertyName } from '#shared/protocol/model.ts';
import type { PropertyTable, StoredProperty, StoredSet } from './properties.ts';

const MAGIC = 0x504f524c; // "LROP"
const VERSION = 2;
const HEAD_BYTES = 16;
/** What a file of a model within its limits unpacks to. */
const MOST_BYTES = 2 ** 30;

/** Layout: magic, version, bytes of the texts, 0 · texts (zstd JSON) · numbers (zstd of Uint32Array). */
interface Texts {
  readonly properties: readonly StoredProperty[];
  readonly setNames: readonly string[];
}

/** Lists of numbers behind each other: list `i` is `items[from[i]] … items[from[i + 1] − 1]`. */
interface Lists {
  readonly from: Uint32Array;
  readonly items: Uint32Array;
}

export function encodeProperties({ sets, ofRow }: PropertyTable, rows: number): Uint8Array {
  const properties: StoredProperty[] = [];
  const numberOfProperty = new Map<string, number>();
  const setNames: string[] = [];
  const numberOfSet = new Map<string, number>();
  const members: number[][] = [];
  const unique = sets.map(({ name, properties: own }: StoredSet): number => {
    const numbers = own.map((property) => {
      const key = JSON.stringify(property);
      const known = numberOfProperty.get(key);
      if (known !== undefined) return known;
      numberOfProperty.set(key, properties.length);
      return properties.push(property) - 1;
    });
    const key = `${name}\n${numbers.join()}`;
    const known = numberOfSet.get(key);
    if (known !== undefined) return known;
    numberOfSet.set(key, members.length);
    setNames.push(name);
    return members.push(numbers) - 1;
  });
  const setsOfRows = Array.from({ length: rows }, (_, row) => [
    ...new Set((ofRow.get(row) ?? []).map((set) => unique[set] ?? 0)),
  ]);
  const texts = zstdCompressSync(Buffer.from(JSON.stringify({ properties, setNames } satisfies Texts)));
  const numbers = [members, setsOfRows].flatMap((lists) => {
    const { from, items } = toLists(lists);
    return [Uint32Array.of(lists.length), from, items];
  });
  const packed = zstdCompressSync(Buffer.concat(numbers.map(({ buffer }) => Buffer.from(buffer))));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(VERSION, 4);
  head.writeUInt32LE(texts.byteLength, 8);
  return Buffer.concat([head, texts, packed]);
}

function toLists(lists: readonly (readonly number[])[]): Lists {
  const from = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (from[i + 1] = (from[i] ?? 0) + list.length));
  return { from, items: Uint32Array.from(lists.flat()) };
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
  /** Rows of which a name or value contains this text, in lower case; `limit` at most. */
  rowsContaining(needle: string, limit: number): readonly number[];
  /** Every name there is, with its set. */
  names(): readonly PropertyName[];
}

/** Throws where the bytes are none of this version or damaged. */
export function openProperties(bytes: Buffer): PropertyReader {
  if (bytes.readUInt32LE(0) !== MAGIC || bytes.readUInt32LE(4) !== VERSION)
    throw new Error('The property file is of another version.');
  const textBytes = bytes.readUInt32LE(8);
  const unpack = (part: Buffer) => zstdDecompressSync(part, { maxOutputLength: MOST_BYTES });
  const { properties, setNames } = JSON.parse(
    unpack(bytes.subarray(HEAD_BYTES, HEAD_BYTES + textBytes)).toString(),
  ) as Texts;
  const raw = unpack(bytes.subarray(HEAD_BYTES + textBytes));
  const numbers = new Uint32Array(new Uint8Array(raw).buffer);
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

function createReader(
  properties: readonly StoredProperty[],
  setNames: readonly string[],
  membersOf: Lists,
  setsOf: Lists,
): PropertyReader {
  const setsWith = invert(membersOf, properties.length);
  const rowsOfSet = invert(setsOf, setNames.length);
  const ofName = new Map<string, number[]>();
  properties.forEach(([name], i) => {
    const held = ofName.get(name);
    if (held) held.push(i);
    else ofName.set(name, [i]);
  });
  const texts = properties.map(([name, value]) => `${name}\t${String(value ?? '')}`.toLowerCase());
  const rowsHaving = (property: number, set: string | undefined, into: Set<number>): void => {
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
      for (const property of ofName.get(name) ?? []) {
        const rows = new Set<number>();
        rowsHaving(property, set, rows);
        const [, value = null, unit = null] = properties[property] ?? [];
        if (rows.size > 0) found.push({ value, unit, elements: ascending(rows) });
      }
      return found;
    },
    rowsContaining(needle, limit) {
      const rows = new Set<number>();
      for (let i = 0; i < texts.length && rows.size < limit; i++)
        if (texts[i]?.includes(needle)) rowsHaving(i, undefined, rows);
      return ascending(rows).slice(0, limit);
    },
    names() {
      const values = new Map<
        string,
        { readonly set: string; readonly name: string; readonly of: Set<number> }
      >();
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

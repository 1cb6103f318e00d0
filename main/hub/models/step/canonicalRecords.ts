/**
 * Which records mean the same: equal text whose references mean the same, all the way down. Programs that write a copy of
 * a shape for every element write such trees; what is found here is made into triangles once. Equal hashes are compared
 * byte by byte. A record that contains itself, directly or through others, means only itself and is told of.
 */
import { forEachReference } from './references.ts';
import type { StepFile } from './stepFile.ts';

const HASH = 35;
const QUOTE = 39;
const FNV_PRIME = 0x01000193;
const UNSEEN = -1;
const ENTERED = -2;

export interface CanonicalRecords {
  /** Row of the first record that means the same. Rows below it are looked at as well. */
  of(row: number): number;
  /** Whether `of` has looked at this row, itself or on the way. */
  isSeen(row: number): boolean;
  /** Whether a row that `of` has looked at contains itself, or leads to one that does. */
  isCircular(row: number): boolean;
  /** Rows that contain themselves. */
  readonly circular: readonly number[];
}

/**
 * `attached`: further rows that belong to the meaning of a row, such as the style that is given to a shape.
 * `meaningFrom`: where a row's meaning begins, for records whose first arguments only name them.
 */
export function createCanonicalRecords(
  step: StepFile,
  attached: ReadonlyMap<number, readonly number[]>,
  meaningFrom: (row: number) => number = (row) => step.index.starts[row] ?? 0,
): CanonicalRecords {
  const { bytes, rowOf } = step;
  const { starts, ends, types, count, hashes: plainHashes, refers } = step.index;
  /** Equal bytes are all that such a record means. */
  const isPlain = (row: number): boolean =>
    refers[row] === 0 && !attached.has(row) && meaningFrom(row) === starts[row];
  const canonical = new Int32Array(count).fill(UNSEEN);
  const circular: number[] = [];
  const leadsToCircle = new Uint8Array(count);
  let table = new Int32Array(1 << 12).fill(UNSEEN);
  let hashes = new Int32Array(1 << 12);
  let held = 0;
  const path: number[] = [];

  /** Meaning of a reference: the row it stands for, or the negative id of a record that does not exist. */
  const meaning = (id: number): number => {
    const row = rowOf(id);
    if (row < 0) return -3 - id;
    const found = canonical[row] ?? row;
    return found >= 0 ? found : row;
  };

  /** Puts the rows below that were not looked at yet on the path; true when there were any. */
  const descend = (row: number): boolean => {
    let found = false;
    const look = (child: number): void => {
      const state = canonical[child];
      if (state === UNSEEN) {
        path.push(child);
        found = true;
      } else if (state === ENTERED) {
        circular.push(child);
        leadsToCircle[child] = 1;
      }
    };
    forEachReference(bytes, meaningFrom(row), ends[row] ?? 0, (id) => {
      const child = rowOf(id);
      if (child >= 0) look(child);
    });
    for (const child of attached.get(row) ?? []) look(child);
    return found;
  };

  const hashOf = (row: number): number => {
    if (isPlain(row)) return Math.imul((plainHashes[row] ?? 0) ^ (types[row] ?? 0), FNV_PRIME);
    let hash = types[row] ?? 0;
    const end = ends[row] ?? 0;
    let quoted = false;
    for (let at = meaningFrom(row); at < end; at++) {
      let c = bytes[at] ?? 0;
      if (c === QUOTE) quoted = !quoted;
      if (c === HASH && !quoted) {
        let id = 0;
        let digit = bytes[at + 1] ?? 0;
        while (digit >= 48 && digit <= 57) {
          id = id * 10 + digit - 48;
          at++;
          digit = bytes[at + 1] ?? 0;
        }
        c = meaning(id);
        if (leadsToCircle[rowOf(id)] === 1) leadsToCircle[row] = 1;
      }
      hash = Math.imul(hash ^ c, FNV_PRIME);
    }
    for (const child of attached.get(row) ?? []) {
      hash = Math.imul(hash ^ (canonical[child] ?? child), FNV_PRIME);
      if (leadsToCircle[child] === 1) leadsToCircle[row] = 1;
    }
    return hash;
  };

  const isSame = (a: number, b: number): boolean => {
    if (types[a] !== types[b]) return false;
    let i = meaningFrom(a);
    let k = meaningFrom(b);
    const iEnd = ends[a] ?? 0;
    const kEnd = ends[b] ?? 0;
    if (refers[a] === 0 && refers[b] === 0 && iEnd - i !== kEnd - k) return false;
    let quoted = false;
    while (i < iEnd && k < kEnd) {
      const c = bytes[i] ?? 0;
      if (c !== bytes[k]) return false;
      i++;
      k++;
      if (c === QUOTE) quoted = !quoted;
      if (c !== HASH || quoted) continue;
      let left = 0;
      for (let d = bytes[i] ?? 0; d >= 48 && d <= 57; d = bytes[++i] ?? 0) left = left * 10 + d - 48;
      let right = 0;
      for (let d = bytes[k] ?? 0; d >= 48 && d <= 57; d = bytes[++k] ?? 0) right = right * 10 + d - 48;
      if (left !== right && meaning(left) !== meaning(right)) return false;
    }
    if (i < iEnd || k < kEnd) return false;
    const ofA = attached.get(a) ?? [];
    const ofB = attached.get(b) ?? [];
    return ofA.length === ofB.length && ofA.every((row, n) => canonical[row] === canonical[ofB[n] ?? -1]);
  };

  const grow = (): void => {
    const old = table;
    const oldHashes = hashes;
    table = new Int32Array(old.length * 2).fill(UNSEEN);
    hashes = new Int32Array(table.length);
    for (let slot = 0; slot < old.length; slot++) {
      const row = old[slot] ?? UNSEEN;
      if (row === UNSEEN) continue;
      const hash = oldHashes[slot] ?? 0;
      let at = (Math.imul(hash, 0x9e3779b1) >>> 0) & (table.length - 1);
      while (table[at] !== UNSEEN) at = (at + 1) & (table.length - 1);
      table[at] = row;
      hashes[at] = hash;
    }
  };

  const settle = (row: number): number => {
    if (held * 2 > table.length) grow();
    const hash = hashOf(row);
    let at = (Math.imul(hash, 0x9e3779b1) >>> 0) & (table.length - 1);
    for (;;) {
      const other = table[at] ?? UNSEEN;
      if (other === UNSEEN) break;
      if (hashes[at] === hash && isSame(other, row)) return other;
      at = (at + 1) & (table.length - 1);
    }
    table[at] = row;
    hashes[at] = hash;
    held++;
    return row;
  };

  return {
    of(row) {
      const known = canonical[row] ?? UNSEEN;
      if (known >= 0) return known;
      path.push(row);
      while (path.length > 0) {
        const top = path[path.length - 1] ?? row;
        const state = canonical[top] ?? UNSEEN;
        if (state >= 0) {
          path.pop();
          continue;
        }
        if (state === UNSEEN && !isPlain(top)) {
          canonical[top] = ENTERED;
          if (descend(top)) continue;
        }
        path.pop();
        canonical[top] = settle(top);
      }
      return canonical[row] ?? row;
    },
    isCircular: (row) => leadsToCircle[row] === 1,
    isSeen: (row) => (canonical[row] ?? UNSEEN) !== UNSEEN,
    circular,
  };
}

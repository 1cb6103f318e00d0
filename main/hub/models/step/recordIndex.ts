/**
 * Records of a STEP file as columns: one pass over the bytes finds where each begins and ends, what type it is of, and a
 * hash of its arguments, so that equal records are found without parsing them.
 */
const QUOTE = 39;
const HASH = 35;
const SEMICOLON = 59;
const SLASH = 47;
const STAR = 42;
const EQUALS = 61;
const OPEN = 40;
const FNV_PRIME = 0x01000193;

/** Type of what begins like a record and is none: nobody finds it, and no kernel gets it. */
export const DAMAGED = '?';

export interface RecordIndex {
  readonly count: number;
  /** Uint32Array [n]: `#id`, byte range of the arguments (from the bracket to before the semicolon). */
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Uint16Array [n], place in `typeNames`. */
  readonly types: Uint16Array;
  /** Int32Array [n], FNV-1a of the arguments' bytes. */
  readonly hashes: Int32Array;
  /** Uint8Array [n], 1 where the record refers to another. */
  readonly refers: Uint8Array;
  /** In capitals. */
  readonly typeNames: readonly string[];
  /** Where the first record may begin; it goes on where the one before ended. */
  readonly firstAt: number;
  /** Where the byte after the last whole record lies. */
  readonly completeAt: number;
  /** `ended`: the section's end was met; `cut`: the bytes end before; `garbage`: something that is no record; `full`: too many. */
  readonly finish: 'ended' | 'cut' | 'garbage' | 'full';
}

const MOST_TYPES = 65_535;
/** No name gives it: names' keys are whole multiples of 64 and a length. */
const DAMAGED_KEY = 0.5;

/** Other threads read the columns without a copy. */
const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);

function copyInto<T extends Uint32Array | Int32Array | Uint16Array | Uint8Array>(into: T, held: T): T {
  into.set(held);
  return into;
}

/** `from`: just behind `DATA;`. `mostRecords` bounds the memory it takes, 19 bytes a record. */
export function indexRecords(bytes: Uint8Array, from: number, mostRecords: number): RecordIndex {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length;
  let room = 1 << 14;
  let ids = new Uint32Array(shared(room * 4));
  let starts = new Uint32Array(shared(room * 4));
  let ends = new Uint32Array(shared(room * 4));
  let types = new Uint16Array(shared(room * 2));
  let hashes = new Int32Array(shared(room * 4));
  let refers = new Uint8Array(shared(room));
  const typeNames: string[] = [];
  const typeOfKey = new Map<number, number>();
  let count = 0;
  let at = from;
  let completeAt = from;
  let finish: RecordIndex['finish'] = 'cut';

  const grow = (): void => {
    room *= 2;
    ids = copyInto(new Uint32Array(shared(room * 4)), ids);
    starts = copyInto(new Uint32Array(shared(room * 4)), starts);
    ends = copyInto(new Uint32Array(shared(room * 4)), ends);
    types = copyInto(new Uint16Array(shared(room * 2)), types);
    hashes = copyInto(new Int32Array(shared(room * 4)), hashes);
    refers = copyInto(new Uint8Array(shared(room)), refers);
  };

  const addType = (key: number, name: string): number => {
    const type = Math.min(MOST_TYPES, typeNames.push(name) - 1);
    typeOfKey.set(key, type);
    return type;
  };

  const isSectionEnd = (place: number): boolean =>
    ((bytes[place] ?? 0) | 32) === 101 &&
    text.toString('latin1', place, place + 6).toUpperCase() === 'ENDSEC';

  /** Whether a number and an equals sign follow the hash here. */
  const beginsRecord = (place: number): boolean => {
    let next = place + 1;
    while ((bytes[next] ?? 0) >= 48 && (bytes[next] ?? 0) <= 57) next++;
    const hasNumber = next > place + 1;
    while (next < length && (bytes[next] ?? 0) <= 32) next++;
    return hasNumber && bytes[next] === EQUALS;
  };

  /** Where what is neither record nor comment ends: behind a semicolon, or before what is one again. */
  const strayEnd = (place: number): number => {
    for (let next = place; next < length; next++) {
      const c = bytes[next];
      if (c === SEMICOLON) return next + 1;
      if (c === HASH && beginsRecord(next)) return next;
      if (isSectionEnd(next)) return next;
    }
    return length;
  };

  for (;;) {
    let c = bytes[at] ?? 0;
    while (at < length && c <= 32) c = bytes[++at] ?? 0;
    if (at >= length) break;
    if (c === SLASH && bytes[at + 1] === STAR) {
      const end = text.indexOf('*/', at + 2, 'latin1');
      if (end < 0) break;
      at = end + 2;
      continue;
    }
    if (c !== HASH && isSectionEnd(at)) {
      finish = 'ended';
      break;
    }
    if (count >= mostRecords) {
      finish = 'full';
      break;
    }
    if (c !== HASH) {
      const next = strayEnd(at);
      if (next >= length) {
        finish = 'garbage';
        break;
      }
      if (count === room) grow();
      starts[count] = at;
      // What lies between two records is a damaged one, so that nothing that is copied holds it.
      ends[count] = next - 1;
      types[count] = typeOfKey.get(DAMAGED_KEY) ?? addType(DAMAGED_KEY, DAMAGED);
      count++;
      at = next;
      continue;
    }
    let id = 0;
    const idAt = at;
    for (c = bytes[++at] ?? 0; c >= 48 && c <= 57; c = bytes[++at] ?? 0) id = id * 10 + c - 48;
    let isRecord = at > idAt + 1;
    while (at < length && c <= 32) c = bytes[++at] ?? 0;
    if (c === EQUALS) c = bytes[++at] ?? 0;
    else isRecord = false;
    while (at < length && c <= 32) c = bytes[++at] ?? 0;
    const nameAt = at;
    let key = 0;
    // Letters, digits and underscore; lower case folds to upper.
    while ((c >= 65 && c <= 90) || (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c === 95) {
      key = (Math.imul(key, 31) + (c >= 97 ? c - 32 : c)) | 0;
      c = bytes[++at] ?? 0;
    }
    let opens = c;
    for (let next = at; next < length && opens <= 32;) opens = bytes[++next] ?? 0;
    isRecord &&= opens === OPEN || (opens === SLASH && at > nameAt);
    key = isRecord ? key * 64 + (at - nameAt) : DAMAGED_KEY;
    let type = typeOfKey.get(key);
    if (type === undefined) {
      const name = isRecord ? text.toString('latin1', nameAt, at).toUpperCase() : DAMAGED;
      type = addType(key, name);
    }
    const start = at;
    let hash = 0;
    let reference = 0;
    let ended = false;
    while (at < length) {
      if (c === SEMICOLON) {
        ended = true;
        break;
      }
      hash = Math.imul(hash ^ c, FNV_PRIME);
      if (c === HASH) reference = 1;
      else if (c === QUOTE) {
        do {
          c = bytes[++at] ?? 0;
          hash = Math.imul(hash ^ c, FNV_PRIME);
        } while (c !== QUOTE && at < length);
      } else if (c === SLASH && bytes[at + 1] === STAR) {
        const close = text.indexOf('*/', at + 2, 'latin1');
        if (close < 0) break;
        at = close + 1;
      }
      c = bytes[++at] ?? 0;
    }
    if (!ended) break;
    if (count === room) grow();
    ids[count] = isRecord ? id : 0;
    starts[count] = start;
    ends[count] = at;
    types[count] = type;
    hashes[count] = hash;
    refers[count] = reference;
    count++;
    completeAt = ++at;
  }
  return { count, ids, starts, ends, types, hashes, refers, typeNames, firstAt: from, completeAt, finish };
}

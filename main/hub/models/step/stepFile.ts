/**
 * A STEP file as an index of its records: one pass over the bytes, arguments parsed only when asked for. It is also
 * the check before the geometry kernel sees a file, so that a bad file gets a sentence with a line number.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { parseArguments, type StepValue } from './stepValues.ts';

const SUPPORTED = /^IFC(2X3|4|4X1|4X2|4X3)/;
const HEADER_BYTES = 200_000;

const QUOTE = 39;
const HASH = 35;
const SEMICOLON = 59;
const SLASH = 47;
const STAR = 42;

export interface StepFile {
  readonly schema: string;
  /** Ids of the records of one type, in file order; type in capitals. */
  idsOf(type: string): readonly number[];
  /** Type in capitals, or null where the id does not exist. */
  typeOf(id: number): string | null;
  /** Arguments; an empty list where the record is missing or malformed (counted in `malformed`). */
  read(id: number): readonly StepValue[];
  readonly types: readonly string[];
  readonly records: number;
  malformed(): number;
}

export function openStep(bytes: Uint8Array, fileName: string): Result<StepFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) return failure('ifc-empty', { file: fileName });
  const head = buffer.toString('latin1', 0, Math.min(buffer.length, HEADER_BYTES));
  if (!/^(?:\xef\xbb\xbf)?\s*(?:\/\*[\s\S]*?\*\/\s*)*ISO-10303-21\s*;/.test(head)) {
    return failure('ifc-not-step', { file: fileName });
  }
  const schema = /FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'/i.exec(head)?.[1]?.toUpperCase() ?? '';
  if (!SUPPORTED.test(schema)) {
    return schema
      ? failure('ifc-schema', { file: fileName, schema })
      : failure('ifc-no-schema', { file: fileName });
  }
  const data = /(?:^|[;\s])DATA\s*(?:\([^;]*\))?;/.exec(head);
  if (!data) {
    return failure('ifc-no-data', { file: fileName });
  }
  return index(buffer, data.index + data[0].length, schema, fileName);
}

function index(buffer: Buffer, from: number, schema: string, fileName: string): Result<StepFile> {
  const ids: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const types: number[] = [];
  const typeNames: string[] = [];
  const typeOfHash = new Map<number, number>();
  const length = buffer.length;
  let at = from;
  let complete = from;
  let finished = false;
  let garbage = false;

  for (;;) {
    let c = buffer[at] ?? 0;
    while (at < length && c <= 32) c = buffer[++at] ?? 0;
    if (at >= length) break;
    if (c === SLASH && buffer[at + 1] === STAR) {
      const end = buffer.indexOf('*/', at + 2, 'latin1');
      if (end < 0) break;
      at = end + 2;
      continue;
    }
    if (c !== HASH) {
      finished = buffer.toString('latin1', at, at + 6).toUpperCase() === 'ENDSEC';
      garbage = !finished;
      break;
    }
    let id = 0;
    for (c = buffer[++at] ?? 0; c >= 48 && c <= 57; c = buffer[++at] ?? 0) id = id * 10 + c - 48;
    while (at < length && (c <= 32 || c === 61)) c = buffer[++at] ?? 0;
    const nameAt = at;
    let hash = 0;
    // Letters, digits and underscore; lower case folds to upper.
    while ((c >= 65 && c <= 90) || (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c === 95) {
      hash = (Math.imul(hash, 31) + (c >= 97 ? c - 32 : c)) | 0;
      c = buffer[++at] ?? 0;
    }
    const key = hash * 64 + (at - nameAt);
    let type = typeOfHash.get(key);
    if (type === undefined) {
      type = typeNames.push(buffer.toString('latin1', nameAt, at).toUpperCase()) - 1;
      typeOfHash.set(key, type);
    }
    const argumentsAt = at;
    let ended = false;
    for (; at < length; at++) {
      c = buffer[at] ?? 0;
      if (c === QUOTE) {
        const close = buffer.indexOf(QUOTE, at + 1);
        if (close < 0) break;
        at = close;
      } else if (c === SEMICOLON) {
        ended = true;
        break;
      } else if (c === SLASH && buffer[at + 1] === STAR) {
        const close = buffer.indexOf('*/', at + 2, 'latin1');
        if (close < 0) break;
        at = close + 1;
      }
    }
    if (!ended) break;
    ids.push(id);
    starts.push(argumentsAt);
    ends.push(at);
    types.push(type);
    complete = ++at;
  }

  const closed =
    finished && buffer.toString('latin1', Math.max(0, length - 4096)).includes('END-ISO-10303-21');
  if (!closed) {
    const line = lineOf(buffer, complete);
    return failure(garbage ? 'ifc-syntax' : 'ifc-truncated', { file: fileName, line });
  }
  const rowOf = new Map<number, number>();
  const byType = new Map<string, number[]>(typeNames.map((name) => [name, []]));
  for (let i = 0; i < ids.length; i++) {
    rowOf.set(ids[i] ?? 0, i);
    byType.get(typeNames[types[i] ?? 0] ?? '')?.push(ids[i] ?? 0);
  }
  let malformed = 0;
  return success({
    schema,
    types: typeNames,
    records: ids.length,
    idsOf: (type) => byType.get(type) ?? [],
    typeOf: (id) => {
      const row = rowOf.get(id);
      return row === undefined ? null : (typeNames[types[row] ?? 0] ?? null);
    },
    read: (id) => {
      const row = rowOf.get(id);
      if (row === undefined) return [];
      try {
        return parseArguments(buffer.toString('latin1', starts[row], ends[row]));
      } catch {
        malformed++;
        return [];
      }
    },
    malformed: () => malformed,
  });
}

function lineOf(buffer: Buffer, offset: number): number {
  let line = 1;
  for (let at = buffer.indexOf(10); at >= 0 && at < offset; at = buffer.indexOf(10, at + 1)) line++;
  return line;
}

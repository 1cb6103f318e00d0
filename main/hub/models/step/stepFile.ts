/**
 * A STEP file as an index of its records; arguments are parsed only when asked for. It is also the check before the
 * geometry kernel sees a file, so that a bad file gets a sentence with a line number.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { DAMAGED, indexRecords, type RecordIndex } from './recordIndex.ts';
import { createRowOf } from './rowOf.ts';
import { parseArguments, type StepValue } from './stepValues.ts';

const SUPPORTED = /^IFC(2X3|4|4X1|4X2|4X3)/;
const HEADER_BYTES = 200_000;
/** A compound of forty towers has a sixth of that; more would take gigabytes. */
const MOST_RECORDS = 40_000_000;
const NOTHING = new Uint32Array(0);

export interface StepFile {
  readonly schema: string;
  readonly bytes: Uint8Array;
  readonly index: RecordIndex;
  /** Place of a record in the index, −1 where the id does not exist. */
  rowOf(id: number): number;
  /** Ids of the records of one type, in file order; type in capitals. */
  idsOf(type: string): Uint32Array;
  /** Type in capitals, or null where the id does not exist. */
  typeOf(id: number): string | null;
  /** Arguments; an empty list where the record is missing or malformed. */
  read(id: number): readonly StepValue[];
  readonly types: readonly string[];
  readonly records: number;
  /** Records that could not be read so far, and those that are none. */
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
  const index = indexRecords(bytes, data.index + data[0].length, MOST_RECORDS);
  if (index.finish === 'full') return failure('ifc-too-many-records', { file: fileName, most: MOST_RECORDS });
  const closed =
    index.finish === 'ended' &&
    buffer.toString('latin1', Math.max(0, buffer.length - 4096)).includes('END-ISO-10303-21');
  if (!closed) {
    const line = lineOf(buffer, index.completeAt);
    const code = index.finish === 'garbage' ? 'ifc-syntax' : 'ifc-truncated';
    return failure(code, { file: fileName, line });
  }
  return success(createStepFile(bytes, schema, index));
}

/** From an index that was made before, perhaps by another thread. */
export function createStepFile(bytes: Uint8Array, schema: string, index: RecordIndex): StepFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { ids, starts, ends, types, typeNames, count } = index;
  const damaged = typeNames.indexOf(DAMAGED);
  const rowOf = createRowOf(ids, count, damaged < 0 ? undefined : (row) => types[row] === damaged);
  const sizes = new Uint32Array(typeNames.length);
  for (let row = 0; row < count; row++) sizes[types[row] ?? 0] = (sizes[types[row] ?? 0] ?? 0) + 1;
  const byType = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  for (let row = 0; row < count; row++) {
    const type = types[row] ?? 0;
    const at = sizes[type] ?? 0;
    const list = byType[type];
    if (list) list[at] = ids[row] ?? 0;
    sizes[type] = at + 1;
  }
  const placeOf = new Map(typeNames.map((name, type) => [name, type]));
  let malformed = damaged < 0 ? 0 : (byType[damaged]?.length ?? 0);
  return {
    schema,
    bytes,
    index,
    rowOf,
    types: typeNames,
    records: count,
    idsOf: (type) => byType[placeOf.get(type) ?? -1] ?? NOTHING,
    typeOf(id) {
      const row = rowOf(id);
      return row < 0 ? null : (typeNames[types[row] ?? 0] ?? null);
    },
    read(id) {
      const row = rowOf(id);
      if (row < 0) return [];
      try {
        return parseArguments(buffer.toString('latin1', starts[row], ends[row]));
      } catch {
        malformed++;
        return [];
      }
    },
    malformed: () => malformed,
  };
}

function lineOf(buffer: Buffer, offset: number): number {
  let line = 1;
  for (let at = buffer.indexOf(10); at >= 0 && at < offset; at = buffer.indexOf(10, at + 1)) line++;
  return line;
}

/** Header of a PLY file: which elements follow, with which properties, in which coding. */
export type PlyType = 'i1' | 'u1' | 'i2' | 'u2' | 'i4' | 'u4' | 'f4' | 'f8';

export interface PlyProperty {
  readonly name: string;
  readonly type: PlyType;
  /** Of the length of a list; null: one value. */
  readonly count: PlyType | null;
}

export interface PlyElement {
  readonly name: string;
  /** As the header says. */
  readonly count: number;
  readonly properties: readonly PlyProperty[];
}

export interface PlyHeader {
  readonly coding: 'ascii' | 'little' | 'big';
  readonly elements: readonly PlyElement[];
  readonly comments: readonly string[];
  /** Where the first element begins. */
  readonly bodyFrom: number;
}

const TYPES: Readonly<Record<string, PlyType>> = {
  char: 'i1',
  int8: 'i1',
  uchar: 'u1',
  uint8: 'u1',
  short: 'i2',
  int16: 'i2',
  ushort: 'u2',
  uint16: 'u2',
  int: 'i4',
  int32: 'i4',
  uint: 'u4',
  uint32: 'u4',
  float: 'f4',
  float32: 'f4',
  double: 'f8',
  float64: 'f8',
};
const CODINGS: Readonly<Record<string, PlyHeader['coding']>> = {
  ascii: 'ascii',
  binary_little_endian: 'little',
  binary_big_endian: 'big',
};
const MOST_HEADER = 1 << 20;

export const bytesOf = (type: PlyType): number => Number(type[1]);

export const isPly = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x70 && bytes[1] === 0x6c && bytes[2] === 0x79 && (bytes[3] === 10 || bytes[3] === 13);

/** Null where it is damaged or does not end. */
export function readPlyHeader(bytes: Uint8Array): PlyHeader | null {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MOST_HEADER)).indexOf(
    'end_header',
  );
  if (!isPly(bytes) || end < 0) return null;
  let bodyFrom = end + 'end_header'.length;
  if (bytes[bodyFrom] === 13) bodyFrom++;
  if (bytes[bodyFrom] === 10) bodyFrom++;
  let coding: PlyHeader['coding'] | undefined;
  const comments: string[] = [];
  const elements: { name: string; count: number; properties: PlyProperty[] }[] = [];
  const text = new TextDecoder().decode(Uint8Array.from(bytes.subarray(0, end)));
  for (const line of text.split(/\r\n|\n|\r/)) {
    const words = line.trim().split(/\s+/);
    const [key = '', first = '', second = '', third = '', fourth = ''] = words;
    const last = elements.at(-1);
    if (key === 'format') coding = CODINGS[first];
    else if (key === 'comment' || key === 'obj_info') comments.push(words.slice(1).join(' ').slice(0, 200));
    else if (key === 'element') {
      const count = Number(second);
      if (!Number.isSafeInteger(count) || count < 0) return null;
      elements.push({ name: first, count, properties: [] });
    } else if (key === 'property') {
      const isList = first === 'list';
      const type = TYPES[isList ? third : first];
      const count = isList ? TYPES[second] : null;
      if (!last || !type || count === undefined) return null;
      last.properties.push({ name: isList ? fourth : second, type, count });
    }
  }
  return coding && elements.length > 0 ? { coding, elements, comments, bodyFrom } : null;
}

/** Values of a PLY file row by row, in whichever coding; ends where the file does. */
import { bytesOf, type PlyElement, type PlyHeader, type PlyType } from './header.ts';

export interface PlyBody {
  /** Calls `each` for every row that is there: values in the order of the properties, lists in `lists`. Returns how many. */
  rows(
    element: PlyElement,
    each: (values: Float64Array, lists: readonly (readonly number[])[]) => void,
  ): number;
}

/** Corners of one face; a strip may be the whole mesh, and is as long as the file at most. */
const MOST_LIST = 10_000;
const mostOf = (element: PlyElement): number => (element.name === 'tristrips' ? Infinity : MOST_LIST);
const TEXT_BYTES = 1 << 20;

export const openPlyBody = (bytes: Uint8Array, header: PlyHeader): PlyBody =>
  header.coding === 'ascii' ? asciiBody(bytes, header.bodyFrom) : binaryBody(bytes, header);

function binaryBody(bytes: Uint8Array, { coding, bodyFrom }: PlyHeader): PlyBody {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = coding === 'little';
  let at = bodyFrom;
  const number = (type: PlyType): number => {
    const from = at;
    at += bytesOf(type);
    switch (type) {
      case 'i1':
        return view.getInt8(from);
      case 'u1':
        return view.getUint8(from);
      case 'i2':
        return view.getInt16(from, little);
      case 'u2':
        return view.getUint16(from, little);
      case 'i4':
        return view.getInt32(from, little);
      case 'u4':
        return view.getUint32(from, little);
      case 'f4':
        return view.getFloat32(from, little);
      case 'f8':
        return view.getFloat64(from, little);
    }
  };
  return {
    rows(element, each) {
      const { count, properties } = element;
      const most = mostOf(element);
      const values = new Float64Array(properties.length);
      const lists: number[][] = [];
      const fixed = properties.reduce((sum, { type, count: list }) => sum + (list ? 0 : bytesOf(type)), 0);
      // Without a value each, rows could go on for ever.
      if (properties.length === 0) return 0;
      for (let row = 0; row < count; row++) {
        if (at + fixed > bytes.byteLength || at >= bytes.byteLength) return row;
        lists.length = 0;
        for (const [i, { type, count: list }] of properties.entries()) {
          if (!list) {
            if (at + bytesOf(type) > bytes.byteLength) return row;
            values[i] = number(type);
            continue;
          }
          if (at + bytesOf(list) > bytes.byteLength) return row;
          const length = number(list);
          if (!(length >= 0) || at + length * bytesOf(type) > bytes.byteLength) return row;
          const own: number[] = [];
          for (let k = 0; k < length; k++) {
            if (k < most) own.push(number(type));
            else at += bytesOf(type);
          }
          values[i] = length;
          lists.push(own);
        }
        each(values, lists);
      }
      return count;
    },
  };
}

function asciiBody(bytes: Uint8Array, from: number): PlyBody {
  const lines = linesOf(bytes, from);
  return {
    rows(element, each) {
      const { count, properties } = element;
      const most = mostOf(element);
      const values = new Float64Array(properties.length);
      const lists: number[][] = [];
      for (let row = 0; row < count; row++) {
        const line = lines();
        if (line === null) return row;
        const words = line.split(/\s+/);
        let at = 0;
        lists.length = 0;
        for (const [i, { count: list }] of properties.entries()) {
          const value = wordAsNumber(words[at++]);
          values[i] = value;
          if (!list) continue;
          const length = value >= 0 ? Math.min(value, words.length - at) : 0;
          lists.push(words.slice(at, at + Math.min(length, most)).map(wordAsNumber));
          at += length;
        }
        each(values, lists);
      }
      return count;
    },
  };
}

const wordAsNumber = (word: string | undefined): number => (word ? Number(word) : NaN);

/** Lines with something on them, one after another; null at the end. */
function linesOf(bytes: Uint8Array, from: number): () => string | null {
  let at = from;
  let held: string[] = [];
  let next = 0;
  let rest = '';
  return () => {
    for (;;) {
      while (next < held.length) {
        const line = (held[next++] ?? '').trim();
        if (line) return line;
      }
      if (at >= bytes.byteLength) {
        const line = rest.trim();
        rest = '';
        return line || null;
      }
      const part = bytes.subarray(at, at + TEXT_BYTES);
      at += part.byteLength;
      held = (rest + Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1')).split(
        /[\r\n]+/,
      );
      rest = held.pop() ?? '';
      // No line of numbers is as long; what is none is not gathered for ever.
      if (rest.length > TEXT_BYTES) rest = '';
      next = 0;
    }
  };
}

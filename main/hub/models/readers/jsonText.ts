/**
 * JSON from bytes of any origin. A text that is cut off is closed after the last value that came whole, so that what was
 * written before the cut is still read.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';

/** The longest text this platform holds as one string, with some room. */
const MOST_BYTES = 500 * 2 ** 20;

export interface ReadJson {
  readonly value: unknown;
  readonly cutOff: boolean;
}

export function readJson(bytes: Uint8Array, file: string): Result<ReadJson> {
  if (bytes.byteLength > MOST_BYTES)
    return failure('json-too-large', { file, megabytes: Math.round(MOST_BYTES / 2 ** 20) });
  const text = decodeText(bytes);
  try {
    return success({ value: JSON.parse(text) as unknown, cutOff: false });
  } catch {
    const closed = closeAfterLastWhole(text);
    if (closed !== null) {
      try {
        return success({ value: JSON.parse(closed) as unknown, cutOff: true });
      } catch {
        // Damaged before the cut: nothing to be had.
      }
    }
    return failure('json-damaged', { file });
  }
}

/** UTF-8 or UTF-16, with or without its mark. */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  // Shared memory is not decoded in place.
  const own = bytes.buffer instanceof SharedArrayBuffer ? Uint8Array.from(bytes) : bytes;
  return new TextDecoder(encoding).decode(own);
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** How deep inside a cut may lie for what is around it to be kept. */
const DEEPEST_CUT = 64;
/** Values deeper than this are part of their surroundings: half a polygon is no polygon. */
const WHOLE_DEPTH = 2;

/** Null where nothing whole came before the cut, or the text is not cut but wrong. */
function closeAfterLastWhole(text: string): string | null {
  const open: string[] = [];
  let end = -1;
  let closers = '';
  for (let i = 0; i < text.length; i++) {
    const one = text.charCodeAt(i);
    if (one === 0x22) {
      i = endOfString(text, i);
      if (i < 0) break;
    } else if (one === 0x7b || one === 0x5b) {
      open.push(one === 0x7b ? '}' : ']');
      if (open.length > DEEPEST_CUT * 1000) return null;
    } else if (one === 0x7d || one === 0x5d) {
      if (open.pop() !== text[i]) return null;
      if (open.length === 0) return null;
      if (open.length <= WHOLE_DEPTH) {
        end = i + 1;
        closers = open.toReversed().join('');
      }
    }
  }
  return end < 0 ? null : text.slice(0, end) + closers;
}

function endOfString(text: string, from: number): number {
  for (let i = text.indexOf('"', from + 1); i >= 0; i = text.indexOf('"', i + 1)) {
    let slashes = 0;
    while (text[i - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return i;
  }
  return -1;
}

/** The beginning of a file as text, for recognising what it is. */
export function startOf(bytes: Uint8Array, length = 4096): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const start = Uint8Array.from(bytes.subarray(0, length));
  if (!wide) return new TextDecoder().decode(start);
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(start);
}

/** Whether this ASCII text stands anywhere in the file: keys of JSON come in any order. */
export const holds = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text, 0, 'latin1');

/** Whether it begins as an object of JSON does, or as a record of a sequence. */
export const startsJson = (bytes: Uint8Array): boolean => /^[^\w<[{"]*\{/.test(startOf(bytes, 64));

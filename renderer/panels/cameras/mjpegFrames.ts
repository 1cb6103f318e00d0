/** Pictures out of an MJPEG stream, one by one, so that the tile knows when the last one came. */

const maxFrameBytes = 8_000_000;
const headEnd = [13, 10, 13, 10] as const;

/** Yields each JPEG of a `multipart/x-mixed-replace` body; ends with the stream. Throws on a frame over 8 MB. */
export async function* mjpegFrames(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1]?.replace(/^--/, '') ?? '';
  const mark = new TextEncoder().encode(`--${boundary}`);
  let held = new Uint8Array(0);
  for await (const chunk of chunks) {
    held = joined(held, chunk);
    for (;;) {
      const next = takeFrame(held, mark);
      if (!next) break;
      held = next.rest;
      if (next.frame.length > 0) yield next.frame;
    }
    if (held.length > maxFrameBytes) throw new Error('A picture of more than 8 MB.');
  }
}

function takeFrame(
  held: Uint8Array<ArrayBuffer>,
  mark: Uint8Array,
): { frame: Uint8Array<ArrayBuffer>; rest: Uint8Array<ArrayBuffer> } | null {
  const start = find(held, mark, 0);
  const bodyAt = start < 0 ? -1 : find(held, headEnd, start);
  if (bodyAt < 0) return null;
  const head = new TextDecoder('latin1').decode(held.subarray(start, bodyAt));
  const from = bodyAt + headEnd.length;
  const told = Number(/content-length:\s*(\d+)/i.exec(head)?.[1] ?? Number.NaN);
  const end = Number.isNaN(told) ? find(held, mark, from) : from + told;
  if (end < 0 || end > held.length) return null;
  return { frame: held.slice(from, end), rest: held.slice(end) };
}

function find(bytes: Uint8Array, wanted: ArrayLike<number>, from: number): number {
  for (let at = bytes.indexOf(wanted[0] ?? 0, from); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

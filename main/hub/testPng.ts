/** A PNG of a few pixels, for tests. */
import { crc32, deflateSync } from 'node:zlib';

/** `pixels`: rows from the top of RGB triples. */
export function testPng(pixels: readonly (readonly (readonly number[])[])[]): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels[0]?.length ?? 0, 0);
  head.writeUInt32BE(pixels.length, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.from(pixels.flatMap((row) => [0, ...row.flat()]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const RED = [220, 30, 30];
const GREEN = [30, 180, 30];
const BLUE = [30, 30, 220];
const YELLOW = [230, 210, 30];

/** Red and green above blue and yellow: shows which way up it lies. */
export const quadrants = (sizePx = 64): Buffer =>
  testPng(
    Array.from({ length: sizePx }, (_, row) =>
      Array.from({ length: sizePx }, (_, column) => {
        const [left, right] = row < sizePx / 2 ? [RED, GREEN] : [BLUE, YELLOW];
        return column < sizePx / 2 ? left : right;
      }),
    ),
  );

/** MJPEG as cameras send it: with and without lengths, cut anywhere. */
import { expect, test } from 'vitest';
import { mjpegFrames } from './mjpegFrames.ts';

async function framesOf(text: string, type: string, step: number): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += step) yield bytes.slice(at, at + step);
  }
  const found: string[] = [];
  for await (const frame of mjpegFrames(chunks(), type)) found.push(new TextDecoder().decode(frame));
  return found;
}

const withLength =
  '--f\r\nContent-Type: image/jpeg\r\nContent-Length: 7\r\n\r\none--f1\r\n--f\r\nContent-Length: 3\r\n\r\ntwo\r\n--f\r\n';
const without = '--f\r\nContent-Type: image/jpeg\r\n\r\none\r\n--f\r\n\r\n\r\ntwo\r\n--f\r\n';

test.each([1, 2, 5, 64, 1000])('frames come whole whatever the pieces (%i bytes)', async (step) => {
  expect(await framesOf(withLength, 'multipart/x-mixed-replace; boundary=f', step)).toEqual([
    'one--f1',
    'two',
  ]);
  expect(
    (await framesOf(without, 'multipart/x-mixed-replace;boundary="--f"', step)).map((frame) => frame.trim()),
  ).toEqual(['one', 'two']);
});

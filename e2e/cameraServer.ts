/** A camera as other makers build them, on loopback: one clip as MP4 with ranges, as fragmented-MP4 HLS, and as MJPEG. */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  Conversion,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

export interface CameraServer {
  readonly url: string;
  stop(): void;
}

/** Ends of the top-level boxes of an MP4: [type, from, to]. */
function boxesOf(file: Buffer): [string, number, number][] {
  const boxes: [string, number, number][] = [];
  for (let at = 0; at + 8 <= file.length;) {
    const size = file.readUInt32BE(at);
    if (size < 8) break;
    boxes.push([file.toString('latin1', at + 4, at + 8), at, at + size]);
    at += size;
  }
  return boxes;
}

async function fragmented(clip: Buffer): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(clip), formats: ALL_FORMATS });
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'fragmented' }), target });
  const conversion = await Conversion.init({ input, output });
  await conversion.execute();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

function sendRange(response: ServerResponse, file: Buffer, type: string, range: string | undefined): void {
  const [, first, last] = range?.match(/^bytes=(\d+)-(\d*)$/) ?? [];
  if (first === undefined) {
    response.writeHead(200, {
      'content-type': type,
      'content-length': file.length,
      'accept-ranges': 'bytes',
    });
    return void response.end(file);
  }
  const from = Number(first);
  const to = Math.min(file.length - 1, last ? Number(last) : Infinity);
  response
    .writeHead(206, {
      'content-type': type,
      'content-length': to - from + 1,
      'content-range': `bytes ${from}-${to}/${file.length}`,
      'accept-ranges': 'bytes',
    })
    .end(file.subarray(from, to + 1));
}

/** `/clip.mp4`, the same without ranges as `/whole.mp4`, `/vod.m3u8` (byte ranges of `/fragments.mp4`), `/mjpeg`; anything else is 404. */
export async function startCameraServer(clipPath: string, jpeg: Buffer): Promise<CameraServer> {
  const clip = readFileSync(clipPath);
  const fragments = await fragmented(clip);
  const boxes = boxesOf(fragments);
  const firstFragment = boxes.find(([type]) => type === 'moof')?.[1] ?? 0;
  const starts = boxes.filter(([type]) => type === 'moof').map(([, from]) => from);
  const seconds = 8 / Math.max(1, starts.length);
  const parts = starts.map((from, i) => {
    const to = starts[i + 1] ?? boxes.findLast(([type]) => type === 'mdat')?.[2] ?? fragments.length;
    return `#EXTINF:${seconds.toFixed(3)},\n#EXT-X-BYTERANGE:${to - from}@${from}\nfragments.mp4`;
  });
  const playlist = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:10',
    `#EXT-X-MAP:URI="fragments.mp4",BYTERANGE="${firstFragment}@0"`,
    ...parts,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
  const server = createServer((request, response) => {
    switch (request.url) {
      case '/clip.mp4':
        return sendRange(response, clip, 'video/mp4', request.headers.range);
      // A recorder that knows no byte ranges.
      case '/whole.mp4':
        return void response
          .writeHead(200, { 'content-type': 'video/mp4', 'content-length': clip.length })
          .end(clip);
      case '/fragments.mp4':
        return sendRange(response, fragments, 'video/mp4', request.headers.range);
      case '/vod.m3u8':
        return void response
          .writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' })
          .end(playlist);
      case '/mjpeg': {
        response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=frame' });
        const head = `--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
        const timer = setInterval(() => {
          response.write(head);
          response.write(jpeg);
          response.write('\r\n');
        }, 100);
        return void response.on('close', () => clearInterval(timer));
      }
      default:
        return void response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

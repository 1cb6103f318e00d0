/**
 * How bytes of history are compressed. Large bodies with zstd; small ones with raw deflate behind one byte, because a
 * zstd call costs 50 µs however little it unpacks, and a question about one point unpacks a thousand small bodies.
 */
import { deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** No zstd frame begins with it (theirs is 0x28). */
const deflated = 0xd1;
const smallBytes = 8_192;

export function compress(raw: Uint8Array): Uint8Array {
  if (raw.byteLength > smallBytes) return zstdCompressSync(raw);
  const body = deflateRawSync(raw, { level: 9 });
  const bytes = new Uint8Array(body.byteLength + 1);
  bytes[0] = deflated;
  bytes.set(body, 1);
  return bytes;
}

export function decompress(bytes: Uint8Array): Uint8Array {
  return bytes[0] === deflated ? inflateRawSync(bytes.subarray(1)) : zstdDecompressSync(bytes);
}

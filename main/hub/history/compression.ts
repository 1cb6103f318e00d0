/**
 * How bytes of history are compressed. Large bodies with zstd; small ones with raw deflate behind one byte, because a
 * zstd call costs 50 µs however little it unpacks, and a question about one point unpacks a thousand small bodies.
 */
import {
  constants,
  crc32,
  deflateRawSync,
  inflateRawSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';

/** No zstd frame begins with either (theirs is 0x28). The first was written before there were checksums. */
const deflated = 0xd1;
const deflatedChecked = 0xd2;
/** The marker and a CRC-32 of what was packed. */
const checkedHeader = 5;
const smallBytes = 8_192;

export function compress(raw: Uint8Array): Uint8Array {
  if (raw.byteLength > smallBytes)
    return zstdCompressSync(raw, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  const body = deflateRawSync(raw, { level: 9 });
  const bytes = new Uint8Array(body.byteLength + checkedHeader);
  bytes[0] = deflatedChecked;
  new DataView(bytes.buffer).setUint32(1, crc32(raw), true);
  bytes.set(body, checkedHeader);
  return bytes;
}

/** Throws where the bytes are not what was written. */
export function decompress(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === deflated) return inflateRawSync(bytes.subarray(1));
  if (bytes[0] !== deflatedChecked) return zstdDecompressSync(bytes);
  const raw = inflateRawSync(bytes.subarray(checkedHeader));
  const written = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
  if (crc32(raw) !== written) throw new Error('the checksum is wrong');
  return raw;
}

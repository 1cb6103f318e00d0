/**
 * Zip archives that strangers made: looked through by their directory before anything is unpacked, so that neither many
 * entries nor one that unpacks to gigabytes costs memory; checksums are compared afterwards.
 */
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const MOST_ENTRIES = 5000;
const MOST_UNPACKED_BYTES = 2 ** 31;
/** Text of models packs to a tenth, at best to a thirtieth. */
const MOST_RATIO = 100;
const RATIO_FROM_BYTES = 32 * 2 ** 20;
const DEFLATE = 8;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 65_535;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

export interface Unpacked {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Its checksum is another than the archive says. */
  readonly isDamaged: boolean;
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** The entries that `wanted` names; `file` is what faults call the archive. */
export function unzip(
  zip: Uint8Array,
  file: string,
  wanted: (name: string) => boolean,
): Result<readonly Unpacked[]> {
  const entries = readDirectory(zip);
  if (!entries) return failure('zip-damaged', { file });
  const chosen = entries.filter(({ name }) => wanted(name) && !/(^|\/)(__MACOSX|\._)/.test(name));
  const bytes = chosen.reduce((sum, entry) => sum + entry.bytes, 0);
  const isBomb =
    chosen.length > MOST_ENTRIES ||
    bytes > MOST_UNPACKED_BYTES ||
    (bytes > RATIO_FROM_BYTES && bytes > zip.byteLength * MOST_RATIO);
  if (isBomb) return failure('zip-too-large', { file });
  const foreign = chosen.find(({ method }) => method !== 0 && method !== DEFLATE);
  if (foreign) return failure('zip-method', { file, method: foreign.method });
  const sizes = new Map(chosen.map((entry) => [entry.name, entry]));
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(zip, {
      // The header before the data may tell another size than the directory: that one is what is unpacked.
      filter: ({ name, originalSize }) => originalSize <= (sizes.get(name)?.bytes ?? -1),
    });
  } catch {
    return failure('zip-damaged', { file });
  }
  return success(
    Object.entries(unpacked).map(([name, content]) => ({
      name,
      bytes: content,
      isDamaged: crc32(content) !== sizes.get(name)?.crc,
    })),
  );
}

/** Central directory; null where it cannot be read. Sizes beyond 4 GB are none that are wanted here. */
function readDirectory(zip: Uint8Array): ZipEntry[] | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.byteLength - END_BYTES;
  const first = Math.max(0, end - LONGEST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < first || end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  const text = new TextDecoder();
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > zip.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
    const nameBytes = view.getUint16(at + 28, true);
    const further = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    entries.push({
      // Only told apart by it: decoded as the unpacker does.
      name: nameOf(
        zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
        view.getUint16(at + 8, true),
        text,
      ),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
    });
    at += ENTRY_BYTES + nameBytes + further;
  }
  return entries;
}

const UTF8_FLAG = 0x800;

function nameOf(bytes: Uint8Array, flags: number, text: TextDecoder): string {
  return flags & UTF8_FLAG ? text.decode(bytes) : Buffer.from(bytes).toString('latin1');
}

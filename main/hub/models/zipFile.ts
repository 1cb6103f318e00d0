/**
 * Zip archives that strangers made: looked through by their directory before anything is unpacked, so that neither many
 * entries nor one that unpacks to gigabytes costs memory; checksums are compared afterwards.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const MOST_ENTRIES = 5000;
const MOST_UNPACKED_BYTES = 2 ** 31;
/** Text of models packs to a tenth, at best to a thirtieth. */
const MOST_RATIO = 100;
const RATIO_FROM_BYTES = 32 * 2 ** 20;
const DEFLATE = 8;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  /** As the directory says; no more is unpacked. */
  readonly bytes: number;
  /** Of its local header. */
  readonly at: number;
}

export interface Unpacked {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Its checksum is another than the archive says. */
  readonly isDamaged: boolean;
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** What may still be unpacked: one allowance for an archive and all that lie in it. */
export interface ZipAllowance {
  bytes: number;
  /** Of entries that unpack to more than a hundred times their size. */
  looseBytes: number;
}

export const zipAllowance = (): ZipAllowance => ({
  bytes: MOST_UNPACKED_BYTES,
  looseBytes: RATIO_FROM_BYTES,
});

/** The entries that `wanted` names; `file` is what faults call the archive. Takes from `allowance`, before anything is unpacked. */
export function unzip(
  zip: Uint8Array,
  file: string,
  wanted: (name: string) => boolean,
  allowance: ZipAllowance = zipAllowance(),
): Result<readonly Unpacked[]> {
  const entries = readDirectory(zip);
  if (!entries) return failure('zip-damaged', { file });
  const chosen = entries.filter(({ name }) => wanted(name) && !/(^|\/)(__MACOSX|\._)/.test(name));
  const sum = (entries: readonly ZipEntry[], of: 'bytes' | 'packedBytes'): number =>
    entries.reduce((all, entry) => all + entry[of], 0);
  allowance.bytes -= sum(chosen, 'bytes');
  allowance.looseBytes -= sum(
    chosen.filter(({ bytes, packedBytes }) => bytes > packedBytes * MOST_RATIO),
    'bytes',
  );
  const isBomb =
    chosen.length > MOST_ENTRIES ||
    allowance.bytes < 0 ||
    allowance.looseBytes < 0 ||
    // Entries that lie over each other.
    sum(chosen, 'packedBytes') > zip.byteLength;
  if (isBomb) return failure('zip-too-large', { file });
  const foreign = chosen.find(({ method }) => method !== 0 && method !== DEFLATE);
  if (foreign) return failure('zip-method', { file, method: foreign.method });
  try {
    return success(
      chosen.map((entry) => {
        const bytes = unpack(zip, entry);
        return { name: entry.name, bytes, isDamaged: crc32(bytes) !== entry.crc };
      }),
    );
  } catch {
    return failure('zip-damaged', { file });
  }
}

/** Throws where there is no such entry, or another size of it than the directory says. */
function unpack(zip: Uint8Array, { at, method, packedBytes, bytes }: ZipEntry): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (view.getUint32(at, true) !== LOCAL_SIGNATURE) throw new Error('No entry.');
  const from = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = zip.subarray(from, from + packedBytes);
  const unpacked =
    method === DEFLATE ? inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) }) : packed.slice();
  if (packed.byteLength !== packedBytes || unpacked.byteLength !== bytes) throw new Error('Another size.');
  return unpacked;
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
      name: nameOf(
        zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
        view.getUint16(at + 8, true),
        text,
      ),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += ENTRY_BYTES + nameBytes + further;
  }
  return entries;
}

const UTF8_FLAG = 0x800;

function nameOf(bytes: Uint8Array, flags: number, text: TextDecoder): string {
  return flags & UTF8_FLAG ? text.decode(bytes) : Buffer.from(bytes).toString('latin1');
}

/**
 * Reads what `sealedZip.ts` writes: entries that are not packed, piece by piece, so that a package of four gigabytes needs no
 * memory. Whatever else a zip file may be is refused.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Finding, FindingCode } from './finding.ts';

export interface ZipEntry {
  readonly path: string;
  readonly bytes: number;
  /** Of its first byte in the file. */
  readonly at: number;
}

export interface ZipEntries {
  readonly entries: readonly ZipEntry[];
  /** Bytes before the comment at the very end. */
  readonly bodyBytes: number;
  readonly comment: string;
  /** Throws `ZipFault` where the file ends before it. */
  eachPiece(from: number, bytes: number, take: (piece: Uint8Array) => void): void;
  read(entry: ZipEntry): Buffer;
  close(): void;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_DIRECTORY_BYTES = 64 * 1024 ** 2;
const MOST_READ_BYTES = 512 * 1024 ** 2;
const PIECE_BYTES = 1 << 20;

/** What is wrong with the file itself. */
export class ZipFault extends Error {
  readonly code: FindingCode;
  readonly params: Finding['params'];

  constructor(code: FindingCode, params: Finding['params'] = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** Throws `ZipFault`. */
export function openZip(path: string, commentBytes: number): ZipEntries {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  function bytesAt(at: number, count: number): Buffer {
    if (count < 0 || at < 0 || at + count > size) throw new ZipFault('ends-early');
    const found = Buffer.alloc(count);
    for (let read = 0; read < count;) {
      const more = readSync(file, found, read, count - read, at + read);
      if (more === 0) throw new ZipFault('ends-early');
      read += more;
    }
    return found;
  }
  function eachPiece(from: number, bytes: number, take: (piece: Uint8Array) => void): void {
    for (let at = 0; at < bytes; at += PIECE_BYTES)
      take(bytesAt(from + at, Math.min(PIECE_BYTES, bytes - at)));
  }
  function entryAt(directory: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw new ZipFault('directory');
    const nameBytes = directory.readUInt16LE(at + 28);
    const next =
      at + ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    const name = directory.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes).toString('utf8');
    const bytes = directory.readUInt32LE(at + 24);
    if (directory.readUInt16LE(at + 10) !== 0 || directory.readUInt32LE(at + 20) !== bytes)
      throw new ZipFault('packed', { path: name });
    const localAt = directory.readUInt32LE(at + 42);
    const local = bytesAt(localAt, LOCAL_BYTES);
    if (local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new ZipFault('directory');
    const dataAt = localAt + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
    return { entry: { path: name, bytes, at: dataAt }, next };
  }
  try {
    const endAt = size - commentBytes - END_BYTES;
    const end = bytesAt(endAt, END_BYTES);
    if (end.readUInt32LE(0) !== END_SIGNATURE || end.readUInt16LE(20) !== commentBytes)
      throw new ZipFault('no-seal');
    const directoryBytes = end.readUInt32LE(12);
    if (directoryBytes > MOST_DIRECTORY_BYTES) throw new ZipFault('directory');
    const directory = bytesAt(end.readUInt32LE(16), directoryBytes);
    const entries: ZipEntry[] = [];
    for (let at = 0, left = end.readUInt16LE(10); left > 0; left--) {
      const { entry, next } = entryAt(directory, at);
      entries.push(entry);
      at = next;
    }
    return {
      entries,
      bodyBytes: size - commentBytes,
      comment: bytesAt(size - commentBytes, commentBytes).toString('latin1'),
      eachPiece,
      read({ path: name, at, bytes }) {
        if (bytes > MOST_READ_BYTES) throw new ZipFault('too-large', { path: name });
        return bytesAt(at, bytes);
      },
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

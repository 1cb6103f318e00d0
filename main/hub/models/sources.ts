/** Files as they were handed over → bytes of models and what belongs to them: reads from disk, opens archives, refuses bombs. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { isCompanionFile, isImportFile, READABLE_FORMATS } from '#shared/models/modelFiles.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

export interface ImportFile {
  readonly name: string;
  /** One of both. */
  readonly path?: string;
  readonly bytes?: Uint8Array;
}

export interface ImportSource {
  /** Safe to show: no control or direction characters. */
  readonly name: string;
  /** In its archive, in lower case with forward slashes: what other files call it. */
  readonly path: string;
  /** Out of an archive, where things may lie that are no model. */
  readonly packed: boolean;
  /** Backed by shared memory, so that threads read it without a copy. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

const MAX_ENTRIES = 5000;
const MAX_UNPACKED_BYTES = 2 ** 31;
const MAX_RATIO = 150;
const RATIO_FROM_BYTES = 64 * 2 ** 20;

// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Last part of a path, without what hides or turns text. */
export function shownName(path: string): string {
  return shownText(path.split(/[\\/]/).at(-1) ?? '') || 'file.ifc';
}

/** A person's name for something, without what hides or turns text. */
export function shownText(text: string): string {
  return text.replace(HIDDEN, '').trim().slice(0, 120);
}

export async function readSources(files: readonly ImportFile[]): Promise<Result<readonly ImportSource[]>> {
  if (files.length === 0) return failure('import-no-files');
  const sources: ImportSource[] = [];
  for (const file of files) {
    const name = shownName(file.name);
    let bytes: Uint8Array;
    try {
      bytes = file.bytes ?? (await readFile(file.path ?? ''));
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return failure('file-unreadable', { file: name, reason });
    }
    const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
    const unpacked = zipped
      ? unpack(bytes, name)
      : success([{ name, path: file.name.replaceAll('\\', '/').toLowerCase(), bytes }]);
    if (!unpacked.ok) return unpacked;
    for (const one of unpacked.value) {
      sources.push({
        name: one.name,
        path: one.path,
        packed: zipped,
        bytes: share(one.bytes),
        sha256: createHash('sha256').update(one.bytes).digest('hex'),
      });
    }
  }
  // A model that was given twice is one; a picture may be called for under several names.
  const seen = new Set<string>();
  return success(
    sources.filter(
      ({ name, packed, sha256 }) =>
        packed || isCompanionFile(name) || (!seen.has(sha256) && seen.add(sha256)),
    ),
  );
}

interface Unpacked {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

function unpack(zip: Uint8Array, name: string): Result<readonly Unpacked[]> {
  let entries = 0;
  let unpackedBytes = 0;
  let bomb = false;
  let method = 8;
  let unzipped: Record<string, Uint8Array>;
  try {
    unzipped = unzipSync(zip, {
      filter: (entry) => {
        if (!isImportFile(entry.name) || /(^|\/)(__MACOSX|\._)/.test(entry.name)) return false;
        entries++;
        if (entry.compression !== 0) method = entry.compression;
        unpackedBytes += entry.originalSize;
        const ratio = entry.originalSize / Math.max(entry.size, 1);
        if (entries > MAX_ENTRIES || unpackedBytes > MAX_UNPACKED_BYTES) bomb = true;
        if (ratio > MAX_RATIO && entry.originalSize > RATIO_FROM_BYTES) bomb = true;
        return !bomb;
      },
    });
  } catch {
    if (method !== 8) return failure('zip-method', { file: name, method });
    return failure('zip-damaged', { file: name });
  }
  if (bomb) return failure('zip-too-large', { file: name });
  const found = Object.entries(unzipped).map(([entry, bytes]) => ({
    name: shownName(entry),
    path: entry.replaceAll('\\', '/').toLowerCase(),
    bytes,
  }));
  if (found.every((one) => isCompanionFile(one.name)))
    return failure('zip-without-model', { file: name, readable: READABLE_FORMATS });
  return success(found);
}

function share(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  shared.set(bytes);
  return shared;
}

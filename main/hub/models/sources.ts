/** Files as they were handed over → bytes of models and what belongs to them: reads from disk, opens archives, refuses bombs. */
import { open } from 'node:fs/promises';
import { isCompanionFile, isImportFile, READABLE_FORMATS } from '#shared/models/modelFiles.ts';
import { fault, failure, success, type Fault, type Result } from '#shared/protocol/result.ts';
import { hashSources } from './hashSources.ts';
import { readSource } from './keptSources.ts';
import { isZip, unzip, zipAllowance, type ZipAllowance } from './zipFile.ts';

export interface ImportFile {
  readonly name: string;
  /** One of these; `kept`: SHA-256 of a file that was kept. */
  readonly path?: string;
  readonly bytes?: Uint8Array;
  readonly kept?: string;
}

export interface ImportSource {
  /** Safe to show: no control or direction characters. */
  readonly name: string;
  /** In its archive, with forward slashes: what other files call it. */
  readonly path: string;
  /** Out of an archive, where things may lie that are no model. */
  readonly packed: boolean;
  /** Backed by shared memory, so that threads read it without a copy. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly notes: readonly Fault[];
}

type ReadFile = Omit<ImportSource, 'sha256'>;

/** Name under which a kept file comes back as what it was: beside others, or alone. */
export const nameToKeep = ({ path, packed }: Pick<ImportSource, 'path' | 'packed'>): string =>
  packed && !path.includes('/') ? `./${path}` : path;

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

/** `meanwhile` may look at the files while their checksums are made. */
export async function readSources(
  files: readonly ImportFile[],
  modelsDir: string,
  meanwhile: (files: readonly ReadFile[]) => void = () => undefined,
): Promise<Result<readonly ImportSource[]>> {
  if (files.length === 0) return failure('import-no-files');
  const read: ReadFile[] = [];
  for (const file of files) {
    const name = shownName(file.name);
    let bytes: Uint8Array;
    try {
      const kept = file.kept === undefined ? null : await readSource(modelsDir, file.kept);
      bytes = kept ?? file.bytes ?? (await readShared(file.path ?? ''));
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return failure('file-unreadable', { file: name, reason });
    }
    const given = file.name.replaceAll('\\', '/');
    const plain = { name, path: given.replace(/^\.\//, ''), packed: given.includes('/'), bytes, notes: [] };
    const unpacked = isZip(bytes) ? unpack(bytes, name) : success([plain]);
    if (!unpacked.ok) return unpacked;
    for (const one of unpacked.value) read.push({ ...one, bytes: share(one.bytes) });
  }
  const hashing = hashSources(read.map(({ bytes }) => bytes));
  meanwhile(read);
  const hashes = await hashing;
  const sources = read.map((file, i): ImportSource => ({ ...file, sha256: hashes[i] ?? '' }));
  // A model that was given twice is one; a picture may be called for under several names.
  const seen = new Set<string>();
  return success(
    sources.filter(
      ({ name, packed, sha256 }) =>
        packed || isCompanionFile(name) || (!seen.has(sha256) && seen.add(sha256)),
    ),
  );
}

function unpack(zip: Uint8Array, name: string): Result<readonly ReadFile[]> {
  const allowance = zipAllowance();
  const unpacked = unpackWithin(zip, name, '', allowance);
  if (!unpacked.ok) return unpacked;
  const files: ReadFile[] = [];
  /** What could not be opened costs itself alone, and is told with what could. */
  const unopened: Fault[] = [];
  for (const one of unpacked.value) {
    if (!isZip(one.bytes)) {
      files.push(one);
      continue;
    }
    // A discipline's zipped model in the archive of all: opened once more, not for ever.
    const inner = unpackWithin(one.bytes, one.name, `${one.path}/`, allowance);
    if (!inner.ok && inner.error.code === 'zip-too-large') return failure('zip-too-large', { file: name });
    if (!inner.ok) unopened.push(inner.error);
    for (const file of inner.ok ? inner.value : [])
      if (isZip(file.bytes)) unopened.push(fault('zip-nested', { file: file.name }));
      else files.push({ ...file, notes: [...one.notes, ...file.notes] });
  }
  const [model] = files.filter((one) => !isCompanionFile(one.name));
  if (!model) {
    const [why] = unopened;
    return why
      ? { ok: false, error: why }
      : failure('zip-without-model', { file: name, readable: READABLE_FORMATS });
  }
  return success(files.map((one) => (one === model ? { ...one, notes: [...one.notes, ...unopened] } : one)));
}

/** `folder`: what its entries lie in, as other files call them. */
function unpackWithin(
  zip: Uint8Array,
  name: string,
  folder: string,
  allowance: ZipAllowance,
): Result<readonly ReadFile[]> {
  const unpacked = unzip(zip, name, isImportFile, allowance);
  if (!unpacked.ok) return unpacked;
  return success(
    unpacked.value.map(({ name: entry, bytes, isDamaged }) => ({
      name: shownName(entry),
      path: folder + entry.replaceAll('\\', '/'),
      packed: true,
      bytes,
      notes: isDamaged ? [fault('zip-crc')] : [],
    })),
  );
}

async function readShared(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    for (let at = 0; at < size;) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(size - at, 2 ** 30), at);
      if (bytesRead === 0) return bytes.subarray(0, at);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

function share(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  shared.set(bytes);
  return shared;
}

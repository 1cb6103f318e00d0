/** Folders as zip files and back, piece by piece: a history may be larger than memory. */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Unzip, UnzipInflate, Zip, ZipDeflate } from 'fflate';

const pieceBytes = 1 << 20;
/** The zip format without its 64-bit extension. */
const mostBytes = 4 * 1024 ** 3 - 1;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function eachPiece(path: string, take: (piece: Uint8Array, last: boolean) => void): void {
  const file = openSync(path, 'r');
  try {
    const { size } = statSync(path);
    for (let at = 0; at < size || at === 0;) {
      const piece = new Uint8Array(pieceBytes);
      const read = readSync(file, piece, 0, pieceBytes, at);
      at += read;
      take(piece.subarray(0, read), at >= size);
      if (read === 0) break;
    }
  } finally {
    closeSync(file);
  }
}

/** A sentence where it cannot be; nothing is left behind then. */
export function zipFolder(folder: string, target: string): string | null {
  const files = filesIn(folder);
  const sizeBytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  if (sizeBytes > mostBytes)
    return `It is ${(sizeBytes / 1e9).toFixed(1)} GB, more than a zip file holds; give a folder with --out.`;
  const part = `${target}.part`;
  const file = openSync(part, 'wx');
  let fault: string | null = null;
  try {
    const zip = new Zip((error, data) => {
      if (error) fault = error.message;
      else writeSync(file, data);
    });
    for (const path of files) {
      const entry = new ZipDeflate(relative(folder, path).replaceAll(sep, '/'), { level: 1 });
      zip.add(entry);
      eachPiece(path, (piece, last) => entry.push(piece, last));
    }
    zip.end();
  } finally {
    closeSync(file);
  }
  if (fault === null) renameSync(part, target);
  else rmSync(part, { force: true });
  return fault;
}

/** A sentence where it holds what no backup holds, or cannot be read. */
export function unzipFolder(
  path: string,
  target: string,
  isExpected: (name: string) => boolean,
): string | null {
  let fault: string | null = null;
  const open = new Set<number>();
  const unzip = new Unzip((entry) => {
    if (entry.name.endsWith('/') || fault !== null) return;
    if (!isExpected(entry.name)) {
      fault = `It holds ${entry.name}, which belongs to no backup.`;
      return;
    }
    const to = join(target, ...entry.name.split('/'));
    mkdirSync(dirname(to), { recursive: true });
    const file = openSync(to, 'wx');
    open.add(file);
    entry.ondata = (error, data, last) => {
      if (error) fault = `${entry.name} cannot be read: ${error.message}.`;
      else writeSync(file, data);
      if (!error && !last) return;
      closeSync(file);
      open.delete(file);
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    eachPiece(path, (piece, last) => {
      if (fault === null) unzip.push(piece, last);
    });
  } catch (error) {
    fault = `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
  if (open.size > 0) fault ??= 'It ends in the middle of a file.';
  for (const file of open) closeSync(file);
  return fault;
}

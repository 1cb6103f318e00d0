/** Files that another names, among those that came with it. */
import type { ReaderSource } from './reader.ts';

/** Beside it, else anywhere by its last part. */
export function companionAt(
  { path, companions }: Pick<ReaderSource, 'path' | 'companions'>,
  uri: string,
): Uint8Array | null {
  const wanted = pathFrom(path, uri);
  const beside = companions.get(wanted);
  if (beside) return beside;
  const last = wanted.slice(wanted.lastIndexOf('/') + 1);
  for (const [held, bytes] of companions) if (held === last || held.endsWith(`/${last}`)) return bytes;
  return null;
}

/** Path of what a file at `path` calls `uri`, in lower case; nothing leads above the archive. */
export function pathFrom(path: string, uri: string): string {
  const wanted = decoded(uri.replace(/[?#].*$/, ''))
    .replaceAll('\\', '/')
    .toLowerCase();
  const parts = path.split('/').slice(0, -1);
  for (const part of wanted.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** A file that another names, among those that came with it: beside it, else anywhere by its last part. */
import type { ReaderSource } from './reader.ts';

export function companionAt({ path, companions }: ReaderSource, uri: string): Uint8Array | null {
  const wanted = decoded(uri).replaceAll('\\', '/').toLowerCase();
  const parts = path.split('/').slice(0, -1);
  for (const part of wanted.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const beside = companions.get(parts.join('/'));
  if (beside) return beside;
  const last = wanted.slice(wanted.lastIndexOf('/') + 1);
  for (const [held, bytes] of companions) if (held === last || held.endsWith(`/${last}`)) return bytes;
  return null;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

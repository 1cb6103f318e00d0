/** What an attached file is called: without folders, and without what would show it as another name. */
import { basename } from 'node:path';

/** Control characters, ends of lines, and what turns the direction of writing: a name could be read as ending in another kind. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Blank: it has none. */
export function attachedName(given: string): string {
  return basename(given.toWellFormed().replace(unseen, '').replaceAll('\\', '/')).trim();
}

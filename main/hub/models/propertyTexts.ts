/**
 * Texts of a model's properties, parsed a piece at a time: a large model has hundreds of thousands, and parsed as a whole
 * they would hold up everything live for a second.
 */
import { setImmediate as afterOthers } from 'node:timers/promises';
import type { PropertyTexts, StoredProperty } from '#shared/models/propertyColumns.ts';

/** Takes some milliseconds. */
const PIECE_BYTES = 256 * 1024;
const HEAD = '{"properties":[';
/** Quotes in texts are escaped: this stands nowhere but between the two lists. */
const BETWEEN = '],"setNames":';
const NEXT = '],[';

/** Of what `JSON.stringify` made of `PropertyTexts`; throws where it is something else. */
export async function parsePropertyTexts(json: Buffer): Promise<PropertyTexts> {
  const end = json.lastIndexOf(BETWEEN);
  if (end < 0 || json.toString('latin1', 0, HEAD.length) !== HEAD) throw new SyntaxError('no properties');
  const properties: StoredProperty[] = [];
  let from = HEAD.length;
  while (from < end) {
    const { parsed, to } = pieceFrom(json, from, end);
    for (const property of parsed) properties.push(property);
    from = to + 1;
    await afterOthers();
  }
  const setNames = JSON.parse(json.toString('utf8', end + BETWEEN.length, json.length - 1)) as string[];
  return { properties, setNames };
}

/** Whole properties up to where the next begins, or to the end. */
function pieceFrom(
  json: Buffer,
  from: number,
  end: number,
): { readonly parsed: readonly StoredProperty[]; readonly to: number } {
  for (let least = from + PIECE_BYTES; ;) {
    const next = least < end ? json.indexOf(NEXT, least) : -1;
    const to = next < 0 || next >= end ? end : next + 1;
    try {
      return { parsed: JSON.parse(`[${json.toString('utf8', from, to)}]`) as StoredProperty[], to };
    } catch (error) {
      // A text that holds the same signs would be cut in two. It may hold them a million times.
      if (to === end) throw error;
      least = to + PIECE_BYTES;
    }
  }
}

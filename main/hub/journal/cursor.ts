/** Where a page of the journal ended: instant, source and key of the row that was looked at last. */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

const isCursor = Compile(
  Type.Tuple([Type.Number(), Type.Integer({ minimum: 0 }), Type.Union([Type.Number(), Type.String()])]),
);

export type Cursor = readonly [atMs: number, source: number, key: number | string];

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Null where it is none of ours. */
export function readCursor(text: string): Cursor | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return isCursor.Check(value) ? value : null;
  } catch {
    return null;
  }
}

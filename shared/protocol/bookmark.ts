/** A bookmark of a compound's past: an instant or a stretch of time that somebody has named for everybody there. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { latestInstantMs } from '../time/instant.ts';

export const mostBookmarks = 500;

export const bookmarkKinds = ['remark', 'incident', 'drill', 'maintenance'] as const;

const Instant = Type.Number({
  minimum: 0,
  maximum: latestInstantMs,
  description: 'Milliseconds since 1970.',
});

/** What a person gives; the hub adds who and when. */
export const BookmarkDraft = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
    note: Type.String({ maxLength: 2000 }),
    kind: Type.Enum(bookmarkKinds),
    fromMs: Instant,
    toMs: Type.Number({ minimum: 0, maximum: latestInstantMs, description: 'Of a single instant the same.' }),
  },
  { additionalProperties: false },
);
export type BookmarkDraft = DeepReadonly<Static<typeof BookmarkDraft>>;

export const Bookmark = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  by: Type.String({ description: 'Who wrote it last.' }),
  atMs: Type.Number({ description: 'When it was written last.' }),
  ...BookmarkDraft.properties,
});
export type Bookmark = DeepReadonly<Static<typeof Bookmark>>;

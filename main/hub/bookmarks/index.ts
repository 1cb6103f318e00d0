/**
 * The room of bookmarks: kept as records of `linli.db`, shared by everybody of the compound. It is called within a unit of
 * the commit loop, so that a bookmark and its audit entry are one; who may write one is decided before.
 */
import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { Bookmark, mostBookmarks, type BookmarkDraft } from '#shared/protocol/bookmark.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface Bookmarks {
  find(id: string): Bookmark | null;
  /** In order of the time they mark. */
  list(compound: string): readonly Bookmark[];
  add(compound: string, by: string, draft: BookmarkDraft): Result<Bookmark>;
  change(id: string, by: string, draft: BookmarkDraft): Result<Bookmark>;
  remove(id: string): Result<Bookmark>;
}

const isBookmark = Compile(Bookmark);
const put = 'INSERT OR REPLACE INTO bookmarks (id, compound, from_ms, record) VALUES (?, ?, ?, ?)';

export function createBookmarks({ records, now }: { records: Records; now: () => number }): Bookmarks {
  const { db } = records;
  /** Null: removed, but not yet on disk. */
  const unstored = createUnstored<Bookmark | null>();
  const one = db.prepare<[string], string>('SELECT record FROM bookmarks WHERE id = ?').pluck();
  const all = db
    .prepare<[string], string>('SELECT record FROM bookmarks WHERE compound = ? ORDER BY from_ms, id')
    .pluck();

  function parsed(text: string): Bookmark {
    const value: unknown = JSON.parse(text);
    if (!isBookmark.Check(value)) throw new Error('a bookmark in linli.db is damaged');
    return value;
  }
  function find(id: string): Bookmark | null {
    const fresh = unstored.get(id);
    if (fresh !== undefined) return fresh;
    const text = one.get(id);
    return text === undefined ? null : parsed(text);
  }
  function list(compound: string): readonly Bookmark[] {
    const found = new Map(all.all(compound).map((text) => [parsed(text).id, parsed(text)]));
    for (const fresh of unstored.values()) if (fresh?.compound === compound) found.set(fresh.id, fresh);
    return [...found.values()]
      .filter(({ id }) => unstored.get(id) !== null)
      .sort((a, b) => a.fromMs - b.fromMs || a.id.localeCompare(b.id));
  }
  function keep(bookmark: Bookmark): Result<Bookmark> {
    const { id, compound, fromMs } = bookmark;
    const release = unstored.hold(id, bookmark);
    records.write([{ sql: put, params: [id, compound, fromMs, JSON.stringify(bookmark)] }], (stored) => {
      if (stored) release();
    });
    return success(bookmark);
  }
  const isUpsideDown = ({ fromMs, toMs }: BookmarkDraft) => toMs < fromMs;
  return {
    find,
    list,
    add(compound, by, draft) {
      if (isUpsideDown(draft)) return failure('range');
      if (list(compound).length >= mostBookmarks) return failure('bookmarks-full', { most: mostBookmarks });
      return keep({ version: 1, id: randomUUID(), compound, by, atMs: now(), ...draft });
    },
    change(id, by, draft) {
      const before = find(id);
      if (!before) return failure('no-bookmark');
      return isUpsideDown(draft) ? failure('range') : keep({ ...before, ...draft, by, atMs: now() });
    },
    remove(id) {
      const bookmark = find(id);
      if (!bookmark) return failure('no-bookmark');
      const release = unstored.hold(id, null);
      records.write([{ sql: 'DELETE FROM bookmarks WHERE id = ?', params: [id] }], (stored) => {
        if (stored) release();
      });
      return success(bookmark);
    },
  };
}

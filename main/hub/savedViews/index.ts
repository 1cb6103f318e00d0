/**
 * The room of saved views: kept as records of `linli.db`, shared by everybody of the compound. It is called within a unit
 * of the commit loop, so that a view and its audit entry are one; who may keep one is decided before.
 */
import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { mostSavedViews, SavedView, type SavedViewDraft } from '#shared/protocol/savedView.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface SavedViews {
  find(id: string): SavedView | null;
  /** In the order in which they were kept: their numbers stay. */
  list(compound: string): readonly SavedView[];
  keep(compound: string, by: string, draft: SavedViewDraft): Result<SavedView>;
  remove(id: string): Result<SavedView>;
}

const isSavedView = Compile(SavedView);

export function createSavedViews({ records, now }: { records: Records; now: () => number }): SavedViews {
  const { db } = records;
  /** Null: taken away, but not yet on disk. */
  const unstored = createUnstored<SavedView | null>();
  const one = db.prepare<[string], string>('SELECT record FROM saved_views WHERE id = ?').pluck();
  const all = db
    .prepare<[string], string>('SELECT record FROM saved_views WHERE compound = ? ORDER BY at_ms, id')
    .pluck();

  function parsed(text: string): SavedView {
    const value: unknown = JSON.parse(text);
    if (!isSavedView.Check(value)) throw new Error('a saved view in linli.db is damaged');
    return value;
  }
  function find(id: string): SavedView | null {
    const fresh = unstored.get(id);
    if (fresh !== undefined) return fresh;
    const text = one.get(id);
    return text === undefined ? null : parsed(text);
  }
  function list(compound: string): readonly SavedView[] {
    const found = new Map(all.all(compound).map((text) => [parsed(text).id, parsed(text)]));
    for (const fresh of unstored.values()) if (fresh?.compound === compound) found.set(fresh.id, fresh);
    return [...found.values()]
      .filter(({ id }) => unstored.get(id) !== null)
      .sort((a, b) => a.atMs - b.atMs || a.id.localeCompare(b.id));
  }
  return {
    find,
    list,
    keep(compound, by, draft) {
      if (list(compound).length >= mostSavedViews) return failure('views-full', { most: mostSavedViews });
      const view: SavedView = { version: 1, id: randomUUID(), compound, by, atMs: now(), ...draft };
      const release = unstored.hold(view.id, view);
      const put = 'INSERT INTO saved_views (id, compound, at_ms, record) VALUES (?, ?, ?, ?)';
      records.write(
        [{ sql: put, params: [view.id, compound, view.atMs, JSON.stringify(view)] }],
        (stored) => {
          if (stored) release();
        },
      );
      return success(view);
    },
    remove(id) {
      const view = find(id);
      if (!view) return failure('no-view');
      const release = unstored.hold(id, null);
      records.write([{ sql: 'DELETE FROM saved_views WHERE id = ?', params: [id] }], (stored) => {
        if (stored) release();
      });
      return success(view);
    },
  };
}

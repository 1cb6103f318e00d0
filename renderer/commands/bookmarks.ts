/** Bookmarks of a compound's past: asked for, written, removed, gone to. */
import type { Bookmark, BookmarkDraft } from '#shared/protocol/bookmark.ts';
import { askHub } from '#state/account.ts';
import type { ScreenContext } from '#state/screenContext.ts';

export async function loadBookmarks({ facts }: ScreenContext): Promise<void> {
  const { compoundId } = facts.getState();
  if (compoundId === null) return;
  const answer = await askHub<{ bookmarks: readonly Bookmark[] }>(
    'GET',
    `/api/compounds/${encodeURIComponent(compoundId)}/bookmarks`,
  );
  if (answer.ok && facts.getState().compoundId === compoundId)
    facts.setState({ bookmarks: answer.bookmarks });
}

/** True once it is kept. `id` null: a new one. */
export async function saveBookmark(
  screen: ScreenContext,
  id: string | null,
  draft: BookmarkDraft,
): Promise<boolean> {
  const { compoundId } = screen.facts.getState();
  if (compoundId === null) return false;
  const answer =
    id === null
      ? await askHub('POST', `/api/compounds/${encodeURIComponent(compoundId)}/bookmarks`, draft)
      : await askHub('PUT', `/api/bookmarks/${encodeURIComponent(id)}`, draft);
  if (!answer.ok) screen.notices.fault(answer.error);
  await loadBookmarks(screen);
  return answer.ok;
}

export async function removeBookmark(screen: ScreenContext, id: string): Promise<void> {
  const answer = await askHub('DELETE', `/api/bookmarks/${encodeURIComponent(id)}`);
  if (!answer.ok) screen.notices.fault(answer.error);
  await loadBookmarks(screen);
}

/** To where it begins; a stretch of time is chosen on the time bar. */
export function goToBookmark({ clock, choices }: ScreenContext, { fromMs, toMs }: Bookmark): void {
  choices.setState({ overlay: null, range: toMs > fromMs ? { fromMs, toMs } : null });
  clock.setLoop(null);
  clock.pause();
  clock.seek(fromMs);
}

/** Of the chosen stretch, else of the instant that is shown. */
export function writeBookmark({ clock, choices }: ScreenContext): void {
  const at = Math.round(clock.wishMs());
  const { fromMs, toMs } = choices.getState().range ?? { fromMs: at, toMs: at };
  choices.setState({
    overlay: 'bookmark',
    bookmarkDraft: { id: null, draft: { name: '', note: '', kind: 'remark', fromMs, toMs } },
  });
}

export function rewriteBookmark({ choices }: ScreenContext, bookmark: Bookmark): void {
  const { id, name, note, kind, fromMs, toMs } = bookmark;
  choices.setState({
    overlay: 'bookmark',
    bookmarkDraft: { id, draft: { name, note, kind, fromMs, toMs } },
  });
}

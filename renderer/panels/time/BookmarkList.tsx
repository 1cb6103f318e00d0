/** All bookmarks of the compound, newest first: gone to, edited, removed. */
import { Pencil, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { goToBookmark, loadBookmarks, removeBookmark, rewriteBookmark } from '#commands/bookmarks.ts';
import { mayDo } from '#commands/command.ts';
import type { Bookmark } from '#shared/protocol/bookmark.ts';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { stopwatch, useText } from '#ui/useText.ts';

export function BookmarkList() {
  const { t } = useText();
  const screen = useScreen();
  const bookmarks = useFacts((facts) => facts.bookmarks);
  useEffect(() => void loadBookmarks(screen), [screen]);
  return (
    <Dialog title={t('bookmark.list')} wide onClose={() => screen.choices.setState({ overlay: null })}>
      {bookmarks.length === 0 && <p className="hint">{t('bookmark.none')}</p>}
      <ul className="bookmark-list" data-testid="bookmark-list">
        {bookmarks.toReversed().map((bookmark) => (
          <Row key={bookmark.id} bookmark={bookmark} />
        ))}
      </ul>
    </Dialog>
  );
}

function Row({ bookmark }: { bookmark: Bookmark }) {
  const { t, person } = useText();
  const screen = useScreen();
  const zone = useFacts(zoneOf);
  const may = useFacts(() => mayDo(screen, 'alarms.act'));
  const { fromMs, toMs, name, note, kind, by } = bookmark;
  const { date, clock } = localTime(fromMs, zone);
  return (
    <li>
      <button
        className="bookmark-row"
        title={t('bookmark.go')}
        onClick={() => goToBookmark(screen, bookmark)}
      >
        <i className={`bookmark-sign ${kind}`} aria-hidden="true" />
        <b>{name}</b>
        <span>
          {date} {clock}
          {toMs > fromMs && ` · ${stopwatch(toMs - fromMs)}`}
        </span>
        <small>
          {t(`bookmark.kind.${kind}`)} · {person(by)}
        </small>
        {note && <q>{note}</q>}
      </button>
      {may && (
        <>
          <button
            className="icon-button"
            aria-label={`${t('bookmark.edit')} ${name}`}
            onClick={() => rewriteBookmark(screen, bookmark)}
          >
            <Pencil size="1em" />
          </button>
          <button
            className="icon-button"
            aria-label={`${t('bookmark.remove')} ${name}`}
            onClick={() => void removeBookmark(screen, bookmark.id)}
          >
            <Trash2 size="1em" />
          </button>
        </>
      )}
    </li>
  );
}

/** A bookmark as it is written: what it is called, of what kind it is, a note. */
import { useState } from 'react';
import { saveBookmark } from '#commands/bookmarks.ts';
import { bookmarkKinds } from '#shared/protocol/bookmark.ts';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';

export function BookmarkForm() {
  const { t } = useText();
  const screen = useScreen();
  const zone = useFacts(zoneOf);
  const writing = useChoices((choices) => choices.bookmarkDraft);
  const [draft, setDraft] = useState(writing?.draft ?? null);
  const [busy, setBusy] = useState(false);
  const close = () => screen.choices.setState({ overlay: null, bookmarkDraft: null });
  if (!writing || !draft) return null;
  const [from, to] = [localTime(draft.fromMs, zone), localTime(draft.toMs, zone)];
  const save = async () => {
    if (busy) return;
    setBusy(true);
    const kept = await saveBookmark(screen, writing.id, { ...draft, name: draft.name.trim() });
    setBusy(false);
    if (kept) close();
  };
  return (
    <Dialog title={t(writing.id === null ? 'bookmark.add' : 'bookmark.edit')} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>
          {from.date} {from.clock}
          {draft.toMs > draft.fromMs && ` – ${to.date === from.date ? '' : `${to.date} `}${to.clock}`}
        </p>
        <label>
          {t('bookmark.name')}
          <input
            autoFocus
            required
            maxLength={80}
            value={draft.name}
            data-testid="bookmark-name"
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        </label>
        <fieldset className="bookmark-kinds">
          <legend>{t('bookmark.kind')}</legend>
          {bookmarkKinds.map((kind) => (
            <label key={kind}>
              <input
                type="radio"
                name="kind"
                checked={draft.kind === kind}
                onChange={() => setDraft({ ...draft, kind })}
              />
              <i className={`bookmark-sign ${kind}`} aria-hidden="true" />
              {t(`bookmark.kind.${kind}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {t('bookmark.note')}
          <textarea
            maxLength={2000}
            rows={3}
            value={draft.note}
            onChange={({ target }) => setDraft({ ...draft, note: target.value })}
          />
        </label>
        <DialogButtons
          action={t('bookmark.save')}
          disabled={draft.name.trim() === '' || busy}
          onCancel={close}
        />
      </form>
    </Dialog>
  );
}

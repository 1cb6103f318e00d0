/** Views that were kept for everybody of the compound: their pictures bring them back, a name keeps this one. */
import { Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ActButton } from '#commands/ActButton.tsx';
import { exportBcf, importBcf } from '#commands/bcf.ts';
import { deleteView, loadViews, saveView, showSavedView } from '#commands/savedViews.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const numbered = 9;

export function ViewsCard() {
  const screen = useScreen();
  const { t } = useText();
  const views = useFacts((facts) => facts.savedViews);
  const own = useFacts((facts) => facts.plan.views.length);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  // Somebody else may have kept one meanwhile.
  useEffect(() => void loadViews(screen), [screen]);
  const save = async () => {
    const wanted = name.trim();
    if (wanted === '' || busy) return;
    setBusy(true);
    if (await saveView(screen, wanted)) setName('');
    setBusy(false);
  };
  return (
    <section className="tool-card" data-over-scene aria-label={t('tools.views')} data-testid="views-card">
      <form
        className="view-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <input
          value={name}
          maxLength={80}
          placeholder={t('tools.views.name')}
          aria-label={t('tools.views.name')}
          data-testid="view-name"
          onChange={({ target }) => setName(target.value)}
        />
        <ActButton needs="alarms.act" testId="view-save" onClick={() => void save()}>
          {t(busy ? 'tools.views.saving' : 'tools.views.save')}
        </ActButton>
      </form>
      {views.length === 0 && <p className="hint">{t('tools.views.none')}</p>}
      <ul className="saved-views">
        {views.map((view, i) => (
          <li key={view.id}>
            <button data-testid="saved-view" onClick={() => void showSavedView(screen, view.id)}>
              <img src={view.thumbnail} alt="" width={320} height={180} />
              <span>
                {own + i < numbered && <kbd>{own + i + 1}</kbd>} {view.name}
              </span>
              <small>{view.by}</small>
            </button>
            <ActButton
              needs="alarms.act"
              className="icon-button"
              label={`${t('tools.remove')} ${view.name}`}
              onClick={() => void deleteView(screen, view.id)}
            >
              <Trash2 size="1em" />
            </ActButton>
          </li>
        ))}
      </ul>
      <p className="tool-acts">
        {(['3.0', '2.1'] as const).map((version) => (
          <button
            key={version}
            className="link"
            disabled={views.length === 0}
            onClick={() => void exportBcf(screen, version)}
          >
            {t('bcf.export', { version })}
          </button>
        ))}
        <ActButton
          needs="alarms.act"
          className="link"
          testId="bcf-import"
          onClick={() => file.current?.click()}
        >
          {t('bcf.import')}
        </ActButton>
        <input
          ref={file}
          type="file"
          hidden
          accept=".bcf,.bcfzip"
          data-testid="bcf-file"
          onChange={({ target }) => {
            const chosen = target.files?.[0];
            if (chosen) void importBcf(screen, chosen);
            target.value = '';
          }}
        />
      </p>
    </section>
  );
}

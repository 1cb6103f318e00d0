/** A broker added or changed, or what is listened to on the hub's own. A password is typed in, never shown. */
import { useState, type FormEvent } from 'react';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import { choicesOf, draftsOf, editOf, type DialectDraft, type OpenForm } from './sourceRows.ts';

interface Props {
  readonly open: OpenForm;
  readonly view: SourcesView;
  readonly fault: string | null;
  readonly save: (edit: SourcesEdit) => Promise<boolean>;
  readonly onClose: () => void;
}

export function SourceForm({ open, view, fault, save, onClose }: Props) {
  const { t } = useText();
  const before = open.kind === 'edit' ? view.brokers.find(({ id }) => id === open.id) : undefined;
  const [id, setId] = useState(before?.id ?? '');
  const [url, setUrl] = useState(before?.url ?? '');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [without, setWithout] = useState(false);
  const [drafts, setDrafts] = useState(() =>
    draftsOf(open.kind === 'main' ? view.dialects : (before?.dialects ?? {})),
  );
  const [tried, setTried] = useState(false);
  const isMain = open.kind === 'main';
  const moved = before?.hasLogin === true && url !== before.url;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const dialects = choicesOf(drafts);
    const broker = {
      id: id.trim(),
      url: url.trim(),
      on: before?.on ?? true,
      dialects,
      ...(without ? { login: null } : name === '' ? {} : { login: { name, password } }),
    };
    const edit = isMain
      ? { ...editOf(view, (brokers) => brokers), dialects }
      : editOf(view, (brokers) =>
          before ? brokers.map((one) => (one.id === before.id ? broker : one)) : [...brokers, broker],
        );
    if (await save(edit)) onClose();
  }

  const title = isMain
    ? t('sources.editMain')
    : before
      ? t('sources.edit', { id: before.id })
      : t('sources.add');
  return (
    <Dialog wide title={title} onClose={onClose}>
      <form className="source-form" onSubmit={(event) => void submit(event)}>
        {isMain && <p className="hint">{t('sources.restartHint')}</p>}
        {!isMain && (
          <>
            <label>
              {t('sources.id')}
              <input
                required
                readOnly={before !== undefined}
                pattern="[a-z0-9][a-z0-9\-]{0,39}"
                title={t('sources.idHint')}
                placeholder={t('sources.idHint')}
                value={id}
                onChange={(event) => setId(event.target.value)}
              />
            </label>
            <label>
              {t('sources.url')}
              <input
                required
                pattern="(mqtt|mqtts|ws|wss)://.+"
                title={t('sources.urlHint')}
                placeholder={t('sources.urlHint')}
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            </label>
            <label>
              {t('sources.loginName')}
              <input
                autoComplete="off"
                disabled={without}
                placeholder={
                  before?.hasLogin ? t(moved ? 'sources.passwordMoved' : 'sources.passwordKept') : ''
                }
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </label>
            <label>
              {t('sources.password')}
              <input
                type="password"
                autoComplete="new-password"
                disabled={without || name === ''}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </label>
            {before?.hasLogin && (
              <fieldset>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={without}
                    onChange={(event) => setWithout(event.target.checked)}
                  />
                  {t('sources.withoutLogin')}
                </label>
              </fieldset>
            )}
          </>
        )}
        <fieldset className="source-dialects">
          <legend>{t('sources.dialects')}</legend>
          {drafts.map((draft) => (
            <DialectFields
              key={draft.id}
              draft={draft}
              onChange={(changed) => setDrafts(drafts.map((one) => (one.id === draft.id ? changed : one)))}
            />
          ))}
        </fieldset>
        {tried && <Fault text={fault} />}
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function DialectFields({
  draft,
  onChange,
}: {
  draft: DialectDraft;
  onChange: (draft: DialectDraft) => void;
}) {
  const { t } = useText();
  const name = t(`dialect.${draft.id}`);
  return (
    <div className="source-dialect">
      <label className="check">
        <input
          type="checkbox"
          checked={draft.on}
          onChange={(event) => onChange({ ...draft, on: event.target.checked })}
        />
        {name}
      </label>
      {draft.id !== 'native' && (
        <input
          aria-label={`${name}: ${t('sources.topicsHint')}`}
          placeholder={t('sources.topicsHint')}
          disabled={!draft.on}
          value={draft.topics}
          onChange={(event) => onChange({ ...draft, topics: event.target.value })}
        />
      )}
    </div>
  );
}

/** A broker added or changed, or what is listened to on the hub's own. A password is typed in, never shown. */
import { useState, type FormEvent } from 'react';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import { Field } from './Field.tsx';
import { LoginFields, loginOf, noLogin } from './LoginFields.tsx';
import { choicesOf, draftsOf, editOf, takenIds, type DialectDraft, type OpenForm } from './sourceRows.ts';

interface Props {
  readonly open: Exclude<OpenForm, { kind: 'camera' }>;
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
  const [login, setLogin] = useState(noLogin);
  const [drafts, setDrafts] = useState(() =>
    draftsOf(open.kind === 'main' ? view.dialects : (before?.dialects ?? {})),
  );
  const [tried, setTried] = useState(false);
  const isMain = open.kind === 'main';

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const dialects = choicesOf(drafts);
    const broker = {
      id: id.trim(),
      url: url.trim(),
      on: before?.on ?? true,
      dialects,
      ...loginOf(login),
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
            <Field
              label={t('sources.id')}
              required
              readOnly={before !== undefined}
              pattern="[a-z0-9][a-z0-9\-]{0,39}"
              title={t('sources.idHint')}
              placeholder={t('sources.idHint')}
              fault={!before && takenIds(view).has(id.trim()) ? t('sources.idTaken') : null}
              value={id}
              change={setId}
            />
            <Field
              label={t('sources.url')}
              required
              pattern="(mqtt|mqtts|ws|wss)://.+"
              title={t('sources.urlHint')}
              placeholder={t('sources.urlHint')}
              value={url}
              change={setUrl}
            />
            <LoginFields
              draft={login}
              hasLogin={before?.hasLogin === true}
              moved={before?.hasLogin === true && url !== before.url}
              change={setLogin}
            />
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

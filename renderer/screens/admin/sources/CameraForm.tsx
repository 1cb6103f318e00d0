/** A camera or recorder that the hub asks for its events, added or changed. */
import { useState, type FormEvent } from 'react';
import type { CameraSettings, SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import { Field } from './Field.tsx';
import { LoginFields, loginOf, noLogin } from './LoginFields.tsx';
import { camerasEdit, takenIds } from './sourceRows.ts';

const kinds = ['onvif', 'isapi'] as const satisfies readonly CameraSettings['kind'][];

interface Props {
  /** Null: a new one. */
  readonly id: string | null;
  readonly view: SourcesView;
  readonly fault: string | null;
  readonly save: (edit: SourcesEdit) => Promise<boolean>;
  readonly onClose: () => void;
}

export function CameraForm({ id: edited, view, fault, save, onClose }: Props) {
  const { t } = useText();
  const before = view.cameras.find((one) => one.id === edited);
  const [id, setId] = useState(before?.id ?? '');
  const [kind, setKind] = useState<CameraSettings['kind']>(before?.kind ?? 'onvif');
  const [url, setUrl] = useState(before?.url ?? '');
  const [name, setName] = useState(before?.name ?? '');
  const [login, setLogin] = useState(noLogin);
  const [anyCertificate, setAnyCertificate] = useState(before?.anyCertificate ?? false);
  const [tried, setTried] = useState(false);
  const isTls = url.startsWith('https:');

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const camera = {
      id: id.trim(),
      kind,
      url: url.trim(),
      on: before?.on ?? true,
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(isTls && anyCertificate ? { anyCertificate } : {}),
      ...loginOf(login),
    };
    const edit = camerasEdit(view, (cameras) =>
      before ? cameras.map((one) => (one.id === before.id ? camera : one)) : [...cameras, camera],
    );
    if (await save(edit)) onClose();
  }

  return (
    <Dialog
      wide
      title={before ? t('cameras.edit', { id: before.name ?? before.id }) : t('cameras.add')}
      onClose={onClose}
    >
      <form className="source-form" onSubmit={(event) => void submit(event)}>
        <p className="hint">{t('cameras.hint')}</p>
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
        <Field label={t('cameras.name')} maxLength={200} placeholder={id} value={name} change={setName} />
        <label>
          {t('cameras.kind')}
          <select
            value={kind}
            onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? kind)}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`cameras.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={t('sources.url')}
          required
          pattern="https?://[^\s\/]+.*"
          title={t('cameras.urlHint')}
          placeholder={t('cameras.urlHint')}
          value={url}
          change={setUrl}
        />
        <LoginFields
          draft={login}
          hasLogin={before?.hasLogin === true}
          moved={before !== undefined && url !== before.url}
          change={setLogin}
        />
        {isTls && (
          <fieldset>
            <label className="check">
              <input
                type="checkbox"
                checked={anyCertificate}
                onChange={(event) => setAnyCertificate(event.target.checked)}
              />
              {t('cameras.anyCertificate')}
            </label>
          </fieldset>
        )}
        {tried && <Fault text={fault} />}
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

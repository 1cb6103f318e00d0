/** A device or lower platform that may register by GA/T 1400, added or changed; its secret is typed in, never shown. */
import { useState, type FormEvent } from 'react';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from '../Fault.tsx';
import { Field } from './Field.tsx';
import { viidEdit } from './sourceRows.ts';

const directions = ['either', 'in', 'out'] as const;

interface Props {
  /** Null: a new one. */
  readonly id: string | null;
  readonly view: SourcesView;
  readonly fault: string | null;
  readonly save: (edit: SourcesEdit) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ViidForm({ id: edited, view, fault, save, onClose }: Props) {
  const { t } = useText();
  const known = view.viid?.devices ?? [];
  const before = known.find((one) => one.id === edited);
  const [platform, setPlatform] = useState(view.viid?.id ?? '');
  const [id, setId] = useState(before?.id ?? '');
  const [name, setName] = useState(before?.name ?? '');
  const [secret, setSecret] = useState('');
  const [direction, setDirection] = useState<(typeof directions)[number]>(before?.direction ?? 'either');
  const [subscribeUrl, setSubscribeUrl] = useState(before?.subscribeUrl ?? '');
  const [tried, setTried] = useState(false);
  // Its secret goes to no address that it was not given for.
  const goesElsewhere =
    subscribeUrl.trim() !== '' && subscribeUrl.trim() !== (before?.subscribeUrl ?? '').trim();
  const keepsSecret = before !== undefined && !goesElsewhere;
  const isTaken = !before && known.some((one) => one.id === id.trim());

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const device = {
      id: id.trim(),
      on: before?.on ?? true,
      ...(secret === '' ? {} : { secret }),
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(direction === 'either' ? {} : { direction }),
      ...(subscribeUrl.trim() === '' ? {} : { subscribeUrl: subscribeUrl.trim() }),
    };
    const edit = viidEdit(view, ({ devices }) => ({
      id: platform.trim(),
      devices: before ? devices.map((one) => (one.id === before.id ? device : one)) : [...devices, device],
    }));
    if (await save(edit)) onClose();
  }

  const number = {
    required: true,
    pattern: '\\d{20}',
    inputMode: 'numeric',
    title: t('viid.numberHint'),
  } as const;
  return (
    <Dialog
      wide
      title={before ? t('viid.edit', { id: before.name ?? before.id }) : t('viid.add')}
      onClose={onClose}
    >
      <form className="source-form" onSubmit={(event) => void submit(event)}>
        <Field
          {...number}
          label={t('viid.deviceId')}
          readOnly={before !== undefined}
          placeholder={t('viid.numberHint')}
          fault={isTaken ? t('sources.idTaken') : null}
          value={id}
          change={setId}
        />
        <Field label={t('cameras.name')} maxLength={200} placeholder={id} value={name} change={setName} />
        <Field
          label={t('viid.secret')}
          required={!keepsSecret}
          maxLength={200}
          type="password"
          autoComplete="new-password"
          placeholder={keepsSecret ? t('sources.passwordKept') : ''}
          value={secret}
          change={setSecret}
        />
        <label>
          {t('viid.direction')}
          <select
            value={direction}
            onChange={(event) =>
              setDirection(directions.find((one) => one === event.target.value) ?? direction)
            }
          >
            {directions.map((one) => (
              <option key={one} value={one}>
                {t(`viid.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={t('viid.subscribeUrl')}
          pattern="https?://[^\s\/]+.*"
          title={t('cameras.urlHint')}
          placeholder={t('cameras.urlHint')}
          hint={t('viid.subscribeHint')}
          value={subscribeUrl}
          change={setSubscribeUrl}
        />
        <Field
          {...number}
          label={t('viid.platformId')}
          placeholder={t('viid.numberHint')}
          hint={t('viid.platformHint')}
          value={platform}
          change={setPlatform}
        />
        {tried && <Fault text={fault} />}
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

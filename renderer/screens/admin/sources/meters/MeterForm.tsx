/** A meter added or changed: where it is, which device it is here, its registers and what can be written; read once on demand. */
import { useState, type FormEvent } from 'react';
import { askHub } from '#state/account.ts';
import type { Meter, MeterFile, MeterReading } from '#shared/protocol/meter.ts';
import { usualIntervalMs, usualPort, usualTimeoutMs, usualUnitId } from '#shared/protocol/meterWords.ts';
import { Dialog, DialogButtons } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { Fault } from '#renderer/screens/admin/Fault.tsx';
import { useList } from '#renderer/screens/admin/useList.ts';
import type { CompoundChoice } from '#renderer/screens/admin/mapping/CompoundSelect.tsx';
import { Field } from '../Field.tsx';
import { DeviceFields } from './DeviceFields.tsx';
import { draftOf, fileOf, newMeter, type MeterDraft } from './meterDraft.ts';
import { RegisterTable } from './RegisterTable.tsx';
import { WriteTable } from './WriteTable.tsx';

interface Props {
  /** Null: a new one. */
  readonly meter: Meter | null;
  readonly meters: readonly Meter[];
  readonly fault: string | null;
  readonly save: (id: string, file: MeterFile) => Promise<boolean>;
  readonly onClose: () => void;
}
type Trial = 'none' | 'running' | { readonly reading: MeterReading } | { readonly fault: string };

export function MeterForm({ meter, meters, fault, save, onClose }: Props) {
  const { t, said } = useText();
  const compounds =
    useList<{ compounds: readonly CompoundChoice[] }>('/api/compounds').found?.compounds ?? [];
  const [draft, setDraft] = useState(() => (meter ? draftOf(meter) : newMeter('')));
  const [tried, setTried] = useState(false);
  const [trial, setTrial] = useState<Trial>('none');
  const change = (some: Partial<MeterDraft>) => setDraft((before) => ({ ...before, ...some }));
  const compound = draft.compound === '' ? (compounds[0]?.id ?? '') : draft.compound;
  const text = (name: 'host' | 'port' | 'unitId' | 'intervalS' | 'timeoutS' | 'id') => ({
    value: draft[name],
    change: (value: string) => change({ [name]: value }),
  });
  const others = meters.filter(({ id }) => id !== meter?.id);
  const other = others.find(
    ({ device }) =>
      device.compound === compound && device.system === draft.system && device.id === draft.deviceId.trim(),
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (await save(draft.id.trim(), fileOf({ ...draft, compound }))) onClose();
  }

  async function read() {
    setTrial('running');
    const file = fileOf({ ...draft, compound });
    const answer = await askHub<MeterReading>('POST', '/api/modbus-meters/read', file);
    setTrial(answer.ok ? { reading: answer } : { fault: said(answer.error) });
  }

  const reading = typeof trial === 'object' && 'reading' in trial ? trial.reading : null;
  return (
    <Dialog
      wide
      title={meter ? t('meters.edit', { id: meter.device.name }) : t('meters.add')}
      onClose={onClose}
    >
      <form className="source-form meter-form" onSubmit={(event) => void submit(event)}>
        <div className="meter-fields">
          <Field
            {...text('id')}
            label={t('meters.file')}
            required
            readOnly={meter !== null}
            pattern="[^\/\\.][^\/\\]{0,99}"
            title={t('meters.fileHint')}
            placeholder={t('meters.fileHint')}
            fault={!meter && others.some(({ id }) => id === draft.id.trim()) ? t('sources.idTaken') : null}
          />
          <Field
            {...text('host')}
            label={t('meters.host')}
            required
            maxLength={255}
            placeholder="10.0.0.40"
          />
          <Field
            {...text('port')}
            label={t('meters.port')}
            type="number"
            min={1}
            max={65_535}
            placeholder={String(usualPort)}
          />
          <Field
            {...text('unitId')}
            label={t('meters.unit')}
            type="number"
            min={0}
            max={255}
            placeholder={String(usualUnitId)}
          />
          <Field
            {...text('intervalS')}
            label={t('meters.interval')}
            type="number"
            min={0.1}
            max={86_400}
            step="any"
            placeholder={String(usualIntervalMs / 1000)}
          />
          <Field
            {...text('timeoutS')}
            label={t('meters.timeout')}
            type="number"
            min={0.05}
            max={60}
            step="any"
            placeholder={String(usualTimeoutMs / 1000)}
          />
        </div>
        <DeviceFields
          draft={{ ...draft, compound }}
          compounds={compounds}
          fault={other ? t('meters.deviceTaken', { id: other.id }) : null}
          change={change}
        />
        <RegisterTable
          system={draft.system}
          registers={draft.registers}
          reading={reading}
          change={(registers) => {
            setTrial('none');
            change({ registers });
          }}
        />
        <WriteTable system={draft.system} writes={draft.writes} change={(writes) => change({ writes })} />
        <div className="meter-trial">
          <button
            type="button"
            disabled={trial === 'running'}
            onClick={({ currentTarget }) => {
              if (currentTarget.form?.reportValidity() === true) void read();
            }}
          >
            {t('meters.read')}
          </button>
          <span role="status">
            {trial === 'running' && t('meters.reading')}
            {reading && t('meters.readDone', { registers: reading.registers.length })}
          </span>
        </div>
        {typeof trial === 'object' && 'fault' in trial && <Fault text={trial.fault} />}
        {tried && <Fault text={fault} />}
        <DialogButtons action={t('admin.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** Which device of which compound a meter is. */
import { useId } from 'react';
import { systems } from '#shared/systems/index.ts';
import { useText } from '#ui/useText.ts';
import { CompoundSelect, type CompoundChoice } from '#renderer/screens/admin/mapping/CompoundSelect.tsx';
import { Field } from '../Field.tsx';
import type { MeterDraft } from './meterDraft.ts';

interface Props {
  readonly draft: MeterDraft;
  readonly compounds: readonly CompoundChoice[];
  /** Of the device: another meter reads it. */
  readonly fault: string | null;
  readonly change: (some: Partial<MeterDraft>) => void;
}

export function DeviceFields({ draft, compounds, fault, change }: Props) {
  const { t, local } = useText();
  const systemId = useId();
  return (
    <fieldset className="meter-device">
      <legend>{t('meters.device')}</legend>
      {compounds.length > 1 && (
        <label>
          {t('mapping.compound')}
          <CompoundSelect
            of={compounds}
            value={draft.compound}
            onChange={(compound) => change({ compound })}
          />
        </label>
      )}
      <label htmlFor={systemId}>
        {t('mapping.system')}
        <select
          id={systemId}
          required
          value={draft.system}
          onChange={(event) => change({ system: event.target.value })}
        >
          <option value="">{t('meters.choose')}</option>
          {systems.map((one) => (
            <option key={one.id} value={one.id}>
              {local(one.name)}
            </option>
          ))}
        </select>
      </label>
      <Field
        label={t('mapping.deviceId')}
        required
        maxLength={128}
        pattern="[^\/+#]+"
        fault={fault}
        value={draft.deviceId}
        change={(deviceId) => change({ deviceId })}
      />
      <Field
        label={t('meters.name')}
        required
        maxLength={200}
        value={draft.name}
        change={(name) => change({ name })}
      />
      <Field
        label={t('mapping.place')}
        maxLength={64}
        placeholder="8-2-401"
        value={draft.placeId}
        change={(placeId) => change({ placeId })}
      />
    </fieldset>
  );
}

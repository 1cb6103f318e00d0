/** Which value of a foreign device is which point here; empty is as proposed. */
import { useId } from 'react';
import type { ForeignDevice } from '#shared/protocol/foreign.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { textIn } from '#shared/twin/text.ts';
import { useText } from '#ui/useText.ts';

interface Props {
  readonly device: ForeignDevice;
  readonly system: SystemDeclaration;
  readonly language: 'zh' | 'en';
  readonly points: Readonly<Record<string, string>>;
  readonly onChange: (points: Readonly<Record<string, string>>) => void;
}

export function MappingPoints({ device, system, language, points, onChange }: Props) {
  const { t } = useText();
  const listId = useId();
  return (
    <fieldset className="wide mapping-points">
      <legend>{t('mapping.points')}</legend>
      {device.points.length === 0 && <p className="empty">{t('mapping.noPoints')}</p>}
      {device.points.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('mapping.pointKey')}</th>
              <th>{t('mapping.pointValue')}</th>
              <th>{t('mapping.pointId')}</th>
            </tr>
          </thead>
          <tbody>
            {device.points.map(({ key, pointId, value, unit }) => (
              <tr key={key}>
                <td>
                  <code>{key}</code>
                </td>
                <td>{value === undefined || value === null ? '—' : `${String(value)} ${unit ?? ''}`}</td>
                <td>
                  <input
                    aria-label={`${t('mapping.pointId')}: ${key}`}
                    list={listId}
                    maxLength={64}
                    placeholder={t('mapping.asProposedIs', { value: device.proposal.points[key] ?? pointId })}
                    value={points[key] ?? ''}
                    onChange={(event) => onChange({ ...points, [key]: event.target.value.trim() })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <datalist id={listId}>
        {system.points.map(({ id, name }) => (
          <option key={id} value={id}>
            {textIn(name, language)}
          </option>
        ))}
      </datalist>
    </fieldset>
  );
}

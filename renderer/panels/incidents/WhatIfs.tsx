/** What somebody supposes of the object and the wind; the answer follows. */
import { thrownObjects, windsSupposed, type WhatIf } from '#shared/incidents/whatIf.ts';
import { useText } from '#ui/useText.ts';

export function WhatIfs({ whatIf, onChange }: { whatIf: WhatIf; onChange: (whatIf: WhatIf) => void }) {
  const { t } = useText();
  return (
    <fieldset className="trace-whatif">
      <legend>{t('trace.whatif')}</legend>
      <label>
        {t('trace.object')}{' '}
        <select
          value={whatIf.object}
          onChange={({ target }) =>
            onChange({ ...whatIf, object: thrownObjects.find((one) => one === target.value) ?? 'any' })
          }
        >
          {thrownObjects.map((one) => (
            <option key={one} value={one}>
              {t(`trace.object.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('trace.wind')}{' '}
        <select
          value={whatIf.wind}
          onChange={({ target }) =>
            onChange({ ...whatIf, wind: windsSupposed.find((one) => one === target.value) ?? 'any' })
          }
        >
          {windsSupposed.map((one) => (
            <option key={one} value={one}>
              {t(`trace.wind.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

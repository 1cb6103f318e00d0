/** What can be written to a meter: a command each, with the value that it always writes or the parameter that says it. */
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { writeFunctions } from '#shared/protocol/meterWords.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { useText } from '#ui/useText.ts';
import { newWrite, type WriteDraft } from './meterDraft.ts';
import { ValueCells } from './ValueCells.tsx';

const mostWrites = 50;

interface Props {
  readonly system: string;
  readonly writes: readonly WriteDraft[];
  readonly change: (writes: readonly WriteDraft[]) => void;
}

export function WriteTable({ system, writes, change }: Props) {
  const { t, local } = useText();
  const commandsId = useId();
  const changeOne = (nth: number, some: Partial<WriteDraft>) =>
    change(writes.map((one, at) => (at === nth ? { ...one, ...some } : one)));
  const words = [
    'command',
    'function',
    'address',
    'type',
    'order',
    'scale',
    'offset',
    'fixed',
    'param',
  ] as const;
  return (
    <fieldset className="meter-table">
      <legend>{t('meters.writes')}</legend>
      {writes.length > 0 && (
        <table>
          <thead>
            <tr>
              {words.map((one) => (
                <th key={one}>{t(`meters.${one}`)}</th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {writes.map((one, nth) => (
              // A line has no name but its place.
              <tr key={nth}>
                <td>
                  <input
                    aria-label={`${t('meters.command')} ${nth + 1}`}
                    required
                    pattern="[a-z0-9][a-z0-9_\-]*"
                    title={t('sources.idHint')}
                    list={commandsId}
                    value={one.command}
                    onChange={(event) => changeOne(nth, { command: event.target.value })}
                  />
                </td>
                <td>
                  <select
                    aria-label={`${t('meters.function')} ${nth + 1}`}
                    value={one.function}
                    onChange={(event) => {
                      const chosen = writeFunctions.find((kind) => kind === event.target.value);
                      if (chosen)
                        changeOne(nth, { function: chosen, ...(chosen === 'coil' ? { type: 'bit' } : {}) });
                    }}
                  >
                    {writeFunctions.map((kind) => (
                      <option key={kind} value={kind}>
                        {t(`meters.write.${kind}`)}
                      </option>
                    ))}
                  </select>
                </td>
                <ValueCells
                  nth={nth + 1}
                  isBit={one.function === 'coil'}
                  value={one}
                  change={(some) => changeOne(nth, some)}
                />
                <td>
                  <input
                    aria-label={`${t('meters.fixed')} ${nth + 1}`}
                    pattern="true|false|-?\d+(\.\d+)?"
                    title={t('meters.fixedHint')}
                    value={one.value}
                    onChange={(event) => changeOne(nth, { value: event.target.value })}
                  />
                </td>
                <td>
                  <input
                    aria-label={`${t('meters.param')} ${nth + 1}`}
                    required={one.value === ''}
                    disabled={one.value !== ''}
                    maxLength={64}
                    value={one.param}
                    onChange={(event) => changeOne(nth, { param: event.target.value })}
                  />
                </td>
                <td>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t('meters.removeWrite', { nth: nth + 1 })}
                    onClick={() => change(writes.filter((_, at) => at !== nth))}
                  >
                    <X size="1em" />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <datalist id={commandsId}>
        {(systemOrUnknown(system).commands ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {local(name)}
          </option>
        ))}
      </datalist>
      <button
        type="button"
        className="link"
        disabled={writes.length >= mostWrites}
        onClick={() => change([...writes, newWrite()])}
      >
        <Plus size="1em" /> {t('meters.addWrite')}
      </button>
    </fieldset>
  );
}

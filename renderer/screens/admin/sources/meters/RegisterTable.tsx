/** The registers of a meter, a line each, with what they said when they were read last. */
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { MeterReading } from '#shared/protocol/meter.ts';
import { registerFunctions } from '#shared/protocol/meterWords.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { useText } from '#ui/useText.ts';
import { newRegister, type RegisterDraft } from './meterDraft.ts';
import { ValueCells } from './ValueCells.tsx';

const mostRegisters = 250;

interface Props {
  readonly system: string;
  readonly registers: readonly RegisterDraft[];
  readonly reading: MeterReading | null;
  readonly change: (registers: readonly RegisterDraft[]) => void;
}

export function RegisterTable({ system, registers, reading, change }: Props) {
  const { t, local, said } = useText();
  const pointsId = useId();
  const changeOne = (nth: number, some: Partial<RegisterDraft>) =>
    change(registers.map((one, at) => (at === nth ? { ...one, ...some } : one)));
  const words = ['function', 'address', 'type', 'order', 'scale', 'offset', 'point', 'unitOfValue'] as const;
  return (
    <fieldset className="meter-table">
      <legend>{t('meters.registers')}</legend>
      <table>
        <thead>
          <tr>
            {words.map((one) => (
              <th key={one}>{t(`meters.${one}`)}</th>
            ))}
            {reading && <th>{t('meters.value')}</th>}
            <th />
          </tr>
        </thead>
        <tbody>
          {registers.map((one, nth) => {
            const read = reading?.registers[nth];
            return (
              // A line has no name but its place.
              <tr key={nth}>
                <td>
                  <select
                    aria-label={`${t('meters.function')} ${nth + 1}`}
                    value={one.function}
                    onChange={(event) => {
                      const chosen = registerFunctions.find((kind) => kind === event.target.value);
                      if (chosen)
                        changeOne(nth, { function: chosen, ...(isBit(chosen) ? { type: 'bit' } : {}) });
                    }}
                  >
                    {registerFunctions.map((kind) => (
                      <option key={kind} value={kind}>
                        {t(`meters.${kind}`)}
                      </option>
                    ))}
                  </select>
                </td>
                <ValueCells
                  nth={nth + 1}
                  isBit={isBit(one.function)}
                  value={one}
                  change={(some) => changeOne(nth, some)}
                />
                <td>
                  <input
                    aria-label={`${t('meters.point')} ${nth + 1}`}
                    required
                    maxLength={64}
                    list={pointsId}
                    value={one.point}
                    onChange={(event) => changeOne(nth, { point: event.target.value })}
                  />
                </td>
                <td>
                  <input
                    aria-label={`${t('meters.unitOfValue')} ${nth + 1}`}
                    maxLength={32}
                    value={one.unit}
                    onChange={(event) => changeOne(nth, { unit: event.target.value })}
                  />
                </td>
                {reading && (
                  <td className={read?.fault ? 'field-fault' : 'meter-value'}>
                    {read?.fault ? said(read.fault) : `${String(read?.value ?? '—')} ${one.unit}`}
                  </td>
                )}
                <td>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t('meters.removeLine', { nth: nth + 1 })}
                    disabled={registers.length === 1}
                    onClick={() => change(registers.filter((_, at) => at !== nth))}
                  >
                    <X size="1em" />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <datalist id={pointsId}>
        {systemOrUnknown(system).points.map(({ id, name }) => (
          <option key={id} value={id}>
            {local(name)}
          </option>
        ))}
      </datalist>
      <button
        type="button"
        className="link"
        disabled={registers.length >= mostRegisters}
        onClick={() => change([...registers, newRegister(registers.at(-1))])}
      >
        <Plus size="1em" /> {t('meters.addRegister')}
      </button>
    </fieldset>
  );
}

function isBit(kind: RegisterDraft['function']): boolean {
  return kind === 'coil' || kind === 'discrete';
}

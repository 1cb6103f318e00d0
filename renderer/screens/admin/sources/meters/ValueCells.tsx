/** The cells that registers and writes have in common: where, how wide, in which order, by which scale. */
import { registerTypes } from '#shared/protocol/meterWords.ts';
import { useText } from '#ui/useText.ts';
import { byteOrders, type RegisterDraft } from './meterDraft.ts';

type Value = Pick<RegisterDraft, 'address' | 'type' | 'order' | 'scale' | 'offset'>;

interface Props {
  readonly nth: number;
  readonly isBit: boolean;
  readonly value: Value;
  readonly change: (some: Partial<Value>) => void;
}

export function ValueCells({ nth, isBit, value, change }: Props) {
  const { t } = useText();
  const named = (name: string) => ({ 'aria-label': `${name} ${nth}` });
  const { type, order } = value;
  const isLong = type !== 'bit' && !isBit;
  return (
    <>
      <td>
        <input
          {...named(t('meters.address'))}
          required
          type="number"
          min={0}
          max={65_535}
          value={value.address}
          onChange={(event) => change({ address: event.target.value })}
        />
      </td>
      <td>
        <select
          {...named(t('meters.type'))}
          value={isBit ? 'bit' : type}
          disabled={isBit}
          onChange={(event) =>
            change({ type: registerTypes.find((one) => one === event.target.value) ?? type })
          }
        >
          {registerTypes.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </td>
      <td>
        <select
          {...named(t('meters.order'))}
          value={order}
          disabled={!isLong}
          onChange={(event) =>
            change({ order: byteOrders.find((one) => one === event.target.value) ?? order })
          }
        >
          {byteOrders.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </td>
      <td>
        <input
          {...named(t('meters.scale'))}
          type="number"
          step="any"
          placeholder="1"
          disabled={!isLong}
          value={value.scale}
          onChange={(event) => change({ scale: event.target.value })}
        />
      </td>
      <td>
        <input
          {...named(t('meters.offset'))}
          type="number"
          step="any"
          placeholder="0"
          disabled={!isLong}
          value={value.offset}
          onChange={(event) => change({ offset: event.target.value })}
        />
      </td>
    </>
  );
}

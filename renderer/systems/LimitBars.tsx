/** Bars of values against their limits, nearest to its limit first; each leads to its device. */
import { selectDevice } from '#commands/focus.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import type { LimitBars as Bars } from './limitBars.ts';

export function LimitBars(props: {
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly bars: Bars;
  /** Of the nearest to their limits; the rest is told as a number. */
  readonly atMost?: number;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const { title, unit, decimals } = props;
  const { bars, full } = props.bars;
  const atMost = props.atMost ?? bars.length;
  return (
    <section className="limit-bars">
      <h3>
        {title} <small>{unit}</small>
      </h3>
      <ul>
        {bars.slice(0, atMost).map(({ device, value, limits, isBroken }) => (
          <li key={device.key} className={isBroken ? 'broken' : ''}>
            <button
              className="link"
              title={local(device.name)}
              onClick={() => selectDevice(screen, device.key)}
            >
              {local(device.name)}
            </button>
            <span className="limit-bar" aria-hidden="true">
              <span style={{ width: `${Number.isNaN(value) ? 0 : Math.max(0, value / full) * 100}%` }} />
              {limits.map(({ ruleId, limit, name }) => (
                <i key={ruleId} title={local(name)} style={{ left: `${(limit / full) * 100}%` }} />
              ))}
            </span>
            <b>{Number.isNaN(value) ? t('value.none') : value.toFixed(decimals)}</b>
          </li>
        ))}
      </ul>
      {bars.length > atMost && <p className="hint">{t('bars.more', { more: bars.length - atMost })}</p>}
    </section>
  );
}

/** Which detectors alarmed, in which order; the first is marked. The same numbers stand in the plan and in the scene. */
import { selectDevice } from '#commands/focus.ts';
import { orderSign } from '#shared/incidents/fireFacts.ts';
import { ClockTime } from '#state/ClockTime.tsx';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { stopwatch, useText } from '#ui/useText.ts';
import type { FireView } from './fireView.ts';

export function AlarmOrder({ view }: { view: FireView }) {
  const { t, local } = useText();
  const screen = useScreen();
  const devices = useFacts((facts) => facts.devices);
  const { order } = view.told;
  const firstMs = order[0]?.atMs ?? 0;
  return (
    <section className="fire-part">
      <h3>{t('order.title')}</h3>
      {order.length === 0 && <p className="hint">{t('order.none')}</p>}
      <ol className="alarm-order" data-testid="alarm-order">
        {order.map(({ nth, deviceKey, atMs }) => {
          const device = devices.get(deviceKey);
          return (
            <li key={deviceKey} className={nth === 1 ? 'first' : ''}>
              <b className="order-sign">{orderSign(nth)}</b>
              <button className="link" onClick={() => selectDevice(screen, deviceKey)}>
                {device ? local(device.name) : deviceKey}
              </button>
              {nth === 1 && <em>{t('order.first')}</em>}
              <span>
                <ClockTime atMs={atMs} />
                {nth > 1 && <small> +{stopwatch(atMs - firstMs)}</small>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

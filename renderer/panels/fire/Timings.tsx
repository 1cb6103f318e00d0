/** What GB 25506 asks of time, measured from the records of this fire. */
import { fireTimings } from '#shared/incidents/fireFacts.ts';
import { useText } from '#ui/useText.ts';
import type { FireView } from './fireView.ts';

export function Timings({ view }: { view: FireView }) {
  const { t } = useText();
  return (
    <section className="fire-part" data-testid="fire-timings">
      <h3>{t('timing.title')}</h3>
      <ul className="fire-lines">
        {fireTimings(view.asOf).map(({ code, tookMs, allowedMs }) => {
          const isMissed = tookMs !== null && allowedMs !== null && tookMs > allowedMs;
          return (
            <li key={code} data-testid={`timing-${code}`}>
              <span>{t(`timing.${code}`)}</span>
              <b className={isMissed ? 'loud' : ''}>
                {tookMs === null ? (
                  <span className="hint">{t('timing.none')}</span>
                ) : (
                  t('timing.seconds', { s: (tookMs / 1000).toFixed(1) })
                )}
                {tookMs !== null && allowedMs !== null && (
                  <em>{t(isMissed ? 'timing.missed' : 'timing.met')}</em>
                )}
              </b>
            </li>
          );
        })}
      </ul>
      <p className="hint">{t('timing.hint')}</p>
    </section>
  );
}

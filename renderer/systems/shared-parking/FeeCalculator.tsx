/** What a stay costs, by the compound's clocks: entry and leaving are typed as at the gate, the tariff can be tried. */
import { useState } from 'react';
import { feeOfLocal, usualTariff, yuanText, type Tariff } from '#shared/parking/fee.ts';
import { zoneOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { writtenAt } from '../SpanFields.tsx';

const minuteMs = 60_000;
const exampleMs = 2 * 60 * minuteMs;

/** An emptied field changes nothing. */
const fenOf = (yuan: string, before: number) => (yuan === '' ? before : Math.round(Number(yuan) * 100));

export function FeeCalculator({ hourCny, freeMin }: { hourCny: number | null; freeMin: number | null }) {
  const { clock } = useScreen();
  const { t } = useText();
  const zone = useFacts(zoneOf);
  const [tariff, setTariff] = useState<Tariff>({
    ...usualTariff,
    ...(hourCny === null ? {} : { dayHourFen: Math.round(hourCny * 100) }),
    ...(freeMin === null ? {} : { freeMs: freeMin * minuteMs }),
  });
  const [left, setLeft] = useState(() => writtenAt(clock.instantMs(), zone));
  const [entered, setEntered] = useState(() => writtenAt(clock.instantMs() - exampleMs, zone));
  const [isLost, setLost] = useState(false);
  const fee = feeOfLocal(isLost ? '' : entered, left, tariff, zone);
  const change = (part: Partial<Tariff>) => setTariff((before) => ({ ...before, ...part }));
  const night = tariff.night && t('fee.night.hours', { from: tariff.night[0], to: tariff.night[1] });
  return (
    <section className="fee" aria-label={t('fee.title')} data-testid="fee">
      <h3>{t('fee.title')}</h3>
      <div className="fee-fields">
        <label>
          {t('fee.entered')}
          <input
            type="datetime-local"
            value={entered}
            disabled={isLost}
            data-testid="fee-entered"
            onChange={({ target }) => setEntered(target.value)}
          />
        </label>
        <label>
          {t('fee.left')}
          <input
            type="datetime-local"
            value={left}
            data-testid="fee-left"
            onChange={({ target }) => setLeft(target.value)}
          />
        </label>
        <label className="tick">
          <input type="checkbox" checked={isLost} onChange={({ target }) => setLost(target.checked)} />
          {t('fee.lost')}
        </label>
        <label>
          {t('fee.free')}
          <input
            type="number"
            min={0}
            value={tariff.freeMs / minuteMs}
            onChange={({ target }) => change({ freeMs: Math.max(0, Number(target.value)) * minuteMs })}
          />
        </label>
        <label>
          {t('fee.hour')}
          <input
            type="number"
            min={0}
            step={0.5}
            value={tariff.dayHourFen / 100}
            onChange={({ target }) => change({ dayHourFen: fenOf(target.value, tariff.dayHourFen) })}
          />
        </label>
        <label title={night ?? ''}>
          {t('fee.night')}
          <input
            type="number"
            min={0}
            step={0.5}
            value={tariff.nightHourFen / 100}
            onChange={({ target }) => change({ nightHourFen: fenOf(target.value, tariff.nightHourFen) })}
          />
        </label>
        <label>
          {t('fee.cap')}
          <input
            type="number"
            min={0}
            step={1}
            value={tariff.dayCapFen === null ? '' : tariff.dayCapFen / 100}
            onChange={({ target }) =>
              change({ dayCapFen: target.value === '' ? null : Math.round(Number(target.value) * 100) })
            }
          />
        </label>
      </div>
      <p role="status" className="fee-total">
        <b data-testid="fee-total">
          {fee ? t('fee.total', { yuan: yuanText(fee.totalFen) }) : t('value.none')}
        </b>{' '}
        <span className="hint">
          {t(`fee.kind.${fee?.kind ?? 'none'}`)}
          {fee?.kind === 'paid' && night && ` · ${night}`}
        </span>
      </p>
      {fee && fee.days.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('fee.day')}</th>
              <th>{t('fee.day.hours')}</th>
              <th>{t('fee.day.nights')}</th>
              <th>{t('fee.day.yuan')}</th>
            </tr>
          </thead>
          <tbody>
            {fee.days.map(({ date, dayHours, nightHours, fen, isCapped }) => (
              <tr key={date}>
                <td>{date}</td>
                <td>{dayHours}</td>
                <td>{nightHours}</td>
                <td>
                  {yuanText(fen)}
                  {isCapped && <small> {t('fee.capped')}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

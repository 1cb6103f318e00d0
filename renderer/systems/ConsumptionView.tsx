/** What registers grew by today, against yesterday until the same hour: in all, and by device, the largest first. */
import { useMemo } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';
import { selectDevice } from '#commands/focus.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { daysAt, nothingKnown, sumOf, usedOf, type Used } from './consumption.ts';
import { useBins } from './useBins.ts';

/** Asked again this often; a register is read every few minutes at best. */
const everyMs = 300_000;
const shownAtMost = 12;

export function ConsumptionView(props: {
  readonly devices: readonly DeviceRecord[];
  readonly point: PointDeclaration;
  readonly askedAtMost: number;
}) {
  const screen = useScreen();
  const { t, local, locale } = useText();
  const zone = useFacts(zoneOf);
  const nowMs = useInstant(everyMs);
  const { point, askedAtMost } = props;
  const devices = useMemo(() => props.devices.slice(0, askedAtMost), [props.devices, askedAtMost]);
  const days = useMemo(() => daysAt(nowMs, zone), [nowMs, zone]);
  const { yesterdayMs: fromMs, toMs, bins: steps } = days;
  const known = useBins(devices, { point: point.id, fromMs, toMs, bins: steps });
  const rows = useMemo(
    () =>
      devices
        .map((device): { readonly device: DeviceRecord; readonly used: Used } => {
          const bins = known.of.get(device.key);
          return { device, used: bins ? usedOf(bins, days) : nothingKnown };
        })
        .filter(({ used }) => !Number.isNaN(used.today))
        .toSorted((a, b) => b.used.today - a.used.today),
    [devices, known.of, days],
  );
  const all = sumOf(rows.map(({ used }) => used));
  const most = Math.max(0, ...rows.map(({ used }) => used.today));
  const said = (value: number) =>
    Number.isNaN(value)
      ? t('value.none')
      : value.toLocaleString(locale, { maximumFractionDigits: point.decimals ?? 0 });
  return (
    <section className="limit-bars consumption" aria-busy={known.isWaiting}>
      <h3>
        {local(point.name)} · {t('used.today')} <small>{point.unit}</small>
      </h3>
      <p>
        <b className="used-today">{said(all.today)}</b>{' '}
        <span className="hint">
          {t('used.yesterday', { soFar: said(all.yesterdaySoFar), whole: said(all.yesterday) })}
          {props.devices.length > devices.length &&
            ` · ${t('used.part', { shown: devices.length, all: props.devices.length })}`}
        </span>
      </p>
      <ul>
        {rows.slice(0, shownAtMost).map(({ device, used }) => (
          <li key={device.key}>
            <button
              className="link"
              title={local(device.name)}
              onClick={() => selectDevice(screen, device.key)}
            >
              {local(device.name)}
            </button>
            <span className="limit-bar" aria-hidden="true">
              <span style={{ width: `${most > 0 ? (used.today / most) * 100 : 0}%` }} />
            </span>
            <b>{said(used.today)}</b>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="hint">{t(known.isWaiting ? 'used.waiting' : 'used.none')}</p>}
      {rows.length > shownAtMost && (
        <p className="hint">{t('bars.more', { more: rows.length - shownAtMost })}</p>
      )}
    </section>
  );
}

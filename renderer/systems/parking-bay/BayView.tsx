/** Areas with their free places, a plan of the bays, and who has stood there for how long. */
import { useMemo } from 'react';
import { selectDevice, selectPlace } from '#commands/focus.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useInstant } from '#state/useInstant.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';
import { areasOf, boundsOf, standingOf, type BayReading } from './bays.ts';

const standingShown = 12;

export function BayView({ devices }: SystemViewProps) {
  const screen = useScreen();
  const { t, local } = useText();
  const placeName = usePlaceName();
  const instant = useInstant(10_000);
  const values = useValues();
  const read = (device: DeviceRecord): BayReading => ({
    occupied: values.number(device, 'occupied'),
    sinceMs: values.number(device, 'since'),
    free: values.number(device, 'free'),
    capacity: values.number(device, 'capacity'),
  });
  const standing = standingOf(devices, read, instant);
  return (
    <div className="bay-view">
      <ul className="bay-areas">
        {areasOf(devices, read).map(({ placeId, free, all }) => (
          <li key={placeId}>
            <button
              className="link"
              disabled={placeId === null}
              onClick={() => selectPlace(screen, placeId ?? '')}
            >
              {placeId === null ? t('bays.elsewhere') : placeName(placeId)}
            </button>
            <meter min={0} max={all} value={all - free} aria-hidden="true" />
            <span>{t('bays.free', { free, all })}</span>
          </li>
        ))}
      </ul>
      <Plan devices={devices} read={read} />
      <h3>{t('bays.standing')}</h3>
      {standing.length === 0 && <p className="hint">{t('bays.standing.none')}</p>}
      <ol className="bay-standing">
        {standing.slice(0, standingShown).map(({ device, forMs }) => (
          <li key={device.key}>
            <button className="link" onClick={() => selectDevice(screen, device.key)}>
              {local(device.name)}
            </button>
            <span>{ageText(t, forMs)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** From above, north up. The list of devices says the same in words. */
function Plan({
  devices,
  read,
}: {
  devices: readonly DeviceRecord[];
  read: (device: DeviceRecord) => BayReading;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const bays = useFacts((facts) => facts.plan.bays);
  const selection = useChoices((choices) => choices.selection);
  const byId = useMemo(() => new Map(devices.map((device) => [device.id, device])), [devices]);
  const bounds = useMemo(() => boundsOf(bays), [bays]);
  if (!bounds) return null;
  const [west, south, wideM, deepM] = bounds;
  return (
    <svg
      className="bay-plan"
      role="img"
      aria-label={t('bays.plan')}
      viewBox={`${west} ${-south - deepM} ${wideM} ${deepM}`}
    >
      {bays.map(({ id, kind, box }) => {
        const device = byId.get(id);
        const occupied = device ? read(device).occupied : NaN;
        const state = occupied === 1 ? 'taken' : occupied === 0 ? 'empty' : 'unknown';
        const isChosen = device && selection?.kind === 'device' && selection.key === device.key;
        const [x, y] = [box.centreEnu[0], -box.centreEnu[1]];
        return (
          <rect
            key={id}
            className={`${state} ${kind} ${isChosen ? 'chosen' : ''}`}
            x={x - box.sizeM[0] / 2}
            y={y - box.sizeM[1] / 2}
            width={box.sizeM[0]}
            height={box.sizeM[1]}
            transform={`rotate(${(-box.yawRad * 180) / Math.PI} ${x} ${y})`}
            onClick={() => device && selectDevice(screen, device.key)}
          >
            <title>{`${device ? local(device.name) : id} · ${t(`bays.${state}`)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

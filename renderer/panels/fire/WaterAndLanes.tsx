/** Hydrants by how far one walks to them, with their pressure, and lanes that engines cannot use. */
import { useMemo } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { walkAroundM } from '#shared/geo/walkAround.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { pointValue } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { stopwatch, useText } from '#ui/useText.ts';
import type { FireView } from './fireView.ts';
import { useLanes } from './lanes.ts';

/** GB 50974: outdoor hydrants on a municipal main, MPa. */
const leastMpa = 0.14;

export interface WalkedHydrant {
  readonly device: DeviceRecord;
  readonly distanceM: number;
  readonly isWalked: boolean;
}

/** From the unit's door where it has one, else from where it burns; nearest on foot first. */
export function useHydrants({ card, incident }: FireView): readonly WalkedHydrant[] {
  const plan = useFacts((facts) => facts.plan);
  const devices = useFacts((facts) => facts.devices);
  return useMemo(() => {
    const [door] = card.doors;
    const from =
      (door === undefined ? null : devices.get(door)?.positionEnu) ??
      incident.positionEnu ??
      card.place?.box?.centreEnu ??
      null;
    const buildings = plan.places.flatMap(({ kind, box }) => (kind === 'building' && box ? [box] : []));
    return card.hydrants
      .flatMap(({ key, distanceM }) => {
        const device = devices.get(key);
        if (!device?.positionEnu || !from) return [];
        const walkedM = walkAroundM(from, device.positionEnu, buildings);
        return [{ device, distanceM: walkedM ?? distanceM, isWalked: walkedM !== null }];
      })
      .toSorted((a, b) => a.distanceM - b.distanceM);
  }, [plan, devices, card, incident.positionEnu]);
}

export function WaterAndLanes({ view }: { view: FireView }) {
  const { t, local } = useText();
  const screen = useScreen();
  const hydrants = useHydrants(view);
  const { blocked, clear } = useLanes();
  const { columns } = useFacts((facts) => facts.shown);
  return (
    <section className="fire-part" data-testid="fire-water">
      <h3>{t('water.title')}</h3>
      <ul className="fire-lines">
        {hydrants.length === 0 && <li className="hint">{t('water.none')}</li>}
        {hydrants.map(({ device, distanceM, isWalked }) => {
          const pressureMpa = pointValue(device, 'pressure', columns);
          const isLow = pressureMpa < leastMpa;
          return (
            <li key={device.key}>
              <button className="link" onClick={() => selectDevice(screen, device.key)}>
                {local(device.name)}
              </button>
              <span>{t(isWalked ? 'water.walk' : 'water.straight', { far: Math.round(distanceM) })}</span>
              <b className={isLow ? 'loud' : ''} title={isLow ? t('water.pressure.low') : undefined}>
                {Number.isNaN(pressureMpa) ? '—' : `${pressureMpa.toFixed(2)} MPa`}
                {isLow && ' ↓'}
              </b>
            </li>
          );
        })}
      </ul>
      {hydrants.some(({ isWalked }) => isWalked) && <p className="hint">{t('water.walk.hint')}</p>}
      <h4>{t('water.lanes')}</h4>
      <ul className="fire-lines" data-testid="fire-lanes">
        {blocked.length === 0 && (
          <li className="hint">{t(clear.length > 0 ? 'water.lanes.clear' : 'water.lanes.none')}</li>
        )}
        {blocked.map(({ device, occupiedS }) => (
          <li key={device.key} className="loud">
            <button className="link" onClick={() => selectDevice(screen, device.key)}>
              {local(device.name)}
            </button>
            <span>
              {!Number.isNaN(occupiedS) && t('water.lane.for', { time: stopwatch(occupiedS * 1000) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Parcel lockers: how full each is, what lies too long, doors left ajar, those that are offline. */
import { useText } from '#ui/useText.ts';
import { DeviceTiles, type TileProps } from '../DeviceTiles.tsx';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';

export function LockerView(props: SystemViewProps) {
  return <DeviceTiles {...props} Face={Locker} />;
}

function Locker({ system, device }: TileProps) {
  const { t, local } = useText();
  const values = useValues();
  const [free, all] = [values.number(device, 'free'), values.number(device, 'capacity')];
  const overdue = values.number(device, 'overdue');
  const door = values.state(system, device, 'door');
  const isOffline = values.number(device, 'online') === 0;
  const isKnown = !Number.isNaN(free) && all > 0;
  return (
    <>
      {isKnown ? (
        <>
          <meter
            min={0}
            max={all}
            value={all - free}
            aria-label={t('locker.used', { used: all - free, all })}
          />
          <span>{t('bays.free', { free, all })}</span>
        </>
      ) : (
        <span>{t('value.none')}</span>
      )}
      <span>
        {overdue > 0 && t('locker.overdue', { parcels: overdue })}
        {door?.id === 'ajar' && <b className="broken"> {local(door.name)}</b>}
        {isOffline && <b className="broken"> {t('locker.offline')}</b>}
      </span>
    </>
  );
}

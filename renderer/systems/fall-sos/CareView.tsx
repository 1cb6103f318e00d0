/** Who calls for help and how long they have waited; all else about people in counts, because whose they are is not for everybody. */
import { DeviceCommands } from '#panels/devices/index.ts';
import { selectAlarm } from '#commands/focus.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { stopwatch, useText } from '#ui/useText.ts';
import { useValues } from '../values.ts';
import { useDevicesOf, type SystemViewProps } from '../view.ts';

/** Somebody who called is called back within this. */
const callBackMs = 60_000;
const care = 'elder-care';

export function CareView({ system, devices }: SystemViewProps) {
  const { t } = useText();
  const values = useValues();
  const sensors = useDevicesOf(care);
  const alarms = useFacts((facts) => facts.alarms);
  const isPerson = useFacts(({ person }) => person?.verbs.includes('people.read') === true);
  const standing = alarms.filter((alarm) => !isSetAside(alarm));
  const calling = devices.filter((device) => values.isOn(device, 'sos'));
  const working = sensors.filter((device) => values.isOn(device, 'working')).length;
  const quiet = new Set(
    standing.filter(({ deviceKey }) => deviceKey.startsWith(`${care}/`)).map(({ deviceKey }) => deviceKey),
  ).size;
  return (
    <div className="care-view">
      <section>
        <h3>
          {t('care.calling')} <b className={calling.length > 0 ? 'loud' : ''}>{calling.length}</b>
        </h3>
        {calling.length === 0 && <p className="hint">{t('care.calling.none')}</p>}
        {calling.map((device) => (
          <Calling
            key={device.key}
            device={device}
            alarm={standing.find(({ deviceKey }) => deviceKey === device.key) ?? null}
            sinceMs={values.columns.times[device.points['sos'] ?? -1] ?? NaN}
          />
        ))}
      </section>
      <section>
        {sensors.length > 0 && <p>{t('care.working', { working, all: sensors.length })}</p>}
        <p className={quiet > 0 ? 'loud' : ''}>{t('care.quiet', { homes: quiet })}</p>
        <p>
          {system.points.filter(({ personal }) => personal !== undefined).length > 0 && !isPerson && (
            <span className="hint">{t('care.hidden')}</span>
          )}
        </p>
      </section>
    </div>
  );
}

/** Counted from the alarm's onset where there is one: a reading may be told again and again. */
function Calling({
  device,
  alarm,
  sinceMs,
}: {
  device: DeviceRecord;
  alarm: AlarmRecord | null;
  sinceMs: number;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const instant = useInstant(500);
  const leftMs = (alarm?.lastAtMs ?? sinceMs) + callBackMs - instant;
  return (
    <article className="care-calling" role="alert">
      <p>
        <button className="link" onClick={() => alarm && selectAlarm(screen, alarm)}>
          {local(device.name)}
        </button>{' '}
        <b className={leftMs <= 0 ? 'loud' : ''}>
          {leftMs > 0 ? t('care.callback', { left: stopwatch(leftMs) }) : t('care.callback.over')}
        </b>
      </p>
      <DeviceCommands device={device} />
    </article>
  );
}

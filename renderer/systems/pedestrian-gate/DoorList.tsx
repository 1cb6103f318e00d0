/** Every door with the state that it says of itself, the gravest of its alarms before it; choosing one shows its passages and what can be asked of it. */
import { useMemo } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { isAsking } from '#shared/alarms/machine.ts';
import type { AlarmRecord, DeviceRecord } from '#shared/protocol/records.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import { gravestOf, rowOf } from '../rows.ts';
import { useOwnNames } from '../useOwnNames.ts';
import { useValues } from '../values.ts';

interface Props {
  readonly system: SystemDeclaration;
  readonly devices: readonly DeviceRecord[];
  readonly chosen: string | null;
  readonly onChoose: (key: string | null) => void;
}

export function DoorList({ system, devices, chosen, onChoose }: Props) {
  const screen = useScreen();
  const { t, local } = useText();
  const values = useValues();
  const ownName = useOwnNames(devices);
  const alarms = useFacts((facts) => facts.alarms);
  const gravest = useMemo(() => gravestOf(alarms), [alarms]);
  const asking = useMemo(() => firstAsking(alarms), [alarms]);
  const states = system.headline.filter(
    (id) => system.points.find((point) => point.id === id)?.kind === 'state',
  );
  const order = useMemo(
    () => devices.toSorted((a, b) => a.key.localeCompare(b.key, 'zh-CN', { numeric: true })),
    [devices],
  );
  return (
    <nav className="passing-doors" aria-label={t('passing.doors')}>
      <button aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        {t('passing.doors.all')} <i>{devices.length}</i>
      </button>
      <ul>
        {order.map((device) => {
          const { priority, quality } = rowOf(device, gravest, values.columns);
          const alarm = asking.get(device.key);
          const said = states
            .slice(0, 2)
            .flatMap((id) => values.state(system, device, id) ?? [])
            .map(({ name }) => local(name))
            .join(' · ');
          return (
            <li key={device.key} className={quality}>
              <button
                aria-pressed={chosen === device.key}
                data-testid="passing-door"
                data-device={device.key}
                onClick={() => {
                  onChoose(device.key);
                  selectDevice(screen, device.key);
                }}
              >
                {priority === null ? (
                  <span
                    className={`quality-dot ${quality}`}
                    title={t(quality === 'good' ? 'scene.tip.normal' : `quality.${quality}`)}
                  />
                ) : (
                  <PriorityMark priority={priority} />
                )}
                <b title={local(device.name)}>{ownName(device)}</b>
                <small className={alarm ? 'loud' : ''}>
                  {alarm ? local(alarm.name) : said || t('value.none')}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function firstAsking(alarms: readonly AlarmRecord[]): ReadonlyMap<string, AlarmRecord> {
  const found = new Map<string, AlarmRecord>();
  for (const alarm of alarms) {
    const before = found.get(alarm.deviceKey);
    if (isAsking(alarm) && (!before || alarm.priority < before.priority)) found.set(alarm.deviceKey, alarm);
  }
  return found;
}

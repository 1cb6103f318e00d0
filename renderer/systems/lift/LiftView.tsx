/** Every lift's car in its shaft; where people are trapped the call comes first, with what can be asked of the lift. */
import { DeviceCommands } from '#panels/devices/index.ts';
import { selectDevice } from '#commands/focus.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';
import { shaftOf } from './shaft.ts';

export function LiftView({ system, devices }: SystemViewProps) {
  const { t, local } = useText();
  const values = useValues();
  const trapped = devices.filter((device) => values.isOn(device, 'trapped'));
  return (
    <div className="lift-view">
      {trapped.map((device) => {
        const call = values.state(system, device, 'call');
        return (
          <section key={device.key} className="lift-trapped" role="alert">
            <h3>
              {local(device.name)} · {t('lift.trapped')}
            </h3>
            <p>
              {call && (
                <>
                  <b>{local(call.name)}</b>{' '}
                </>
              )}
              <Facts system={system} device={device} points={['floor', 'door', 'load', 'mode']} />
            </p>
            <DeviceCommands device={device} />
          </section>
        );
      })}
      <ul className="lift-shafts" aria-label={t('lift.shafts')}>
        {devices.map((device) => (
          <Shaft key={device.key} system={system} device={device} isTrapped={trapped.includes(device)} />
        ))}
      </ul>
    </div>
  );
}

function Facts({
  system,
  device,
  points,
}: {
  system: SystemDeclaration;
  device: DeviceRecord;
  points: readonly string[];
}) {
  const { t, local } = useText();
  const values = useValues();
  return points.map((id) => {
    const point = system.points.find((one) => one.id === id);
    const value = values.number(device, id);
    const state = values.state(system, device, id);
    return (
      point && (
        <span key={id} className="lift-fact">
          {local(point.name)}{' '}
          <b>
            {state
              ? local(state.name)
              : Number.isNaN(value)
                ? t('value.none')
                : `${value} ${point.unit ?? ''}`}
          </b>
        </span>
      )
    );
  });
}

function Shaft({
  system,
  device,
  isTrapped,
}: {
  system: SystemDeclaration;
  device: DeviceRecord;
  isTrapped: boolean;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const values = useValues();
  const floor = values.number(device, 'floor');
  const target = values.number(device, 'target');
  const door = values.state(system, device, 'door');
  const mode = values.state(system, device, 'mode');
  const { floors, share } = shaftOf(floor, target);
  const isOff = mode !== null && mode.id !== 'automatic';
  const said = [
    `${local(device.name)} · ${Number.isNaN(floor) ? t('value.none') : floor}`,
    ...(Number.isNaN(target) || target === floor ? [] : [t('lift.going', { floor: target })]),
    ...(door ? [local(door.name)] : []),
    ...(mode ? [local(mode.name)] : []),
  ].join(' · ');
  return (
    <li className={isTrapped ? 'trapped' : isOff ? 'off' : ''}>
      <button title={said} aria-label={said} onClick={() => selectDevice(screen, device.key)}>
        <span className="shaft" style={{ backgroundSize: `100% ${100 / floors}%` }}>
          {!Number.isNaN(floor) && (
            <span
              className={`car ${door?.id ?? ''}`}
              style={{ bottom: `${share * 100}%`, height: `${100 / floors}%` }}
            />
          )}
        </span>
        <b>{Number.isNaN(floor) ? t('value.none') : floor}</b>
        <small>{local(device.name)}</small>
      </button>
    </li>
  );
}

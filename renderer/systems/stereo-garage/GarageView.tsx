/** Each garage from the front: which pallet moves, and what keeps people apart from it. How its pallets lie is a schematic. */
import { DeviceCommands } from '#panels/devices/index.ts';
import { selectDevice } from '#commands/focus.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';
import { palletsOf } from '#shared/parking/pallets.ts';

/** What must not be, in the order in which it is looked at. */
const guards = ['estop', 'person', 'curtain'] as const;

export function GarageView({ system, devices }: SystemViewProps) {
  return devices.map((device) => <Garage key={device.key} system={system} device={device} />);
}

function Garage({ system, device }: { system: SystemDeclaration; device: DeviceRecord }) {
  const screen = useScreen();
  const { t, local } = useText();
  const values = useValues();
  const capacity = values.number(device, 'capacity');
  const pallets = palletsOf(capacity);
  const pallet = values.number(device, 'pallet');
  const isMoving = values.number(device, 'cycle') > 0;
  const mode = values.state(system, device, 'mode');
  const isHalted = values.isOn(device, 'estop') || mode?.id === 'stopped';
  return (
    <section className="garage">
      <h3>
        <button className="link" onClick={() => selectDevice(screen, device.key)}>
          {local(device.name)}
        </button>{' '}
        <span className={isHalted ? 'loud' : ''}>{mode ? local(mode.name) : t('value.none')}</span>{' '}
        <small>{isMoving ? t('garage.moving', { pallet }) : t('garage.still')}</small>
      </h3>
      <ul className="garage-guards">
        {guards.map((id) => {
          const point = system.points.find((one) => one.id === id);
          const value = values.number(device, id);
          return (
            point && (
              <li key={id} className={value === 1 ? 'broken' : ''}>
                {local(point.name)}{' '}
                <b>{Number.isNaN(value) ? t('value.none') : t(value === 1 ? 'value.true' : 'value.false')}</b>
              </li>
            )
          );
        })}
        <li>{t('bays.free', { free: values.number(device, 'free'), all: capacity })}</li>
      </ul>
      {pallets && (
        <>
          <div
            className="garage-front"
            role="img"
            aria-label={isMoving ? t('garage.moving', { pallet }) : t('garage.pallets')}
            style={{ gridTemplateColumns: `repeat(${pallets.columns}, minmax(0, 1fr))` }}
          >
            {pallets.rows.flatMap((row, level) =>
              row.map((number, column) => (
                <span
                  // oxlint-disable-next-line react/no-array-index-key -- its place is what it is
                  key={`${level} ${column}`}
                  className={
                    number === null ? 'none' : number === pallet ? (isMoving ? 'moving' : 'last') : ''
                  }
                >
                  {number}
                </span>
              )),
            )}
          </div>
          <p className="hint">{t('garage.layout', { levels: pallets.levels, columns: pallets.columns })}</p>
        </>
      )}
      <DeviceCommands device={device} />
    </section>
  );
}

/**
 * Devices as tiles, each with a face of its system's own; several can be chosen and told the same. What is chosen stays
 * chosen while readings come.
 */
import { useMemo, useState, type ComponentType } from 'react';
import { selectDevice } from '#commands/focus.ts';
import { CommandButtons } from '#panels/devices/index.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { deviceQuality } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import { gravestOf } from './rows.ts';
import { useValues } from './values.ts';
import type { SystemViewProps } from './view.ts';

export interface TileProps {
  readonly system: SystemDeclaration;
  readonly device: DeviceRecord;
}

export function DeviceTiles(props: SystemViewProps & { readonly Face: ComponentType<TileProps> }) {
  const screen = useScreen();
  const { t, local } = useText();
  const { columns } = useValues();
  const alarms = useFacts((facts) => facts.alarms);
  const gravest = useMemo(() => gravestOf(alarms), [alarms]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { system, devices, Face } = props;
  // Those that went meanwhile are told nothing.
  const told = devices.filter(({ key }) => chosen.has(key));
  const toggle = (key: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <div className="tiles-view">
      <div className="tiles-head">
        <label>
          <input
            type="checkbox"
            checked={told.length === devices.length}
            data-testid="tiles-all"
            onChange={({ target }) => setChosen(new Set(target.checked ? devices.map(({ key }) => key) : []))}
          />
          {t('tiles.chosen', { chosen: told.length, all: devices.length })}
        </label>
        {told.length > 0 ? (
          <div className="device-commands">
            <CommandButtons devices={told} />
          </div>
        ) : (
          <span className="hint">{t('tiles.choose')}</span>
        )}
      </div>
      <ul className="tiles">
        {devices.map((device) => {
          const quality = deviceQuality(device, columns);
          const priority = gravest.get(device.key);
          return (
            <li key={device.key} className={`tile ${quality} ${priority === undefined ? '' : 'alarmed'}`}>
              <p>
                <input
                  type="checkbox"
                  aria-label={t('tiles.pick', { name: local(device.name) })}
                  checked={chosen.has(device.key)}
                  onChange={() => toggle(device.key)}
                />
                <button
                  className="link"
                  title={local(device.name)}
                  onClick={() => selectDevice(screen, device.key)}
                >
                  {local(device.name)}
                </button>
                {priority !== undefined && <PriorityMark priority={priority} />}
              </p>
              {quality !== 'unknown' && <Face system={system} device={device} />}
              {quality !== 'good' && <small className="tile-quality">{t(`quality.${quality}`)}</small>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** All that speaks of fire at once: panels, detectors by storey, hydrant pressures against their limits, lanes. */
import { selectDevice } from '#commands/focus.ts';
import { rulesFor } from '#shared/alarms/effectiveRules.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { deviceQuality } from '#state/reading.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { limitsOf, useRules } from '#renderer/charts/index.ts';
import { limitBars } from '../limitBars.ts';
import { LimitBars } from '../LimitBars.tsx';
import { gravestOf } from '../rows.ts';
import { useValues } from '../values.ts';
import { useDevicesOf, type SystemViewProps } from '../view.ts';
import { storeysOf, type DetectorState } from './storeys.ts';

const detectors = 'smoke';
const hydrants = 'hydrant';
const lanes = 'fire-lane';

export function FireView({ system, devices }: SystemViewProps) {
  return (
    <div className="fire-view">
      <Stated
        title="fireView.panels"
        systemId={system.id}
        devices={devices}
        points={['state', 'linkage', 'zone', 'mains']}
      />
      <Storeys />
      <Pressures />
      <Stated
        title="fireView.lanes"
        systemId={lanes}
        devices={useDevicesOf(lanes)}
        points={['lane', 'plate', 'speaker']}
      />
    </div>
  );
}

function Stated(props: {
  title: TextKey;
  systemId: string;
  devices: readonly DeviceRecord[];
  points: readonly string[];
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const values = useValues();
  const words = useFacts((facts) => facts.words);
  const alarms = useFacts((facts) => facts.alarms);
  const gravest = gravestOf(alarms);
  const system = systemOrUnknown(props.systemId);
  if (props.devices.length === 0) return null;
  return (
    <section>
      <h3>{t(props.title)}</h3>
      <ul>
        {props.devices.map((device) => (
          <li key={device.key} className={gravest.has(device.key) ? 'broken' : ''}>
            <button className="link" onClick={() => selectDevice(screen, device.key)}>
              {local(device.name)}
            </button>
            {props.points.map((id) => {
              const point = system.points.find((one) => one.id === id);
              const value = values.number(device, id);
              if (!point || Number.isNaN(value)) return null;
              const state = values.state(system, device, id);
              const said =
                point.kind === 'text'
                  ? (words.get(value) ?? '')
                  : state
                    ? local(state.name)
                    : t(value === 1 ? 'value.true' : 'value.false');
              return (
                said && (
                  <span key={id} title={local(point.name)}>
                    {point.kind === 'boolean' ? `${local(point.name)} ${said}` : said}
                  </span>
                )
              );
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Storeys() {
  const screen = useScreen();
  const { t } = useText();
  const { columns } = useValues();
  const devices = useDevicesOf(detectors);
  const alarms = useFacts((facts) => facts.alarms);
  const gravest = gravestOf(alarms);
  const stateOf = (device: DeviceRecord): DetectorState =>
    gravest.has(device.key) ? 'alarm' : deviceQuality(device, columns) === 'good' ? 'good' : 'silent';
  if (devices.length === 0) return null;
  return (
    <section>
      <h3>{t('fireView.detectors')}</h3>
      <ul>
        {storeysOf(devices, stateOf).map(({ storey, good, alarm, silent, worst }) => (
          <li key={storey} className={alarm > 0 ? 'broken' : ''}>
            <button
              className="link"
              disabled={worst === null}
              onClick={() => worst && selectDevice(screen, worst.key)}
            >
              {storey === null ? t('fireView.floor.none') : t('fireView.floor', { floor: storey })}
            </button>
            <span>{t('fireView.tally', { good, alarm, silent })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pressures() {
  const { t } = useText();
  const values = useValues();
  const devices = useDevicesOf(hydrants);
  const rules = useRules();
  const system = systemOrUnknown(hydrants);
  if (devices.length === 0) return null;
  const bars = limitBars(
    devices,
    (device) => values.number(device, 'pressure'),
    (device) => limitsOf(rulesFor(rules, system, device.id), 'pressure'),
  );
  return <LimitBars title={t('fireView.hydrants')} unit="MPa" decimals={2} bars={bars} />;
}

/** How much of the compound's sensing works: by system, by gateway, and by group and building. The worst comes first. */
import { useMemo } from 'react';
import { selectDevice, selectPlace } from '#commands/focus.ts';
import { openSystem } from '#commands/systems.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { deviceQuality } from '#state/reading.ts';
import { usePlaceName } from '#state/usePlaceName.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';
import { coverageOf, gatewayRows, systemRows, type Heard } from './health.ts';

/** Less than this is not well: the classes of smart compounds ask for it over a month. */
const wellShare = 0.95;

const isLow = ({ heard, all }: Heard) => heard < all * wellShare;

export function HealthView({ system, devices: groups }: SystemViewProps) {
  const screen = useScreen();
  const { t, local } = useText();
  const values = useValues();
  const { columns } = values;
  const known = useFacts((facts) => facts.devices);
  const devices = useMemo(
    () => [...known.values()].filter((device) => device.system !== system.id),
    [known, system.id],
  );
  const isHeard = (device: DeviceRecord) => deviceQuality(device, columns) === 'good';
  const rows = systemRows(devices, isHeard);
  const gateways = gatewayRows(devices, isHeard);
  const groupOf = new Map(groups.map((device) => [device.id, device]));
  const said = (id: string, point: string, unit: string) => {
    const device = groupOf.get(id);
    const value = device ? values.number(device, point) : NaN;
    const decimals = system.points.find((one) => one.id === point)?.decimals ?? 0;
    return Number.isNaN(value) ? t('value.none') : `${value.toFixed(decimals)} ${unit}`;
  };
  const offset = (id: string) => {
    const device = groupOf.get(id);
    const offsetS = device ? values.number(device, 'clockOffset') : NaN;
    return Number.isNaN(offsetS) ? t('value.none') : ageText(t, offsetS * 1000);
  };
  return (
    <div className="health-view">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{t(head)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.system} className={isLow(row) ? 'broken' : ''}>
              <td>
                <button className="link" onClick={() => openSystem(screen, row.system)}>
                  {local(systemOrUnknown(row.system).name)}
                </button>
              </td>
              <td>
                {row.heard} / {row.all}
              </td>
              <td>{((row.heard / row.all) * 100).toFixed(1)} %</td>
              <td>{said(row.system, 'mttr', 'h')}</td>
              <td>{offset(row.system)}</td>
              <td>
                {row.oldest ?? t('value.none')}
                {row.behind > 0 && <small>{t('health.behind', { devices: row.behind })}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {gateways.length > 0 && (
        <section>
          <h3>{t('health.gateways')}</h3>
          <ul>
            {gateways.map((row) => {
              const gateway = known.get(row.key);
              return (
                <li key={row.key} className={isLow(row) ? 'broken' : ''}>
                  <button className="link" disabled={!gateway} onClick={() => selectDevice(screen, row.key)}>
                    {gateway ? local(gateway.name) : row.key}
                  </button>
                  <span>
                    {row.heard} / {row.all}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <Coverage devices={devices} isHeard={isHeard} />
    </div>
  );
}

const heads: readonly TextKey[] = [
  'health.system',
  'health.heard',
  'health.share',
  'health.mttr',
  'health.clock',
  'health.firmware',
];

const groupNames: Readonly<Record<string, TextKey>> = {
  fire: 'group.fire',
  security: 'group.security',
  lifts: 'group.lifts',
  parking: 'group.parking',
  environment: 'group.environment',
  services: 'group.services',
  care: 'group.care',
  energy: 'group.energy',
  governance: 'group.governance',
};

function Coverage(props: {
  readonly devices: readonly DeviceRecord[];
  readonly isHeard: (device: DeviceRecord) => boolean;
}) {
  const screen = useScreen();
  const { t } = useText();
  const placeName = usePlaceName();
  const plan = useFacts((facts) => facts.plan);
  const { buildings, rows } = coverageOf(props.devices, plan, props.isHeard);
  if (buildings.length === 0) return null;
  return (
    <section className="coverage">
      <h3>{t('health.coverage')}</h3>
      <table>
        <thead>
          <tr>
            <th />
            {buildings.map((id) => (
              <th key={id}>
                <button className="link" onClick={() => selectPlace(screen, id)}>
                  {placeName(id)}
                </button>
              </th>
            ))}
            <th>{t('health.all')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ group, cells, total }) => (
            <tr key={group}>
              <th>{t(groupNames[group] ?? 'group.other')}</th>
              {[...cells, total].map((cell, nth) => (
                <td
                  // oxlint-disable-next-line react/no-array-index-key -- a cell is its building's
                  key={nth}
                  className={cell === null ? 'none' : isLow(cell) ? 'broken' : ''}
                >
                  {cell === null ? '·' : cell.heard === cell.all ? cell.all : `${cell.heard}/${cell.all}`}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t('health.coverage.how')}</p>
    </section>
  );
}

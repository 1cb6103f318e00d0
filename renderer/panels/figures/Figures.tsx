/** Left, below: the few figures of the day, read from the shown world's columns. */
import { useMemo } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { TwinColumns } from '#shared/twin/columns.ts';
import { deviceQuality, pointValue } from '#state/reading.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import type { TextKey } from '#shared/i18n/zh.ts';

interface Figure {
  readonly key: TextKey;
  readonly value: string;
  readonly of?: string;
  readonly loud?: boolean;
}

export function Figures() {
  const { t } = useText();
  const devices = useFacts((facts) => facts.devices);
  const shown = useFacts((facts) => facts.shown);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const figures = useMemo(
    () => figuresOf([...devices.values()], shown.columns, replaying),
    [devices, shown, replaying],
  );
  return (
    <div className="panel figures">
      <div className="figure-grid">
        {figures.map((figure) => (
          <div key={figure.key} className="figure">
            <span>{t(figure.key)}</span>
            <b className={figure.loud ? 'loud' : ''}>
              {figure.value}
              {figure.of && <i> {figure.of}</i>}
            </b>
          </div>
        ))}
      </div>
    </div>
  );
}

function figuresOf(devices: readonly DeviceRecord[], columns: TwinColumns, replaying: boolean): Figure[] {
  const values = (system: string, point: string) =>
    devices
      .filter((device) => device.system === system)
      .map((device) => pointValue(device, point, columns))
      .filter((value) => !Number.isNaN(value));
  // A bay is free or not; a whole car park counts its free places.
  const bays = values('parking-bay', 'occupied');
  const lots = devices.filter(
    (device) => device.system === 'parking-bay' && pointValue(device, 'capacity', columns) > 0,
  );
  const ofLots = (point: string) => sum(lots.map((lot) => pointValue(lot, point, columns) || 0));
  const free = bays.filter((one) => one === 0).length + ofLots('free');
  const places = bays.length + ofLots('capacity');
  const passes = values('vehicle-gate', 'passes');
  const lifts = values('lift', 'mode');
  const pressures = values('hydrant', 'pressure');
  const dust = values('air-noise', 'pm25');
  // In the past, a device that nothing was heard of may not have been there.
  const there = replaying
    ? devices.filter((device) => deviceQuality(device, columns) !== 'unknown')
    : devices;
  const stale = there.filter((device) => deviceQuality(device, columns) !== 'good').length;
  const mean = (list: readonly number[]) => (list.length > 0 ? sum(list) / list.length : NaN);
  const shown = (value: number, decimals = 0) => (Number.isFinite(value) ? value.toFixed(decimals) : '—');
  return [
    {
      key: 'figures.parking',
      value: places > 0 ? String(free) : '—',
      of: places > 0 ? `/ ${places}` : '',
    },
    { key: 'figures.passes', value: shown(passes.length > 0 ? sum(passes) : NaN) },
    {
      key: 'figures.lifts',
      value: lifts.length > 0 ? String(lifts.filter((mode) => mode === 0).length) : '—',
      of: lifts.length > 0 ? `/ ${lifts.length}` : '',
    },
    {
      key: 'figures.pressure',
      value: shown(pressures.length > 0 ? pressures.reduce((a, b) => Math.min(a, b)) : NaN, 2),
      of: 'MPa',
    },
    { key: 'figures.pm25', value: shown(mean(dust)), of: 'µg/m³' },
    { key: 'figures.stale', value: there.length > 0 ? String(stale) : '—', loud: stale > 0 },
  ];
}

function sum(list: readonly number[]): number {
  return list.reduce((a, b) => a + b, 0);
}

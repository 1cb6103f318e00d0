/** What Tasmota's values are, by their names: units it does not send, switches that can be told, and what is no reading. */
import type { ForeignPoint } from '#hub/ingest/foreign/reading.ts';
import { stringIn, type JsonRecord } from '../records.ts';

const units: Readonly<Record<string, string>> = {
  Humidity: '%',
  Illuminance: 'lux',
  Distance: 'cm',
  CarbonDioxide: 'ppm',
  eCO2: 'ppm',
  TVOC: 'ppb',
  'PM2.5': 'µg/m³',
  PM10: 'µg/m³',
  Power: 'W',
  ApparentPower: 'VA',
  ReactivePower: 'var',
  Voltage: 'V',
  Current: 'A',
  Frequency: 'Hz',
  Total: 'kWh',
  Today: 'kWh',
  Yesterday: 'kWh',
  Vcc: 'V',
  Signal: 'dBm',
  RSSI: '%',
  Dimmer: '%',
  UptimeSec: 's',
};
const temperatures: ReadonlySet<string> = new Set([
  'Temperature',
  'DewPoint',
  'Temperature1',
  'Temperature2',
]);
/** Of its state; the rest is about the firmware. */
const ofState: ReadonlySet<string> = new Set([
  'Dimmer',
  'CT',
  'White',
  'FanSpeed',
  'Vcc',
  'Wifi.Signal',
  'Wifi.RSSI',
]);
export const notReadings: ReadonlySet<string> = new Set([
  'Time',
  'TempUnit',
  'PressureUnit',
  'SpeedUnit',
  'Epoch',
]);

export function isSwitch(key: string): boolean {
  return key.startsWith('POWER') && (key.length === 5 || (key.length <= 7 && Number(key.slice(5)) > 0));
}

/** A value of STATE or RESULT that is about the device. */
export function isOfState(key: string): boolean {
  return ofState.has(key) || isSwitch(key);
}

/** `said`: the whole message, which tells the unit of its temperatures. */
export function pointsOf(said: JsonRecord) {
  return (key: string, value: string | number | boolean): ForeignPoint | null => {
    if (isSwitch(key))
      return { key, kind: 'boolean', on: 'ON', off: 'OFF', words: ['ON', 'OFF'], settable: true };
    const name = key.slice(key.indexOf('.') + 1);
    if (name.endsWith('Time')) return null;
    const unit = unitOf(name, said);
    if (key === 'Dimmer') return { key, kind: 'number', unit: '%', settable: true };
    return {
      key,
      ...(typeof value === 'number'
        ? { kind: 'number' }
        : typeof value === 'boolean'
          ? { kind: 'boolean' }
          : {}),
      ...(unit === undefined ? {} : { unit }),
    };
  };
}

function unitOf(name: string, said: JsonRecord): string | undefined {
  if (temperatures.has(name)) return stringIn(said, 'TempUnit') === 'F' ? '°F' : '°C';
  if (name === 'Pressure' || name === 'SeaPressure') return stringIn(said, 'PressureUnit') ?? 'hPa';
  return Object.hasOwn(units, name) ? units[name] : undefined;
}

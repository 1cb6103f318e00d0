/**
 * Readings of other systems in the unit that a point is declared in: the same quantity under another name or scale.
 * A unit is known by how it reads in SI: `si = value × factor + offset`.
 */
interface Scale {
  readonly quantity: string;
  readonly factor: number;
  readonly offset?: number;
}

const scales: Readonly<Record<string, Scale>> = {
  '°C': { quantity: 'temperature', factor: 1 },
  '°F': { quantity: 'temperature', factor: 5 / 9, offset: -160 / 9 },
  K: { quantity: 'temperature', factor: 1, offset: -273.15 },
  Pa: { quantity: 'pressure', factor: 1 },
  hPa: { quantity: 'pressure', factor: 100 },
  mbar: { quantity: 'pressure', factor: 100 },
  kPa: { quantity: 'pressure', factor: 1000 },
  bar: { quantity: 'pressure', factor: 100_000 },
  MPa: { quantity: 'pressure', factor: 1_000_000 },
  W: { quantity: 'power', factor: 1 },
  kW: { quantity: 'power', factor: 1000 },
  Wh: { quantity: 'energy', factor: 1 },
  kWh: { quantity: 'energy', factor: 1000 },
  mA: { quantity: 'current', factor: 0.001 },
  A: { quantity: 'current', factor: 1 },
  mV: { quantity: 'voltage', factor: 0.001 },
  V: { quantity: 'voltage', factor: 1 },
  mm: { quantity: 'length', factor: 0.001 },
  cm: { quantity: 'length', factor: 0.01 },
  m: { quantity: 'length', factor: 1 },
  'L/s': { quantity: 'flow', factor: 0.001 },
  'L/min': { quantity: 'flow', factor: 1 / 60_000 },
  'L/h': { quantity: 'flow', factor: 1 / 3_600_000 },
  'm³/h': { quantity: 'flow', factor: 1 / 3600 },
  L: { quantity: 'volume', factor: 0.001 },
  'm³': { quantity: 'volume', factor: 1 },
  g: { quantity: 'mass', factor: 0.001 },
  kg: { quantity: 'mass', factor: 1 },
  t: { quantity: 'mass', factor: 1000 },
  s: { quantity: 'time', factor: 1 },
  min: { quantity: 'time', factor: 60 },
  h: { quantity: 'time', factor: 3600 },
  d: { quantity: 'time', factor: 86_400 },
  'm/s': { quantity: 'speed', factor: 1 },
  'km/h': { quantity: 'speed', factor: 1 / 3.6 },
};

/** Other ways to write the same unit. */
const spellings: Readonly<Record<string, string>> = {
  C: '°C',
  '℃': '°C',
  F: '°F',
  '℉': '°F',
  'm3/h': 'm³/h',
  'l/min': 'L/min',
  m3: 'm³',
  'μg/m³': 'µg/m³',
  'ug/m3': 'µg/m³',
  'µg/m3': 'µg/m³',
  lx: 'lux',
  dBA: 'dB(A)',
};

export interface Rescale {
  readonly factor: number;
  readonly offset: number;
}

const same: Rescale = { factor: 1, offset: 0 };

/** Null where one cannot be read as the other. A unit that one side does not name is taken to be the other's. */
export function rescaleFrom(from: string | undefined, to: string | undefined): Rescale | null {
  if (from === undefined || to === undefined || from === '') return same;
  const [given, wanted] = [spelt(from), spelt(to)];
  if (given === wanted) return same;
  const [a, b] = [scaleOf(given), scaleOf(wanted)];
  if (!a || !b || a.quantity !== b.quantity) return null;
  return { factor: a.factor / b.factor, offset: ((a.offset ?? 0) - (b.offset ?? 0)) / b.factor };
}

/** Without the noise that a change of scale brings into the last digits. */
export function rescaled(value: number, { factor, offset }: Rescale): number {
  return factor === 1 && offset === 0 ? value : Number((value * factor + offset).toPrecision(12));
}

function spelt(unit: string): string {
  const trimmed = unit.trim();
  return Object.hasOwn(spellings, trimmed) ? (spellings[trimmed] ?? trimmed) : trimmed;
}

function scaleOf(unit: string): Scale | undefined {
  return Object.hasOwn(scales, unit) ? scales[unit] : undefined;
}

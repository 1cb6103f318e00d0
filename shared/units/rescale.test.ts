import { describe, expect, it } from 'vitest';
import { rescaled, rescaleFrom } from './rescale.ts';

const read = (value: number, from: string | undefined, to: string | undefined) => {
  const scale = rescaleFrom(from, to);
  return scale === null ? null : rescaled(value, scale);
};

describe('a reading in the unit of its point', () => {
  it.each([
    [212, '°F', '°C', 100],
    [32, 'F', '°C', 0],
    [293.15, 'K', '°C', 20],
    [4, 'bar', 'MPa', 0.4],
    [1013, 'hPa', 'kPa', 101.3],
    [1500, 'W', 'kW', 1.5],
    [60, 'L/min', 'L/s', 1],
    [21.5, '℃', '°C', 21.5],
    [7, '', '%', 7],
    [7, undefined, '%', 7],
    [7, 'lx', 'lux', 7],
  ])('%d %s is so many %s: %d', (value, from, to, expected) => {
    expect(read(value, from, to)).toBe(expected);
  });

  it('is none where the quantities differ or a unit is unknown', () => {
    expect(read(1, 'kW', 'kWh')).toBeNull();
    expect(read(1, '%', '°C')).toBeNull();
    expect(read(1, 'constructor', 'm')).toBeNull();
  });
});

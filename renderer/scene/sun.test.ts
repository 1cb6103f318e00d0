/** Sun position against almanac values (NOAA solar calculator, without refraction). */
import { expect, test } from 'vitest';
import { sunPosition } from './sun.ts';

const deg = (rad: number) => (rad * 180) / Math.PI;

test('stands at 90° − |latitude − declination| in the south at solar noon of the solstices', () => {
  // Solar noon at 115.05° E; equation of time −1.8 min on 21 June, +1.8 min on 21 December (2024).
  const june = sunPosition(Date.parse('2024-06-21T04:21:36Z'), 30.2, 115.05);
  expect(deg(june.elevationRad)).toBeCloseTo(90 - (30.2 - 23.44), 1);
  const december = sunPosition(Date.parse('2024-12-21T04:18:00Z'), 30.2, 115.05);
  expect(deg(december.elevationRad)).toBeCloseTo(90 - (30.2 + 23.44), 1);
  expect(deg(december.azimuthRad)).toBeGreaterThan(179);
  expect(deg(december.azimuthRad)).toBeLessThan(181);
});

test('is overhead on the equator at the March equinox noon', () => {
  // 2024-03-20, equation of time −7.4 min: noon at Greenwich 12:07:24 UT.
  const { elevationRad } = sunPosition(Date.parse('2024-03-20T12:07:24Z'), 0, 0);
  expect(deg(elevationRad)).toBeGreaterThan(89.5);
});

test('rises in the east, sets in the west, and is below the horizon at night', () => {
  const morning = sunPosition(Date.parse('2026-11-21T08:00:00+08:00'), 30.2, 115.05);
  const evening = sunPosition(Date.parse('2026-11-21T16:30:00+08:00'), 30.2, 115.05);
  const night = sunPosition(Date.parse('2026-11-21T22:00:00+08:00'), 30.2, 115.05);
  expect(morning.directionEnu[0]).toBeGreaterThan(0.5);
  expect(evening.directionEnu[0]).toBeLessThan(-0.5);
  expect(night.elevationRad).toBeLessThan(0);
  expect(Math.hypot(...morning.directionEnu)).toBeCloseTo(1, 9);
});

/** Where flights come down, against what is known in closed form and against many flights drawn by chance. */
import { expect, test } from 'vitest';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { GRAVITY, type Flight } from './flight.ts';
import { landedAt, landingOf, squaredFor } from './landing.ts';
import { UNKNOWN } from './unknowns.ts';

const dropped: Flight = { releaseEnu: [3, -1, 20], velocity: [0, -2, 0], dragPerM: 0, wind: [0, 0, 0] };

test('without air it lands after the time that gravity needs, as far out as its speed carries it', () => {
  const afterS = Math.sqrt((2 * 20) / GRAVITY);
  const landed = landedAt(dropped);
  expect(landed?.afterS).toBeCloseTo(afterS, 3);
  expect(landed?.atEnu[0]).toBeCloseTo(3, 9);
  expect(landed?.atEnu[1]).toBeCloseTo(-1 - 2 * afterS, 2);
});

test('what starts below the ground, and what is no number, lands nowhere', () => {
  expect(landedAt({ ...dropped, releaseEnu: [0, 0, -1] })).toBeNull();
  expect(landedAt({ ...dropped, releaseEnu: [0, 0, Number.NaN] })).toBeNull();
});

test('speed that is open by half a metre a second opens the place by that times the fall; a height hardly', () => {
  const size = UNKNOWN.cameras;
  const deviations = Array.from({ length: size }, () => 1e-4);
  deviations[UNKNOWN.speedOut] = 0.5;
  const curvature = Matrix.diag(deviations.map((one) => 1 / one ** 2));
  const flightOf = (u: Float64Array): Flight => ({
    ...dropped,
    velocity: [0, -2 - (u[UNKNOWN.speedOut] ?? 0), 0],
    releaseEnu: [3, -1, 20 + (u[UNKNOWN.upM] ?? 0)],
  });
  const landing = landingOf(flightOf, new Float64Array(size), new CholeskyDecomposition(curvature));
  const [xx = NaN, xy = NaN, yy = NaN] = landing?.covariance ?? [];
  expect(Math.sqrt(yy)).toBeCloseTo(0.5 * Math.sqrt((2 * 20) / GRAVITY), 2);
  expect(Math.abs(xx)).toBeLessThan(1e-6);
  expect(Math.abs(xy)).toBeLessThan(1e-6);
});

test('nine tenths of a Gaussian in the plane lie within the square that is said', () => {
  expect(squaredFor(0.9)).toBeCloseTo(4.605, 3);
});

import { expect, test } from 'vitest';
import { fly, GRAVITY } from './flight.ts';

const still = [0, 0, 0] as const;

test('without air it is a parabola', () => {
  const path = fly({ releaseEnu: [1, 2, 50], velocity: [3, -1, 2], dragPerM: 0, wind: still }, [0, 0.7, 2.5]);
  for (const [i, t] of [0, 0.7, 2.5].entries()) {
    expect(path[i * 6]).toBeCloseTo(1 + 3 * t, 9);
    expect(path[i * 6 + 1]).toBeCloseTo(2 - t, 9);
    expect(path[i * 6 + 2]).toBeCloseTo(50 + 2 * t - (GRAVITY * t * t) / 2, 9);
  }
});

test('dropped in still air it falls by ln(cosh(t·√(gk))) / k, and no faster than √(g/k)', () => {
  const k = 0.05;
  const times = [0.5, 1, 2, 4, 12];
  const path = fly({ releaseEnu: [0, 0, 0], velocity: still, dragPerM: k, wind: still }, times);
  for (const [i, t] of times.entries()) {
    expect(path[i * 6 + 2]).toBeCloseTo(-Math.log(Math.cosh(t * Math.sqrt(GRAVITY * k))) / k, 3);
    expect(path[i * 6 + 5]).toBeCloseTo(-Math.sqrt(GRAVITY / k) * Math.tanh(t * Math.sqrt(GRAVITY * k)), 3);
  }
});

test('the wind takes along what falls long enough', () => {
  const path = fly({ releaseEnu: [0, 0, 0], velocity: still, dragPerM: 0.5, wind: [3, 0, 0] }, [30]);
  expect(path[3]).toBeCloseTo(3, 3);
  expect(path[4]).toBeCloseTo(0, 9);
});

import { expect, it } from 'vitest';
import { heatReleaseKw, secondsUntilKw, type FireGrowth } from './growth.ts';

it.each([
  ['slow', 600],
  ['medium', 300],
  ['fast', 150],
  ['ultra-fast', 75],
] as const)('a %s fire reaches 1055 kW after %d s, as its class is defined', (growth: FireGrowth, timeS) => {
  const fire = { growth, peakKw: 10_000 };
  expect(heatReleaseKw(fire, timeS)).toBeCloseTo(1055, -0.5);
  expect(secondsUntilKw(fire, 1055)).toBeCloseTo(timeS, 0);
});

it('starts with nothing and grows no further than its peak', () => {
  const fire = { growth: 'fast', peakKw: 1500 } as const;
  expect([-5, 0].map((timeS) => heatReleaseKw(fire, timeS))).toEqual([0, 0]);
  // 0.04688 · 100² = 468.8
  expect(heatReleaseKw(fire, 100)).toBeCloseTo(468.8, 6);
  expect(heatReleaseKw(fire, 1000)).toBe(1500);
  expect(secondsUntilKw(fire, 1501)).toBeNull();
});

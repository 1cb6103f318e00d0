import { expect, it } from 'vitest';
import { inStep } from './followClock.ts';

it('a picture that is ahead slows down, one that is behind hurries, neither so that anybody sees it', () => {
  expect(inStep(0.1)).toBeCloseTo(0.9);
  expect(inStep(-0.1)).toBeCloseTo(1.1);
  expect(inStep(0.004)).toBe(1);
  expect(inStep(0.3)).toBeCloseTo(0.85);
  expect(inStep(-0.3)).toBeCloseTo(1.15);
});

it('is in step within a second or two, from as far off as it is not simply moved', () => {
  let aheadS = 0.34;
  for (let second = 0; second < 4; second++) aheadS += inStep(aheadS) - 1;
  expect(Math.abs(aheadS)).toBeLessThan(0.008);
});

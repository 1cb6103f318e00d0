import { expect, test } from 'vitest';
import { litLevel } from './litWindows.ts';

const share = (hour: number) => {
  let lit = 0;
  for (let household = 0; household < 400; household++)
    for (let window = 0; window < 5; window++) if (litLevel(household, window, hour) > 0) lit++;
  return lit / 2000;
};

test('the same household at the same hour looks the same', () => {
  expect(litLevel(17, 3, 20)).toBe(litLevel(17, 3, 20));
});

test('evenings are bright, nights are dark', () => {
  expect(share(20)).toBeGreaterThan(0.3);
  expect(share(20)).toBeLessThan(0.6);
  expect(share(3)).toBeLessThan(0.05);
});

import { expect, it } from 'vitest';
import { createAgeClock } from './ageClock.ts';

it('follows the wall clock, also back, and runs ahead with it by an hour at most', () => {
  const hour = 3_600_000;
  let [wall, passed] = [1_000_000, 50];
  const age = createAgeClock(
    () => wall,
    () => passed,
  );
  const at = (ms: number) => {
    passed += ms;
    wall += ms;
    return age() - wall;
  };
  expect(at(10 * hour)).toBe(0);
  wall += 365 * 24 * hour;
  expect(age()).toBe(1_000_000 + 11 * hour);
  wall -= 365 * 24 * hour;
  expect(at(hour)).toBe(0);
  wall -= 48 * hour;
  expect(age()).toBe(wall);
});

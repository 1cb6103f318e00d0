import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Clock } from './clock.ts';
import { followSteps } from './clockSteps.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_000_400 }));
afterEach(() => vi.useRealTimers());

test('live: once at the start and once at each edge of a second', () => {
  const seen: number[] = [];
  const stop = followSteps(new Clock(), 1000, (step) => seen.push(step));
  vi.advanceTimersByTime(500);
  expect(seen).toEqual([1_000_000]);
  vi.advanceTimersByTime(2200);
  expect(seen).toEqual([1_000_000, 1_001_000, 1_002_000, 1_003_000]);
  stop();
  vi.advanceTimersByTime(5000);
  expect(seen).toHaveLength(4);
});

test('standing still: no timer at all, and the exact instant; playing again it goes on', () => {
  const clock = new Clock();
  const seen: number[] = [];
  followSteps(clock, 1000, (step) => seen.push(step));
  clock.seek(500_123);
  // Until its state is there, the clock goes on as it was.
  expect(seen.at(-1)).toBe(1_000_000);
  clock.settle(500_123);
  expect(seen.at(-1)).toBe(500_123);
  expect(vi.getTimerCount()).toBe(0);
  clock.play();
  expect(seen.at(-1)).toBe(500_000);
  clock.advance(501_023);
  vi.advanceTimersByTime(900);
  expect(seen.at(-1)).toBe(501_000);
});

test('a fast replay is not followed faster than the eye', () => {
  const clock = new Clock();
  clock.seek(1000);
  clock.settle(1000);
  clock.play();
  clock.setRate(64);
  let calls = 0;
  followSteps(clock, 100, () => calls++);
  for (let ms = 0; ms < 1000; ms += 20) {
    clock.advance(1000 + ms * 64);
    vi.advanceTimersByTime(20);
  }
  expect(calls).toBeGreaterThan(8);
  expect(calls).toBeLessThanOrEqual(14);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAtMost } from './atMost.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('acts at once after a calm, then once for all that came meanwhile', () => {
  const act = vi.fn();
  const once = createAtMost(() => 100, act);
  for (let i = 0; i < 5; i++) once.soon();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(2);
  once.soon();
  expect(act).toHaveBeenCalledTimes(3);
});

it('does nothing any more once it is disposed of', () => {
  const act = vi.fn();
  const once = createAtMost(() => 100, act);
  once.soon();
  once.soon();
  once.dispose();
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(1);
});

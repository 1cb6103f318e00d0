import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStall } from './stall.ts';

let reckonedMs = 0;
const thread = { cpuUsage: () => Promise.resolve({ user: reckonedMs * 1000, system: 0 }) };
beforeEach(() => {
  reckonedMs = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a thread that gets little of a core does not stand still, one that reckons as long does', async () => {
  const stall = createStall(thread, 1000);
  expect(await stall.over()).toBe(false);
  vi.advanceTimersByTime(5000);
  reckonedMs = 900;
  expect(await stall.over()).toBe(false);
  reckonedMs = 1100;
  expect(await stall.over()).toBe(true);
});

it('whoever says something has as long again', async () => {
  const stall = createStall(thread, 1000);
  expect(await stall.over()).toBe(false);
  reckonedMs = 900;
  stall.heard();
  expect(await stall.over()).toBe(false);
  reckonedMs = 1800;
  expect(await stall.over()).toBe(false);
  reckonedMs = 2000;
  expect(await stall.over()).toBe(true);
});

it('one that waits and reckons nothing stands still at last; where nobody can tell, the clock on the wall counts', async () => {
  const stall = createStall(thread, 1000);
  vi.advanceTimersByTime(7900);
  expect(await stall.over()).toBe(false);
  vi.advanceTimersByTime(200);
  expect(await stall.over()).toBe(true);
  const ended = createStall({ cpuUsage: () => Promise.reject(new Error('ended')) }, 1000);
  vi.advanceTimersByTime(1100);
  expect(await ended.over()).toBe(true);
});

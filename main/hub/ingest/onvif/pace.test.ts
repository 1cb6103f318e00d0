import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** A camera that answers each time with so many, as soon as it is asked; how often it was in a minute. */
function askedIn(minuteOf: (nth: number) => { count: number; tookMs: number }): number[] {
  const pace = createPace(0);
  const pauses: number[] = [];
  for (let atMs = 0, nth = 0; atMs < 60_000; nth++) {
    const { count, tookMs } = minuteOf(nth);
    atMs += tookMs;
    const pauseMs = pace.pauseMs(count, atMs);
    pauses.push(pauseMs);
    atMs += pauseMs;
  }
  return pauses;
}

it('a camera that floods is asked a few times a minute, whether its answers are full or many', () => {
  expect(askedIn(() => ({ count: 5000, tookMs: 5 })).length).toBeLessThan(30);
  expect(askedIn(() => ({ count: 100, tookMs: 5 })).length).toBeLessThan(30);
  // One by one: never faster than anybody could act on.
  expect(askedIn(() => ({ count: 1, tookMs: 1 })).length).toBeLessThan(50 * 60);
});

it('what holds at the beginning and what is seen then waits for nothing', () => {
  const startsFull = askedIn((nth) => (nth < 5 ? { count: 100, tookMs: 5 } : { count: 1, tookMs: 400 }));
  expect(startsFull.every((pauseMs) => pauseMs === 0)).toBe(true);
  const busy = askedIn((nth) => ({ count: 2, tookMs: nth % 2 === 0 ? 1 : 200 }));
  expect(busy.every((pauseMs) => pauseMs === 0)).toBe(true);
});

it('one that calms down is asked at once again', () => {
  const pace = createPace(0);
  let atMs = 0;
  for (let nth = 0; nth < 50; nth++) atMs += 5 + pace.pauseMs(1000, atMs + 5);
  const after: number[] = [];
  for (let nth = 0; nth < 8; nth++) {
    atMs += 2000;
    after.push(pace.pauseMs(1, atMs));
    atMs += after.at(-1) ?? 0;
  }
  expect(after[0]).toBeGreaterThan(0);
  expect(after.at(-1)).toBe(0);
});

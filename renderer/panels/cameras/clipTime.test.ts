/** A picture shows the instant it says, or none. */
import { expect, test } from 'vitest';
import { clipTime } from './clipTime.ts';

const t0 = Date.parse('2026-11-21T08:00:00Z');
const recording = { kind: 'mp4', url: '/clip.mp4', recordedFromMs: t0 } as const;
const loop = { kind: 'mp4', url: '/loop.mp4', loop: true } as const;

test('a recording holds its own minutes and nothing else', () => {
  expect(clipTime(recording, t0 + 12_500, 60)).toBe(12.5);
  expect(clipTime(recording, t0, 60)).toBe(0);
  expect(clipTime(recording, t0 - 1, 60)).toBeNull();
  expect(clipTime(recording, t0 + 60_000, 60)).toBeNull();
});

test('a loop is tied to the clock: the same instant is the same picture', () => {
  expect(clipTime(loop, t0 + 3000, 8)).toBe(clipTime(loop, t0 + 3000 + 8 * 7000, 8));
  expect(clipTime(loop, t0 + 3500, 8)).toBeCloseTo((clipTime(loop, t0 + 3000, 8) ?? 0) + 0.5, 6);
});

test('without length or time there is no picture', () => {
  expect(clipTime(loop, t0, Number.NaN)).toBeNull();
  expect(clipTime(loop, t0, 0)).toBeNull();
  expect(clipTime({ kind: 'mp4', url: '/x.mp4' }, t0, 60)).toBeNull();
});

import { expect, it } from 'vitest';
import type { ShownBooking } from '#shared/protocol/booking.ts';
import { blocksOf, nowAndNext } from './timeline.ts';

const hourMs = 3_600_000;
const booking = (
  number: number,
  fromH: number,
  untilH: number,
  more: Partial<ShownBooking> = {},
): ShownBooking => ({
  version: 1,
  id: `b${number}`,
  number,
  compound: 'a',
  deviceKey: 'locks/1',
  placeId: '1-1-101',
  fromMs: fromH * hourMs,
  untilMs: untilH * hourMs,
  state: 'booked',
  bookedBy: 'li',
  bookedAtMs: 0,
  arrivedAtMs: null,
  endedAtMs: null,
  overstaySinceMs: null,
  reason: '',
  external: null,
  forgottenAtMs: null,
  hasPlate: false,
  troubles: [],
  ...more,
});
const day = { fromMs: 0, toMs: 24 * hourMs };

it('lie where their hours are, cut at the ends of the day', () => {
  const blocks = blocksOf([booking(1, 6, 12), booking(2, 23, 26), booking(3, 24, 25)], day, 0);
  expect(blocks.map(({ booking: { number }, start, width }) => [number, start, width])).toEqual([
    [1, 0.25, 0.25],
    [2, 23 / 24, 1 / 24],
  ]);
});

it('what was cancelled leaves room, what ended early is short, who overstays grows', () => {
  const given = [
    booking(1, 0, 6, { state: 'cancelled', endedAtMs: 1 }),
    booking(2, 6, 12, { state: 'ended', endedAtMs: 9 * hourMs }),
    booking(3, 12, 15, { state: 'in-use', overstaySinceMs: 15 * hourMs }),
    booking(4, 16, 18, { state: 'no-show', endedAtMs: 16.25 * hourMs }),
  ];
  expect(blocksOf(given, day, 18 * hourMs).map((one) => [one.booking.number, one.width * 24])).toEqual([
    [2, 3],
    [3, 6],
    [4, 0.25],
  ]);
});

it('who stands there is now, also beyond the end; the next is the next open one', () => {
  const over = booking(1, 1, 2, { state: 'in-use', overstaySinceMs: 2 * hourMs });
  const gone = booking(2, 3, 4, { state: 'cancelled' });
  const next = booking(3, 5, 6);
  expect(nowAndNext([next, gone, over], 2.5 * hourMs)).toEqual({ now: over, next });
  expect(nowAndNext([], 0)).toEqual({ now: null, next: null });
});

import { expect, it } from 'vitest';
import type { Booking } from '#shared/protocol/booking.ts';
import { afterTime, bookingAt, graceMs, mayArrive, overlap, stepBooking } from './machine.ts';

const minuteMs = 60_000;
const booking = (more: Partial<Booking> = {}): Booking => ({
  version: 1,
  id: 'b1',
  number: 1,
  compound: 'a',
  deviceKey: 'locks/1',
  placeId: '1-1-101',
  plate: null,
  fromMs: 60 * minuteMs,
  untilMs: 120 * minuteMs,
  state: 'booked',
  bookedBy: 'li',
  bookedAtMs: 0,
  arrivedAtMs: null,
  endedAtMs: null,
  overstaySinceMs: null,
  reason: '',
  external: null,
  forgottenAtMs: null,
  ...more,
});

it('one may follow another at once, and none begins within another', () => {
  const at = (fromMs: number, untilMs: number) => overlap({ fromMs, untilMs }, { fromMs: 10, untilMs: 20 });
  expect([at(0, 10), at(20, 30), at(0, 11), at(19, 30), at(12, 13), at(0, 40)]).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});

it('is released where nobody came within a quarter of an hour, or before its own end', () => {
  const given = booking();
  expect(afterTime(given, null, given.fromMs + graceMs - 1)).toBe(given);
  expect(afterTime(given, null, given.fromMs + graceMs).state).toBe('no-show');
  const short = booking({ untilMs: 65 * minuteMs });
  expect(afterTime(short, null, short.untilMs).state).toBe('no-show');
});

it('ends only where nothing stands there; whoever stays is over its time since its end', () => {
  const used = stepBooking(booking(), { verb: 'arrive' }, 55 * minuteMs);
  expect(used).toMatchObject({ state: 'in-use', arrivedAtMs: 55 * minuteMs });
  expect(afterTime(used, true, used.untilMs - 1)).toBe(used);
  for (const occupied of [true, null]) {
    const over = afterTime(used, occupied, used.untilMs + 5);
    expect(over).toMatchObject({ state: 'in-use', overstaySinceMs: used.untilMs });
    expect(afterTime(over, occupied, used.untilMs + 10)).toBe(over);
    expect(afterTime(over, false, used.untilMs + 15)).toMatchObject({ state: 'ended' });
  }
});

it('begins a little early, not much, and not after its end', () => {
  const given = booking();
  const may = [44, 45, 119, 120].map((minute) => mayArrive(given, minute * minuteMs));
  expect(may).toEqual([false, true, true, false]);
});

it('is shown in replay as it was', () => {
  const ended = booking({
    state: 'ended',
    arrivedAtMs: 61 * minuteMs,
    endedAtMs: 130 * minuteMs,
    overstaySinceMs: 120 * minuteMs,
  });
  const at = (minute: number) => bookingAt(ended, minute * minuteMs)?.state;
  expect([at(10), at(61), at(125), at(130)]).toEqual(['booked', 'in-use', 'in-use', 'ended']);
  expect(bookingAt(ended, 100 * minuteMs)?.overstaySinceMs).toBeNull();
  expect(bookingAt(booking({ bookedAtMs: 5 }), 4)).toBeNull();
});

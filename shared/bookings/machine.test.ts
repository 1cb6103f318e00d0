import { expect, it } from 'vitest';
import type { Booking } from '#shared/protocol/booking.ts';
import {
  afterTime as placedAfterTime,
  blockedBy,
  bookingAt,
  busySpan,
  graceMs,
  mayArrive,
  overlap,
  stepBooking,
} from './machine.ts';

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

const afterTime = (given: Booking, occupied: boolean | null, atMs: number) =>
  placedAfterTime(given, { occupied, isBlocked: false, freeSinceMs: -Infinity }, atMs);

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
  const over = afterTime(used, true, used.untilMs + 5);
  expect(over).toMatchObject({ state: 'in-use', overstaySinceMs: used.untilMs });
  expect(afterTime(over, true, used.untilMs + 10)).toBe(over);
  expect(afterTime(over, false, used.untilMs + 15)).toMatchObject({ state: 'ended' });
  // Nobody knows: nothing is claimed, and what was known is not taken back.
  expect(afterTime(used, null, used.untilMs + 5)).toBe(used);
  expect(afterTime(over, null, used.untilMs + 5)).toBe(over);
});

it('whom another keeps out has not failed to come: his quarter of an hour begins when it is free', () => {
  const given = booking();
  const place = { occupied: true, isBlocked: true, freeSinceMs: -Infinity };
  expect(placedAfterTime(given, place, given.fromMs + graceMs + 1)).toBe(given);
  expect(placedAfterTime(given, place, given.untilMs).state).toBe('cancelled');
  const freed = { occupied: false, isBlocked: false, freeSinceMs: given.fromMs + 20 * minuteMs };
  expect(placedAfterTime(given, freed, given.fromMs + 34 * minuteMs)).toBe(given);
  expect(placedAfterTime(given, freed, given.fromMs + 35 * minuteMs).state).toBe('no-show');
});

it('nobody comes early into another’s time, nor where somebody still is', () => {
  const given = booking();
  const before = booking({ id: 'b0', number: 7, fromMs: 50 * minuteMs, untilMs: 60 * minuteMs });
  const blocked = (other: Booking, minute: number) => blockedBy(given, [given, other], minute * minuteMs);
  expect(blocked(before, 55)?.number).toBe(7);
  expect(blocked(before, 47)?.number).toBe(7);
  expect(blocked(before, 60)).toBeUndefined();
  expect(blocked({ ...before, untilMs: 54 * minuteMs }, 55)).toBeUndefined();
  expect(blocked(stepBooking(before, { verb: 'arrive' }, 50 * minuteMs), 65)?.number).toBe(7);
});

it('whoever is on it has it since he came, and beyond the end as long as another may come early', () => {
  const used = stepBooking(booking(), { verb: 'arrive' }, 50 * minuteMs);
  expect(busySpan(used, 55 * minuteMs)).toEqual({ fromMs: 50 * minuteMs, untilMs: 120 * minuteMs });
  expect(busySpan(used, 125 * minuteMs).untilMs).toBe(140 * minuteMs);
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

/** Whose time a lock is now, and what it is told once it is heard again. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Booking } from '#shared/protocol/booking.ts';
import { openTestBookings } from './testBookings.ts';

let test: ReturnType<typeof openTestBookings>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  test = openTestBookings();
});
afterEach(async () => {
  vi.useRealTimers();
  await test.stop();
});
const arrive = (id: string) => test.step(id, { verb: 'arrive' });
const state = (id: string) => test.find(id)?.state;
const booked = async (fromMin: number, untilMin: number, plate: string | null = null): Promise<Booking> => {
  const made = await test.book(fromMin, untilMin, plate);
  if (typeof made === 'string') throw new Error(made);
  return made;
};

it('nobody comes early into another’s time, by hand or by plate', async () => {
  const first = await booked(0, 10);
  const next = await booked(10, 60, '鄂B12345');
  test.wait(5);
  expect(await arrive(next.id)).toBe('booking-taken');
  test.cameIn('鄂B12345');
  await test.settled();
  expect(state(next.id)).toBe('booked');
  expect(await arrive(first.id)).toMatchObject({ state: 'in-use' });
});

it('whom a car beyond its time keeps out has not failed to come: his quarter of an hour begins when it leaves', async () => {
  test.stands(false);
  const first = await booked(0, 60);
  const next = await booked(60, 120);
  await arrive(first.id);
  test.stands(true);
  test.wait(80);
  test.stands(true);
  await test.look();
  expect(await arrive(next.id)).toBe('booking-taken');
  expect(state(next.id)).toBe('booked');
  expect(await test.book(1, 30)).toBe('booking-taken');
  test.stands(false);
  await test.look();
  expect(state(first.id)).toBe('ended');
  test.wait(14);
  await test.look();
  expect(state(next.id)).toBe('booked');
  test.wait(1);
  await test.look();
  expect(state(next.id)).toBe('no-show');
});

it('whoever came early has it since he came: nobody books the minutes before his time', async () => {
  const early = await booked(14, 60);
  await arrive(early.id);
  expect(await test.book(1, 8)).toBe('booking-taken');
});

it('no stay beyond the end is claimed while nobody knows whether a car stands there; the booking says so', async () => {
  const unheard = await booked(0, 60);
  await arrive(unheard.id);
  test.wait(61);
  await test.look();
  expect(test.said).toEqual([]);
  expect(test.shown(unheard.id)).toMatchObject({
    state: 'in-use',
    overstaySinceMs: null,
    troubles: ['unseen'],
  });
  test.stands(true);
  await test.look();
  expect(test.said).toHaveLength(1);
  expect(test.shown(unheard.id)).toMatchObject({ overstaySinceMs: unheard.untilMs, troubles: [] });
});

it('a lock that was away is told what it should show and do once it is heard, and no more', async () => {
  test.stands(null);
  const booking = await booked(0, 60);
  await arrive(booking.id);
  expect(test.heard(false)).toEqual(['show-booking booked', 'lower', 'show-booking in-use']);
  test.wait(1);
  vi.advanceTimersByTime(30_000);
  await test.look();
  expect(test.heard(false)).toEqual([]);
  test.wait(1);
  test.stands(false);
  await test.look();
  expect(test.heard(true).sort()).toEqual(['lower', 'show-booking in-use']);
  test.wait(1);
  test.stands(true);
  await test.look();
  expect(test.heard(true)).toEqual([]);
});

it('what has changed meanwhile counts: released while it was away, it is raised, not lowered', async () => {
  test.stands(null);
  const booking = await booked(0, 60);
  await arrive(booking.id);
  test.wait(1);
  vi.advanceTimersByTime(30_000);
  await test.step(booking.id, { verb: 'release' });
  test.heard(false);
  vi.advanceTimersByTime(30_000);
  test.wait(1);
  test.stands(false);
  await test.look();
  expect(test.heard(false).sort()).toEqual(['raise', 'show-booking none']);
});

it('one that is heard and never answers is told three times', async () => {
  test.stands(false);
  const booking = await booked(0, 60);
  await arrive(booking.id);
  let lowered = 0;
  for (let n = 0; n < 6; n++) {
    lowered += test.heard(false).filter((word) => word === 'lower').length;
    test.wait(1);
    vi.advanceTimersByTime(30_000);
    test.stands(true);
    await test.look();
  }
  expect(lowered).toBe(4);
});

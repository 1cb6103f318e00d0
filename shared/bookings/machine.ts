/**
 * The life of a booking: booked → in use → ended; nobody comes within a quarter of an hour: no show; or it is cancelled.
 * Pure. Whoever stays beyond the end keeps it in use, and that is said: nothing rises under a car.
 */
import type { Booking, BookingState, BookingStep, ShownBooking } from '#shared/protocol/booking.ts';

export const graceMs = 15 * 60_000;
/** Whoever comes a little early is let in, where the device is free. */
export const earlyMs = 15 * 60_000;
export const longestBookingMs = 24 * 3_600_000;
export const shortestBookingMs = 5 * 60_000;
export const furthestBookingMs = 30 * 86_400_000;

type Span = Pick<Booking, 'fromMs' | 'untilMs'>;

/** It keeps others from its time. */
export function isOpenBooking({ state }: Pick<Booking, 'state'>): boolean {
  return state === 'booked' || state === 'in-use';
}

/** From the first instant up to the last, which is the next one's. */
export function overlap(a: Span, b: Span): boolean {
  return a.fromMs < b.untilMs && a.untilMs > b.fromMs;
}

export const stepsOfBooking: Readonly<Record<BookingState, readonly BookingStep['verb'][]>> = {
  booked: ['arrive', 'cancel'],
  'in-use': ['release'],
  ended: [],
  'no-show': [],
  cancelled: [],
};

export function mayArrive(booking: Pick<Booking, 'state' | 'fromMs' | 'untilMs'>, atMs: number): boolean {
  return booking.state === 'booked' && atMs >= booking.fromMs - earlyMs && atMs < booking.untilMs;
}

export function stepBooking<B extends Booking>(booking: B, step: BookingStep, atMs: number): B {
  switch (step.verb) {
    case 'arrive':
      return { ...booking, state: 'in-use', arrivedAtMs: atMs };
    case 'release':
      return { ...booking, state: 'ended', endedAtMs: atMs };
    case 'cancel':
      return { ...booking, state: 'cancelled', endedAtMs: atMs, reason: step.reason.trim() };
  }
}

/** What time does to it. `occupied`: whether something stands there, null where that is not known. */
export function afterTime(booking: Booking, occupied: boolean | null, atMs: number): Booking {
  if (booking.state === 'booked' && atMs >= Math.min(booking.fromMs + graceMs, booking.untilMs))
    return { ...booking, state: 'no-show', endedAtMs: atMs };
  if (booking.state !== 'in-use' || atMs < booking.untilMs) return booking;
  if (occupied === false) return { ...booking, state: 'ended', endedAtMs: atMs };
  return booking.overstaySinceMs === null ? { ...booking, overstaySinceMs: booking.untilMs } : booking;
}

/** As it was at an instant; null before it was booked. */
export function bookingAt<B extends ShownBooking | Booking>(booking: B, atMs: number): B | null {
  if (booking.bookedAtMs > atMs) return null;
  if (booking.endedAtMs !== null && booking.endedAtMs <= atMs) return booking;
  const arrived = booking.arrivedAtMs !== null && booking.arrivedAtMs <= atMs;
  const over = booking.overstaySinceMs !== null && booking.overstaySinceMs <= atMs;
  return {
    ...booking,
    state: arrived ? 'in-use' : 'booked',
    arrivedAtMs: arrived ? booking.arrivedAtMs : null,
    endedAtMs: null,
    overstaySinceMs: over ? booking.overstaySinceMs : null,
    reason: '',
  };
}

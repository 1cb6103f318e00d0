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

/** Its end is past, and nobody knows whether somebody still stands there: stands beside what its system declares. */
export const unseenTrouble = 'unseen';

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

/** Whose time it is on a device, as others see who look for theirs: whoever is on it has it since he came, and a while yet. */
export function busySpan(booking: Booking, atMs: number): Span {
  if (booking.state !== 'in-use') return booking;
  const { fromMs, untilMs, arrivedAtMs } = booking;
  return {
    fromMs: Math.min(fromMs, arrivedAtMs ?? fromMs),
    untilMs: atMs >= untilMs ? atMs + earlyMs : untilMs,
  };
}

/** Who keeps it from beginning now, among the open bookings of its device: whoever is on it, or whose time it still is. */
export function blockedBy(booking: Booking, others: readonly Booking[], atMs: number): Booking | undefined {
  const early = { fromMs: atMs, untilMs: booking.fromMs };
  return others.find(
    (other) =>
      other.id !== booking.id &&
      (other.state === 'in-use' || (atMs < booking.fromMs && overlap(other, early))),
  );
}

export interface Place {
  /** Whether something stands there, null where that is not known. */
  readonly occupied: boolean | null;
  /** Another booking is in use there. */
  readonly isBlocked: boolean;
  /** When the last of the others left; −∞ where there was none. */
  readonly freeSinceMs: number;
}

/** When a booking that did not begin is given up, as long as nobody keeps it from beginning. */
export function givenUpMs({ fromMs, untilMs }: Span, freeSinceMs: number): number {
  return Math.min(Math.max(fromMs, freeSinceMs) + graceMs, untilMs);
}

/**
 * What time does to it. Whom another kept out did not fail to come. Where nobody knows whether something still stands
 * there, it goes on, and no stay beyond the end is claimed.
 */
export function afterTime(
  booking: Booking,
  { occupied, isBlocked, freeSinceMs }: Place,
  atMs: number,
): Booking {
  if (booking.state === 'booked') {
    if (isBlocked && atMs >= booking.untilMs) return { ...booking, state: 'cancelled', endedAtMs: atMs };
    if (isBlocked || atMs < givenUpMs(booking, freeSinceMs)) return booking;
    return { ...booking, state: 'no-show', endedAtMs: atMs };
  }
  if (booking.state !== 'in-use' || atMs < booking.untilMs || occupied === null) return booking;
  if (!occupied) return { ...booking, state: 'ended', endedAtMs: atMs };
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

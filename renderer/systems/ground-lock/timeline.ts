/** A day of bookings as shares of it, and which of a device is now and next. Pure. */
import type { ShownBooking } from '#shared/protocol/booking.ts';
import { isOpenBooking } from '#shared/bookings/machine.ts';

export interface Day {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Block {
  readonly booking: ShownBooking;
  /** 0…1 of the day. */
  readonly start: number;
  readonly width: number;
}

/** Those that took place or will, by where they lie; what was cancelled or not used leaves room. */
export function blocksOf(bookings: readonly ShownBooking[], day: Day, nowMs: number): readonly Block[] {
  const lengthMs = day.toMs - day.fromMs;
  return bookings.flatMap((booking) => {
    if (booking.state === 'cancelled') return [];
    const overMs = booking.overstaySinceMs === null ? 0 : (booking.endedAtMs ?? nowMs);
    const endMs =
      booking.endedAtMs !== null && overMs === 0
        ? Math.min(booking.endedAtMs, booking.untilMs)
        : booking.untilMs;
    const from = Math.max(day.fromMs, booking.fromMs);
    const until = Math.min(day.toMs, Math.max(endMs, overMs));
    return until <= from
      ? []
      : [{ booking, start: (from - day.fromMs) / lengthMs, width: (until - from) / lengthMs }];
  });
}

export function nowAndNext(
  bookings: readonly ShownBooking[],
  nowMs: number,
): { readonly now: ShownBooking | null; readonly next: ShownBooking | null } {
  const open = bookings.filter(isOpenBooking).sort((a, b) => a.fromMs - b.fromMs);
  const now =
    open.find(({ state }) => state === 'in-use') ?? open.find(({ fromMs }) => fromMs <= nowMs) ?? null;
  return { now, next: open.find((one) => one !== now && one.fromMs > nowMs) ?? null };
}
